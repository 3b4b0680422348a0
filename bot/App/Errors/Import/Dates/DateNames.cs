namespace Improvement.Bot.Errors.Import.Dates;

/// <summary>The words of dates in the languages of everyday exports.</summary>
internal static class DateNames
{
    /// <summary>January is 1.</summary>
    public static readonly NameTable Months = new(3,
        "january february march april may june july august september october november december",
        "januar|jänner februar|feber märz|mrz april mai juni juli august september oktober november dezember",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart|mrt april mei juni juli augustus september oktober november december",
        "stycznia|styczeń lutego|luty marca|marzec kwietnia|kwiecień maja|maj czerwca|czerwiec lipca|lipiec sierpnia|sierpień "
            + "września|wrzesień października|październik listopada|listopad grudnia|grudzień",
        "januari februari mars april maj juni juli augusti september oktober november december",
        "januar februar marts april maj juni juli august september oktober november december",
        "januar februar mars april mai juni juli august september oktober november desember",
        "ledna|leden února|únor března|březen dubna|duben května|květen června|červen července|červenec srpna|srpen září října|říjen "
            + "listopadu|listopad prosince|prosinec",
        "január február március|marec április|apríl május|máj június|jún július|júl augusztus szeptember október november december",
        "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
        "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август сентября|сентябрь "
            + "октября|октябрь ноября|ноябрь декабря|декабрь",
        "січня|січень лютого|лютий березня|березень квітня|квітень травня|травень червня|червень липня|липень серпня|серпень "
            + "вересня|вересень жовтня|жовтень листопада|листопад грудня|грудень");

    /// <summary>Monday is 1.</summary>
    public static readonly NameTable Weekdays = new(2,
        "monday tuesday wednesday thursday friday saturday sunday",
        "montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "lunes martes miércoles jueves viernes sábado domingo",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "segunda|segundafeira terça|terçafeira quarta|quartafeira quinta|quintafeira sexta|sextafeira sábado domingo",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "poniedziałek|pon|pn wtorek|wt środa|śr czwartek|czw|cz piątek|pt sobota|sob niedziela|niedz|nd",
        "måndag tisdag onsdag torsdag fredag lördag söndag",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag",
        "pondělí úterý středa čtvrtek pátek sobota neděle",
        "hétfő kedd szerda csütörtök péntek szombat vasárnap",
        "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
        "понедельник|пн вторник|вт среда|ср четверг|чт пятница|пт суббота|сб воскресенье|вс");

    /// <summary>Words between the parts of a date that say nothing: 15 de marzo de 2026, den 15. marts kl. 9.12.</summary>
    public static readonly HashSet<string> Fillers = new(StringComparer.Ordinal)
    {
        "de", "del", "le", "den", "der", "il", "el", "la", "of", "on", "the", "at", "am", "um", "uhr", "kl", "klockan", "om", "uur", "ore",
        "alle", "las", "a", "as", "o", "godz", "r", "roku", "g", "v", "в", "г", "года",
        "dia", "feira", "st", "nd", "rd", "th", "er", "h", "t",
    };
}
