using System.Globalization;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Messages;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Cards;

/// <summary>A filed error as people see it.</summary>
internal static class ErrorCards
{
    /// <summary>Lines of a story shown on a card; the whole is behind <c>/status</c>.</summary>
    private const int StoryLines = 6;

    /// <summary>Characters of a story on a card at most, so that cards stay small.</summary>
    private const int StoryShown = 1_200;

    /// <summary>Details on a card, the newest.</summary>
    private const int DetailsShown = 2;

    /// <summary>Notes of one witness on their own card.</summary>
    private const int OwnWordsShown = 5;

    /// <summary>Characters of a name or a version shown.</summary>
    private const int NameShown = 160;

    /// <summary>What the reporter keeps: what was done last, what happens next and by when, and what can still be done.</summary>
    /// <param name="news">What happened to it lately, the newest last; empty for filed just now.</param>
    /// <param name="closing">What of it helped, once it is closed; null before.</param>
    /// <param name="advice">What may help until then; null for nothing.</param>
    public static Card ForReporter(
        ErrorRecord error, IReadOnlyList<HistoryLine>? news = null, ClosingNote? closing = null, Element? advice = null) => Card(
        Say(ErrorTexts.FiledSummary, error.Label, error.Title),
        Titled(error),
        Text(
            error.State is ErrorState.Reported && error.Triage.Since is null
                ? $"{Lately(news, error.Reporter) ?? Say(ErrorTexts.FiledThanks, error.Label)} {ErrorProgress.Of(error)} "
                    + ErrorTexts.YouHear
                : $"{Lately(news, error.Reporter)} {ErrorProgress.Of(error)}".TrimStart()),
        Facts(
            (ErrorTexts.FactSeverity, SeverityOf(error)),
            (ErrorTexts.FactHit, HitOf(error)),
            (ErrorTexts.FactCategory, CategoryOf(error)),
            (ErrorTexts.FactTeam, error.TeamName),
            (ErrorTexts.FactVisibility, error.Restricted ? ErrorTexts.RestrictedNote : null),
            (ErrorTexts.FactReports, ReportsOf(error))),
        Story(error),
        Details(news),
        closing?.Draw(),
        advice,
        Row(
            ErrorButtons.For(error, ErrorAction.AnswerInfo, ErrorTexts.Step_AnswerInfo),
            error.Triage.ObjectedAt is null ? ErrorButtons.For(error, ErrorAction.Object, ErrorTexts.Step_Object) : null,
            ErrorButtons.For(error, ErrorAction.Split, ErrorTexts.Step_Split),
            ErrorButtons.For(error, ErrorAction.Reopen, ErrorTexts.Step_Reopen),
            ErrorButtons.For(error, ErrorAction.Edit, ErrorTexts.Edit),
            ErrorButtons.For(error, ErrorAction.AddDetail, ErrorTexts.AddDetail),
            ErrorButtons.For(error, ErrorAction.Withdraw, ErrorTexts.Withdraw)));

    /// <summary>What the owner keeps: what is expected of them, and by when.</summary>
    /// <param name="news">What happened to it lately, the newest last.</param>
    /// <param name="analysis">Its causes; null for none.</param>
    /// <param name="linked">The numbers of what belongs together with it; null for nothing.</param>
    public static Card ForOwner(
        ErrorRecord error, IReadOnlyList<HistoryLine>? news = null, Analysis? analysis = null, string? linked = null) => Card(
        Say(ErrorTexts.OwnerSummary, error.Label, error.Title),
        Titled(error),
        Text(ErrorProgress.Of(error)),
        Facts(
            (ErrorTexts.FactSeverity, SeverityOf(error)),
            (ErrorTexts.FactHit, HitOf(error)),
            (ErrorTexts.FactCategory, CategoryOf(error)),
            (ErrorTexts.FactReports, ReportsOf(error)),
            (ErrorTexts.LinkedHeading, linked),
            (ErrorTexts.FactReportedBy, ReportedBy(error))),
        Story(error),
        Details(news),
        AnalysisCards.CountOf(analysis),
        Row(
            ErrorLife.CanGoTheShortWay(error.Severity, error.Priority)
                ? ErrorButtons.For(error, ErrorAction.Correct, ErrorTexts.Step_Correct)
                : null,
            AnalysisCards.Entry(error, analysis),
            ErrorButtons.For(error, ErrorAction.ProposeFix, ErrorTexts.Step_ProposeFix),
            ErrorButtons.For(error, ErrorAction.EditFix, ErrorTexts.Step_EditFix),
            ErrorButtons.For(error, ErrorAction.ReturnFix, ErrorTexts.Step_ReturnFix),
            ErrorButtons.For(error, ErrorAction.Contain, ErrorTexts.Step_Contain),
            error.Severity >= Severity.MajorHarm ? ErrorButtons.For(error, ErrorAction.DoFirst, ErrorTexts.Step_DoFirst) : null,
            ErrorButtons.For(error, ErrorAction.AddDetail, ErrorTexts.AddDetail),
            OpenSource(error)));

    /// <summary>What somebody keeps who met the same thing.</summary>
    /// <param name="news">What happened to it lately, the newest last.</param>
    /// <param name="viewer">Whose card it is.</param>
    /// <param name="account">Their newest account, which they can take back; null for none.</param>
    public static Card ForWitness(
        ErrorRecord error, IReadOnlyList<HistoryLine>? news = null, PersonId viewer = default, long? account = null) => Card(
        Say(ErrorTexts.WitnessSummary, error.Label, error.Title),
        Titled(error),
        Text(Lately(news, viewer) is { } lately ? $"{lately} {WitnessThanks(error)}" : WitnessThanks(error)),
        Details(news),
        Text(ErrorProgress.Of(error)),
        Row(ErrorButtons.For(error, ErrorAction.AddDetail, ErrorTexts.AddDetail), ErrorButtons.Retract(error, account)));

    /// <summary>
    /// What somebody sees who met the same thing and is not in its team, and what stands where others than its team read: number, title,
    /// state, and their own words.
    /// </summary>
    /// <param name="words">What they wrote about it; empty where several people read.</param>
    /// <param name="back">Leads back to the list that it was opened from; null for none.</param>
    /// <param name="account">Their account that they can take back; null for none.</param>
    public static Card ForOutsider(ErrorRecord error, IReadOnlyList<string> words, CardAction? back = null, long? account = null) => Card(
        Say(RecordTexts.Summary, error.Label, error.Title),
        Group(Hint(error.Label), Heading(error.Title) with { Spacing = Spacing.None }),
        Facts((ErrorTexts.FactState, ErrorWords.Of(error.State))),
        words is []
            ? null
            : Group([Subheading(ErrorTexts.YourWords), .. words.TakeLast(OwnWordsShown).Select(each => Excerpt(Cut(each), StoryLines))]),
        Hint(words is [] ? ErrorTexts.RestIsForTeam : ErrorTexts.RestWhenLetIn),
        Row([
            ErrorButtons.For(error, ErrorAction.Witness, ErrorTexts.SameHere, below: true), ErrorButtons.Retract(error, account), back]));

    /// <summary>That somebody's account was added; how many there are where it is more than one.</summary>
    public static string WitnessThanks(ErrorRecord error) =>
        error.Reports is 1
            ? Say(ErrorTexts.WitnessThanksAgain, error.Label)
            : Say(ErrorTexts.WitnessThanks, error.Label, Number(error.Reports));

    /// <summary>What the triage channel shows: always the current state, with what matters most first.</summary>
    /// <param name="news">What happened to it lately, the newest last.</param>
    /// <param name="leads">Who is called to a severe one; nobody where only one person reads.</param>
    /// <param name="fix">Its latest fix proposal; null for none.</param>
    /// <param name="mayDo">What the one person can do whose view it is; null for the view of everybody.</param>
    /// <param name="watch">The watch of its fix; null for none that is open.</param>
    /// <param name="linked">The numbers of what belongs together with it, as far as its readers see it; null for nothing.</param>
    public static Card ForTriage(
        ErrorRecord error, IReadOnlyList<HistoryLine>? news = null, IReadOnlyList<Person>? leads = null, Fix? fix = null,
        IReadOnlyList<ErrorAction>? mayDo = null, WatchLook? watch = null, string? linked = null) => Card(
        Say(RecordTexts.Summary, error.Label, error.Title), [
        SeverityStrip.Of(error),
        Group(Hint(error.Label), Heading(error.Title) with { Spacing = Spacing.None }),
        SeverityStrip.Called(leads),
        Facts(
            (ErrorTexts.FactNext, ErrorProgress.Of(error)),
            (ErrorTexts.FactOwner, error.OwnerName),
            (ErrorTexts.FactHit, HitOf(error)),
            (ErrorTexts.FactCategory, CategoryOf(error)),
            (ErrorTexts.FactObject, ObjectOf(error)),
            (ErrorTexts.FactReports, ReportsOf(error)),
            (ErrorTexts.LinkedHeading, linked),
            (ErrorTexts.FactReportedBy, ReportedBy(error)),
            (ErrorTexts.FactSource, SourceOf(error)),
            (ErrorTexts.FactVisibility, error.Restricted ? ErrorTexts.RestrictedNote : null)),
        Story(error),
        Details(news),
        string.IsNullOrWhiteSpace(error.AgentReason) ? null : Excerpt(Say(ErrorTexts.AgentReasonLine, Cut(error.AgentReason)), StoryLines),
        .. fix is null || error.State is ErrorState.Analysing ? [] : FixCards.Proposal(error, fix),
        .. watch is null ? [] : VerdictCards.Part(error, watch),
        Row([
            .. mayDo is null ? ErrorButtons.ForLeads(error) : ErrorButtons.InChannelFor(error, mayDo),
            ErrorButtons.For(error, ErrorAction.Witness, ErrorTexts.SameHere),
            OpenSource(error)])]) with { Teams = SeverityStrip.Mentions(leads) };

    /// <summary>What somebody who decides about it must see at a glance.</summary>
    public static IEnumerable<Element?> Glance(ErrorRecord error) =>
    [
        SeverityStrip.Of(error),
        Group(Hint(error.Label), Heading(error.Title) with { Spacing = Spacing.None }),
        Facts(
            (ErrorTexts.FactNext, ErrorProgress.Of(error)),
            (ErrorTexts.FactHit, HitOf(error)),
            (ErrorTexts.FactCategory, CategoryOf(error)),
            (ErrorTexts.FactObject, ObjectOf(error)),
            (ErrorTexts.FactReports, ReportsOf(error)),
            (ErrorTexts.FactReportedBy, ReportedBy(error)),
            (ErrorTexts.FactTeam, error.TeamName),
            (ErrorTexts.FactVisibility, error.Restricted ? ErrorTexts.RestrictedNote : null)),
        Story(error),
    ];

    /// <summary>What stands where nobody may see the report, or may see it any more.</summary>
    public static Card Hidden(ErrorRecord error) => Card(
        Say(ErrorTexts.HiddenSummary, error.Label),
        Text(Say(error.Restricted ? ErrorTexts.HiddenText : ErrorTexts.HiddenFromOthers, error.Label)));

    private static Container Titled(ErrorRecord error) => Group(
        Hint(error.Label),
        Heading(error.Title) with { Spacing = Spacing.None },
        error.State is ErrorState.Reported ? null : new Badge(ErrorWords.StateOf(error)) { Style = BadgeStyle.Subtle });

    /// <summary>The number and the name of the severity.</summary>
    public static string SeverityOf(ErrorRecord error) => ErrorWords.Level(error.Severity);

    /// <summary>Who was hit, with the words given to it.</summary>
    public static string HitOf(ErrorRecord error) => (string.IsNullOrWhiteSpace(error.HitWords), error.Hit) switch
    {
        (true, _) => ErrorWords.Of(error.Hit),
        (_, HitWhom.NotKnownYet) => error.HitWords!, // the name is known, and nobody chose what they are
        _ => Say(ErrorTexts.HitOnly, ErrorWords.Of(error.Hit), error.HitWords),
    };

    /// <summary>How many reported it, and how often where somebody met it again; null for one.</summary>
    public static string? ReportsOf(ErrorRecord error) => (error.Reports, error.Occurrences) switch
    {
        (1, 1) => null,
        var (reports, times) when reports == times => Number(reports),
        var (reports, times) => Say(ErrorTexts.ReportsAndTimes, Number(reports), Number(times)),
    };

    /// <summary>Who wrote the message that was reported; null for none.</summary>
    public static string? SourceOf(ErrorRecord error) => error.SourceAuthor is { } author ? Say(MessageTexts.MessageBy, author) : null;

    /// <summary>Leads to the message that was reported; null where there is no way to it.</summary>
    public static CardAction? OpenSource(ErrorRecord error) =>
        SourceLinks.Trusted(error.SourceLink) is { } link ? new OpenUrlAction(link) { Title = MessageTexts.OpenMessage } : null;

    /// <summary>The buttons that there are; null for none.</summary>
    public static Element? Row(params ReadOnlySpan<CardAction?> actions) =>
        actions.ContainsAnyExcept((CardAction?)null) ? Buttons(actions) : null;

    /// <summary>The kind of error; null while nobody is sure.</summary>
    public static string? CategoryOf(ErrorRecord error) =>
        error.Category is null ? null : ErrorWords.Of(Taxonomy.Starting.Kind, error.Category);

    /// <summary>Who reported it and when; an agent and a system are said to be one.</summary>
    public static string ReportedBy(ErrorRecord error) => Say(
        ErrorTexts.ReportedByAt, ErrorWords.Named(error.ReporterName, error.ReporterKind), Moment.DayAndTime(error.CreatedAt));

    /// <summary>What it is about, and at which step that went wrong; null where nothing is known of it.</summary>
    public static string? ObjectOf(ErrorRecord error)
    {
        string?[] parts = [
            error.Object is { } kind ? ErrorWords.Of(kind) : null, error.ObjectName, error.ObjectVersion,
            string.IsNullOrWhiteSpace(error.AgentStep) ? null : Say(ErrorTexts.AtStep, error.AgentStep)];
        var known = parts.OfType<string>()
            .Where(part => !string.IsNullOrWhiteSpace(part))
            .Select(part => part.Length <= NameShown ? part : ShortText.Cut(part, NameShown))
            .ToArray();
        return known is [] ? null : string.Join(" · ", known);
    }

    /// <summary>What the last change was, in a sentence; null where it was none.</summary>
    private static string? Lately(IReadOnlyList<HistoryLine>? news, PersonId viewer) => news is null or [] ? null : news[^1] switch
    {
        { Changes: { Count: > 0 } changes } line when line.Actor == viewer => Say(ErrorTexts.ChangeSaved, FieldChange.Words(changes)),
        { Changes: { Count: > 0 } changes } line => Say(ErrorTexts.ChangedBy, line.Who ?? RecordTexts.Somebody, FieldChange.Words(changes)),
        { What: "detail-added" } line =>
            line.Actor == viewer ? ErrorTexts.DetailSaved : Say(ErrorTexts.DetailBy, line.Who ?? RecordTexts.Somebody),
        _ => null,
    };

    /// <summary>The newest details; the others are behind <c>/status</c>.</summary>
    private static Container? Details(IReadOnlyList<HistoryLine>? news) =>
        news?.Where(line => line is { What: "detail-added", Words: not null }).TakeLast(DetailsShown).ToArray() is { Length: > 0 } added
            ? Group([Subheading(ErrorTexts.DetailsHeading), .. added.SelectMany(Detail)])
            : null;

    private static IEnumerable<Element> Detail(HistoryLine line) =>
    [
        Hint(Say(ErrorTexts.DetailLine, line.Who ?? RecordTexts.Somebody, Moment.DayAndTime(line.At))),
        Excerpt(Cut(line.Words!), StoryLines) with { Spacing = Spacing.None },
    ];

    /// <summary>The story; null where the title says it all.</summary>
    private static TextBlock? Story(ErrorRecord error) => error.IsToldByTitle ? null : Excerpt(Cut(error.Story), StoryLines);

    /// <summary>A text as long as a card shows it.</summary>
    public static string Cut(string text) => text.Length <= StoryShown ? text : ShortText.Cut(text, StoryShown);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
