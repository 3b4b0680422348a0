using System.Globalization;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Cards;

/// <summary>One line of an error's history.</summary>
/// <param name="What">The stable name of the event.</param>
/// <param name="Words">What was written then: a witness's note, a detail; null for none.</param>
internal sealed record HistoryLine(DateTimeOffset At, string? Who, string What, string? Words)
{
    /// <summary>What an edit changed.</summary>
    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Who did it; null for nobody who is known.</summary>
    public long? Actor { get; init; }
}

/// <summary>Everything about one error: what was filled in, and what happened since.</summary>
internal static class StatusCard
{
    /// <summary>Characters of a story shown; a longer one says so.</summary>
    private const int StoryShown = 10_000;

    /// <summary>Characters of a witness's note or a detail shown.</summary>
    private const int WordsShown = 600;

    /// <summary>Lines of history shown, the newest.</summary>
    public const int HistoryShown = 20;

    /// <param name="mayDo">What its reader may do with it, so that nobody has to look for the card that they got when it was filed.</param>
    /// <param name="back">Leads back to the list that it was opened from; null for none.</param>
    /// <param name="outside">The witnesses whom its reader may let see all of it; null for nobody.</param>
    public static Card Of(
        ErrorRecord error, IReadOnlyList<HistoryLine> history, IReadOnlyList<ErrorAction> mayDo, CardAction? back = null,
        IReadOnlyList<OutsideWitness>? outside = null) => Card(
        Say(ErrorTexts.TriageSummary, error.Label, error.Title),
        Group(Hint(error.Label), Heading(error.Title) with { Spacing = Spacing.None }),
        Facts(
            (ErrorTexts.FactState, ErrorWords.Of(error.State)),
            (ErrorTexts.FactNext, ErrorCards.NextStep(error))),
        error.IsToldByTitle ? null : Text(Shown(error.Story, StoryShown)),
        Facts(
            (ErrorTexts.FactReportedBy, ErrorCards.ReportedBy(error)),
            (ErrorTexts.FactSource, ErrorCards.SourceOf(error)),
            (ErrorTexts.FactWhen, error.OccurredAt is { } at ? Moment.DayAndTime(at) : null),
            (ErrorTexts.FactTeam, error.TeamName),
            (ErrorTexts.FactSeverity, ErrorCards.SeverityOf(error)),
            (ErrorTexts.FactHit, ErrorCards.HitOf(error)),
            (ErrorTexts.FactCategory, ErrorCards.CategoryOf(error)),
            (ErrorTexts.FactObject, ErrorCards.ObjectOf(error)),
            (ErrorTexts.FactAgentMode, error.AgentMode is null ? null : ErrorWords.Of(Taxonomy.Starting.AgentMode, error.AgentMode)),
            (ErrorTexts.FactReports, ErrorCards.ReportsOf(error)),
            (ErrorTexts.FactVisibility, error.Restricted ? ErrorTexts.RestrictedNote : null)),
        Part(ErrorTexts.FactAgentReason, error.AgentReason),
        Part(ErrorTexts.FactExpected, error.Expected),
        Part(ErrorTexts.FactActual, error.Actual),
        Part(ErrorTexts.FactAction, error.ImmediateAction),
        Part(ErrorTexts.FactEvidence, error.Evidence),
        Subheading(ErrorTexts.History),
        Group([.. history.Select(Line)]),
        outside is null or []
            ? null
            : Group([Subheading(ErrorTexts.OutsideWitnesses), .. outside.SelectMany(witness => Outside(error, witness))]),
        ErrorCards.Row([
            ErrorCards.OpenSource(error),
            mayDo.Contains(ErrorAction.Edit) ? ErrorButtons.ButtonBelow(ErrorTexts.Edit, ErrorButtons.Edit, error.Number) : null,
            mayDo.Contains(ErrorAction.AddDetail)
                ? ErrorButtons.ButtonBelow(ErrorTexts.AddDetail, ErrorButtons.AddDetail, error.Number)
                : null,
            mayDo.Contains(ErrorAction.Withdraw)
                ? ErrorButtons.ButtonBelow(ErrorTexts.Withdraw, ErrorButtons.Withdraw, error.Number)
                : null,
            mayDo.Contains(ErrorAction.Witness)
                ? ErrorButtons.ButtonBelow(
                    mayDo.Contains(ErrorAction.Edit) ? ErrorTexts.ItHappenedAgain : ErrorTexts.SameHere, ErrorButtons.Witness, error.Number)
                : null,
            back]));

    private static IEnumerable<Element> Outside(ErrorRecord error, OutsideWitness witness)
    {
        yield return Hint(Say(witness.IsLetIn ? ErrorTexts.OutsideSeesAll : ErrorTexts.OutsideSees, witness.Name));
        yield return Buttons(ExecuteAction.Of(
            Say(witness.IsLetIn ? ErrorTexts.LetOut : ErrorTexts.LetIn, witness.Name), ErrorButtons.LetSee, ("error", error.Number),
                ("person", witness.Person), ("see", !witness.IsLetIn)));
    }

    private static Element Line(HistoryLine line)
    {
        var what = line.Changes is not []
            ? Say(ErrorTexts.Event_changed, FieldChange.Words(line.Changes))
            : ErrorTexts.ResourceManager.GetString($"Event.{line.What}") ?? line.What;
        var head = Say(ErrorTexts.HistoryLine, Moment.DayAndTime(line.At), line.Who ?? ErrorTexts.Somebody, what);
        return string.IsNullOrWhiteSpace(line.Words)
            ? Hint(head)
            : Group(Hint(head), Text(Shown(line.Words, WordsShown)) with { Spacing = Spacing.None });
    }

    private static Element? Part(string title, string? text) =>
        string.IsNullOrWhiteSpace(text)
            ? null
            : Group(Subheading(title), Text(Shown(text, WordsShown * 3)) with { Spacing = Spacing.None });

    private static string Shown(string text, int most) =>
        text.Length <= most
            ? text
            : ProposedTitle.Cut(text, most) + "\n" + Say(ErrorTexts.CutNote, text.Length.ToString(CultureInfo.InvariantCulture));

    private static string Say(string text, params string?[] words) => string.Format(CultureInfo.InvariantCulture, text, words);
}
