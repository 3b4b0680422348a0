namespace Improvement.Bot.Errors.Import.Columns;

/// <summary>
/// Names that everyday systems and their languages give the columns of their exports, the likeliest first, as <see cref="ColumnMap.Bare"/>
/// compares them. Severity is never guessed: priorities and urgencies are other things.
/// </summary>
internal static class UsualColumns
{
    /// <summary>What columns are called, by what they hold.</summary>
    public static readonly IReadOnlyDictionary<ImportField, string[]> Names = new Dictionary<ImportField, string[]>
    {
        [ImportField.Id] = Words("""
            issueid id externalid bugid issuekey key ticketid ticketnumber ticketno ticket casenumber caseid incidentid incidentnumber
            requestid requestnumber workitemid taskid cardid alertid recordid
            reportid responseid respondentid submissionid conversationid errorid errornumber issuenumber bugnumber number no nr reference
            referencenumber iid shortid tinyid gid sysid uuid guid commentid callnumber
            nummer ticketnummer vorgangsnummer vorgang vorgangsschlussel schlussel fallnummer meldungsnummer lfdnr laufendenummer
            storungsnummer
            numero cle cledudemande numerodeticket reference clave claveincidencia numerodecaso folio codice numeroticket chave
            numerodochamado zgloszenie numer nº arende arendenummer sagsnummer номер
            """),
        [ImportField.Title] = Words("""
            summary title subject headline shortdescription briefdescription issuetitle incidenttitle ticketname ticketsubject casesubject
            taskname cardname issuename errortitle itemname shortsummary
            titel betreff zusammenfassung kurzbeschreibung uberschrift kurztext thema
            titre objet sujet resume titulo asunto resumen titolo oggetto assunto resumo onderwerp samenvatting tytul temat rubrik amne emne
            название тема заголовок
            """),
        [ImportField.Story] = Words("""
            description narrative story whathappened text details body message comment content longdescription issuedescription
            incidentdescription ticketdescription errordescription taskdescription carddescription
            taskcontent problemdescription whatwentwrong whathashappened reprosteps stepstoreproduce notes note comments errormessage
            beschreibung fehlerbeschreibung langtext waswargeschehen wasistpassiert wasistgeschehen wasgeschah bemerkung bemerkungen
            kommentar meldung storung
            commentaire questcequisestpasse quesestilpasse descriptif descripcion quepaso quesucedio descrizione cosaesuccesso descricao
            oqueaconteceu omschrijving beschrijving watisergebeurd
            opis cosiestalo beskrivning vadhande beskrivelse hvadskete описание что произошло
            """),
        [ImportField.Created] = Words("""
            created createdat createddate createdtime createdon createdonutc createdatutc createdutc createdtimestamp createddatetime
            createdateandtime createdate createtime creationdate creationtime creationts creation
            datecreated timecreated syscreatedon safenetcreatedate reported reportedat reportedon reportedtime reportdate reporteddate
            datereported timereported opened openedat openedon openeddate opendate dateopened datetimeopened
            requested requestedat requestdate daterequested submitted submittedat submittedon submitdate submissiondate submissiontime
            datesubmitted logged loggedat loggedon datelogged raised raisedat raisedon dateraised
            received receivedat datereceived recordeddate recordedat registered registeredat ticketcreateddate ticketcreated issuecreated
            incidentcreated casecreated conversationcreatedat firstseen firstoccurrence triggeredat
            completiontime timestamp date datetime time
            erstellt erstelltam erstellungsdatum erstellungszeit erstelldatum angelegt angelegtam anlagedatum erfasst erfasstam
            erfassungsdatum gemeldet gemeldetam meldedatum meldungsdatum eroffnet eroffnetam eroffnungsdatum eingang eingangsdatum
            eingegangen
            geoffnet geoffnetam abgeschicktam fertigstellungszeit abschlusszeit zeitstempel datum
            cree creele creation datedecreation datecreation dateheuredecreation ouvert ouvertle dateouverture datedouverture signalele
            datesignalement soumisle datedesoumission heuredefin horodateur horodatage
            creado creada creadoel fechadecreacion fechacreacion creacion fechadeapertura abierto fechadereporte fechadeenvio
            horadefinalizacion marcatemporal fecha
            creato creatoil datacreazione datadicreazione datadiapertura aperto oradicompletamento informazionicronologiche data
            criado criadoem datadecriacao criacao datadeabertura aberto horadeconclusao carimbodedatahora
            aangemaakt aangemaaktop gemaakt gemaaktop aanmaakdatum gemeldop meldingsdatum tijdvanvoltooien voltooiingstijd tijdstempel
            utworzono datautworzenia utworzone zgloszono datazgloszenia czasukonczenia sygnaturaczasowa
            skapad skapades skapat skapaddatum registrerad anmald sluttid tidsstampel oprettet oprettetdato oprettelsesdato registreret
            anmeldt tidsstempel opprettet
            создано датасоздания создана дата
            """),
        [ImportField.Occurred] = Words("""
            occurred occurredat occurredon eventstartdate eventdate incidentdate incidenttime dateofevent dateofincident dateofoccurrence
            happened happenedat happenedon whendidithappen
            vorfallsdatum ereignisdatum aufgetretenam vorfallam datedelincident fechadelincidente datadellincidente
            """),
        [ImportField.Immediate] = Words("immediateactiontaken immediateaction sofortmassnahme"),
    };

    /// <summary>
    /// Beginnings and endings of other names that a column may have which holds the day of reporting; it counts if its cells are dates.
    /// </summary>
    public static readonly string[] CreatedStems =
        Words("creat reported submi opened logged raised received request erstell angelegt erfass gemeldet eroffn eingegang creation "
            + "creacion criacao creazione ouvert apertura abertura aangemaakt utworz skapa opprett oprett");

    /// <summary>Parts of names that are about another moment.</summary>
    public static readonly string[] OtherMoments =
        Words("clos resol updat modif chang last due target complet end start by user name solved reopen deadline geandert letzte fallig "
            + "geschlossen");

    /// <summary>Columns beside which "Name" is the title of a task, not a person.</summary>
    public static readonly string[] BesideNamedTasks = Words("taskid gid notes createdtime lasteditedtime tasks");

    private static readonly HashSet<string> All = [.. Names.Values.SelectMany(names => names)];

    /// <summary>Whether a name is one of them.</summary>
    public static bool Contains(string bare) => All.Contains(bare);

    private static string[] Words(string words) =>
        [.. words.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(ColumnMap.Bare)];
}
