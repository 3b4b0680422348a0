using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Pages;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>Everything about one error: what was filled in, and what happened since.</summary>
internal static class ErrorStatus
{
    /// <summary>Lines of history shown, the newest.</summary>
    public const int HistoryShown = 20;

    /// <summary>What is done about it has not begun to have an effect in these states, so that it can still be measured.</summary>
    private static readonly ErrorState[] WorkedOn =
    [
        ErrorState.Accepted, ErrorState.Contained, ErrorState.Analysing, ErrorState.FixProposed, ErrorState.ChangesRequested,
        ErrorState.Implementing,
    ];

    /// <summary>All of it, with what its reader may do.</summary>
    public static Card Whole(RecordLook<ErrorRecord> look, CardAction? back)
    {
        var outside = look.Services.GetRequiredService<ErrorReaders>().Of(look.Record);
        return For(look.Services, look.Record, back, outside);
    }

    /// <summary>All of it, for the person whose turn it is.</summary>
    /// <param name="outside">The witnesses whom they may let see all of it.</param>
    public static Card For(IServiceProvider services, ErrorRecord error, CardAction? back, IReadOnlyList<OutsideWitness> outside) =>
        For(services, error, back, outside, RelatedErrors.Of(services, error));

    private static Card For(
        IServiceProvider services, ErrorRecord error, CardAction? back, IReadOnlyList<OutsideWitness> outside, RelatedErrors cluster) => Of(
        error,
        ErrorHistory.Of(services.GetRequiredService<Session>(), error.Number, HistoryShown),
        services.GetRequiredService<Reporter>().ActionsOn(error),
        back,
        outside,
        services.GetRequiredService<Actor>().Id == error.Reporter,
        AlsoIn.Of(services, error.Number),
        WeeksOf(services, error),
        services.GetRequiredService<Reporter>().LookAtWatch(error) is { } watch
            ? (watch, services.GetRequiredService<PageLinks>().Button(VerdictPage.Page, error.Number))
            : null,
        cluster,
        OwnAccount(services, error),
        LessonsOf(services, error),
        EffectOffer.On(services, ErrorKind.Id(error.Number), mayBegin: WorkedOn.Contains(error.State)),
        Related.To(services, cluster.QuestionOf(services, error)));

    private static IReadOnlyList<CardAction> LessonsOf(IServiceProvider services, ErrorRecord error) =>
        error.State is ErrorState.Resolved or ErrorState.Closed
            ? LessonOffer.On(services, new(ErrorKind.Id(error.Number))
            {
                Severity = (int)error.Severity, IsClosed = error.State is ErrorState.Closed,
            })
            : [];

    /// <summary>
    /// The series of its cluster; null for what was met once. It is the same for everybody, whoever sees which of the cluster.
    /// </summary>
    private static WeeklyOccurrences? WeeksOf(IServiceProvider services, ErrorRecord error)
    {
        var isMetOnce = error.Occurrences is 1
            && Cluster.Find(services.GetRequiredService<Session>(), error.Number).Members.Count is 1;
        return isMetOnce ? null : services.GetRequiredService<Reporter>().WeeksOf(error, WeeklyOccurrences.WeeksShown);
    }

    /// <summary>The newest account of the person whose turn it is, which they can take back; null for none.</summary>
    private static long? OwnAccount(IServiceProvider services, ErrorRecord error) =>
        services.GetRequiredService<Actor>().Id is { } me
            && services.GetRequiredService<Reporter>().May(ErrorAction.RetractAccount, error)
            ? WitnessAccounts.NewestOf(services.GetRequiredService<Session>(), me, error.Number)
            : null;

    /// <summary>Number, title, state, and what the viewer wrote about it.</summary>
    public static Card Outline(RecordLook<ErrorRecord> look, CardAction? back) =>
        ErrorCards.ForOutsider(look.Record, WordsOf(look), back, OwnAccount(look.Services, look.Record));

    /// <summary>What the viewer wrote about it.</summary>
    public static IReadOnlyList<string> WordsOf(RecordLook<ErrorRecord> look) =>
        WitnessWords.Of(look.Services.GetRequiredService<Session>(), look.Viewer.Person, look.Record.Number);

    /// <param name="mayDo">What its reader may do with it, so that nobody has to look for the card that they got when it was filed.</param>
    /// <param name="back">Leads back to the list that it was opened from; null for none.</param>
    /// <param name="outside">The witnesses whom its reader may let see all of it; null for nobody.</param>
    /// <param name="isReporter">Whether its reader reported it.</param>
    /// <param name="analysis">Its causes; null for none.</param>
    /// <param name="weeks">How often its cluster was met in each of the last weeks; null for what was met once.</param>
    /// <param name="watched">The watch of its fix, with the button that opens the figures as a page; null for none.</param>
    /// <param name="related">What is the same or belongs together with it; null for nothing.</param>
    /// <param name="account">The account of its reader that they can take back; null for none.</param>
    /// <param name="lessons">The buttons by which something is learned from it; null for none.</param>
    /// <param name="effect">Leads to what is measured of it; null where nothing is.</param>
    /// <param name="elsewhere">What of other kinds is about the same; null for nothing.</param>
    public static Card Of(
        ErrorRecord error, IReadOnlyList<HistoryLine> history, IReadOnlyList<ErrorAction> mayDo, CardAction? back = null,
        IReadOnlyList<OutsideWitness>? outside = null, bool isReporter = false, Analysis? analysis = null,
        WeeklyOccurrences? weeks = null, (WatchLook Look, CardAction? Page)? watched = null, RelatedErrors? related = null,
        long? account = null, IReadOnlyList<CardAction>? lessons = null, CardAction? effect = null,
        IReadOnlyList<RelatedGroup>? elsewhere = null) => Card(
        StatusCard.Summary(error.Label, error.Title), [
        StatusCard.Head(error.Label, error.Title),
        Facts(
            (ErrorTexts.FactState, ErrorWords.StateOf(error)),
            (ErrorTexts.FactNext, ErrorProgress.Of(error)),
            (ErrorTexts.FactOwner, error.OwnerName)),
        error.IsToldByTitle ? null : StatusCard.LongText(error.Story),
        Facts(
            (ErrorTexts.FactReportedBy, ErrorCards.ReportedBy(error)),
            (ErrorTexts.FactSource, ErrorCards.SourceOf(error)),
            (ErrorTexts.FactWhen, error.OccurredAt is { } at ? Moment.DayAndTime(at) : null),
            (ErrorTexts.FactTeam, error.TeamName),
            (ErrorTexts.FactSeverity, ErrorCards.SeverityOf(error)),
            (ErrorTexts.FactLoss, error.LossHours is { } lost ? Say(ErrorTexts.LossEachTime, lost) : null),
            (ErrorTexts.FactHit, ErrorCards.HitOf(error)),
            (ErrorTexts.FactCategory, ErrorCards.CategoryOf(error)),
            (ErrorTexts.FactDetection, error.Detection is null ? null : ErrorWords.Of(Taxonomy.Starting.Detection, error.Detection)),
            (ErrorTexts.FactObject, ErrorCards.ObjectOf(error)),
            (ErrorTexts.FactAgentMode, error.AgentMode is null ? null : ErrorWords.Of(Taxonomy.Starting.AgentMode, error.AgentMode)),
            (ErrorTexts.FactReports, ErrorCards.ReportsOf(error)),
            (ErrorTexts.FactVisibility, error.Restricted ? ErrorTexts.RestrictedNote : null)),
        .. DetailText.All.Where(text => text.Heading is not null).Select(text => StatusCard.Part(text.Heading!(), text.Of(error))),
        StatusCard.Part(ErrorTexts.WeeksHeading, weeks is null ? null : Say(
            related is { Linked: not [] } ? ErrorTexts.WeeksOfCluster : ErrorTexts.Weeks, weeks.Counts.Count, weeks.Words)),
        .. (related ?? RelatedErrors.None).Part(error.Number),
        .. watched is { Look: var look } ? VerdictCards.Part(error, look) : [],
        .. AnalysisCards.Part(analysis),
        .. Related.Part(elsewhere ?? []),
        StatusCard.HistoryHeading(),
        StatusCard.History(history.Select(line => (line.At, line.Who, Happened(line), line.Words))),
        outside is null or []
            ? null
            : Group([Subheading(ErrorTexts.OutsideWitnesses), .. outside.SelectMany(witness => Outside(error, witness))]),
        // Clients show six buttons of a row and hide the others, so the steps of leads and owners have a row of their own.
        ErrorCards.Row([.. ErrorButtons.ForOne(error, mayDo, all: false)]),
        ErrorCards.Row([
            ErrorCards.OpenSource(error),
            analysis is null ? null : AnalysisCards.Entry(error, analysis),
            watched?.Page,
            mayDo.Contains(ErrorAction.Edit)
                ? ErrorButtons.ButtonBelow(ErrorTexts.Edit, ErrorButtons.VerbOf(ErrorAction.Edit), error.Number)
                : null,
            mayDo.Contains(ErrorAction.AddDetail)
                ? ErrorButtons.ButtonBelow(ErrorTexts.AddDetail, ErrorButtons.VerbOf(ErrorAction.AddDetail), error.Number)
                : null,
            mayDo.Contains(ErrorAction.Withdraw)
                ? ErrorButtons.ButtonBelow(ErrorTexts.Withdraw, ErrorButtons.VerbOf(ErrorAction.Withdraw), error.Number)
                : null,
            mayDo.Contains(ErrorAction.Witness)
                ? ErrorButtons.ButtonBelow(
                    isReporter || mayDo.Contains(ErrorAction.Edit) ? ErrorTexts.ItHappenedAgain : ErrorTexts.SameHere,
                    ErrorButtons.VerbOf(ErrorAction.Witness), error.Number)
                : null,
            ErrorButtons.Retract(error, account),
            back]),
        ErrorCards.Row([.. lessons ?? [], effect])]);

    private static IEnumerable<Element> Outside(ErrorRecord error, OutsideWitness witness)
    {
        yield return Hint(Say(witness.IsLetIn ? ErrorTexts.OutsideSeesAll : ErrorTexts.OutsideSees, witness.Name));
        yield return Buttons(ExecuteAction.Of(
            Say(witness.IsLetIn ? ErrorTexts.LetOut : ErrorTexts.LetIn, witness.Name), ErrorButtons.LetSee, ("error", error.Number),
                ("person", witness.Person.Value), ("see", !witness.IsLetIn)));
    }

    private static string Happened(HistoryLine line) => line.Changes is not []
        ? Say(ErrorTexts.Event_changed, FieldChange.Words(line.Changes))
        : ErrorTexts.ResourceManager.GetString($"Event.{line.What}") ?? line.What;
}
