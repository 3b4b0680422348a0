using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Improvements;

/// <summary>A decision of a lead about a rank, and what became of the record.</summary>
/// <param name="Line">The record as its reader sees it; its hint says what became of it.</param>
internal sealed record PastDecision(RankDecision Decision, RecordLine Line);

/// <summary>Reads the decisions of leads about ranks that whoever acts may see.</summary>
internal sealed class DecisionReader(Session session, RecordKinds kinds, Actor actor, ListReader list, RecordViewers viewers,
    IServiceProvider services)
{
    /// <summary>Decisions that are shown at most, the newest.</summary>
    private const int Most = 12;

    /// <summary>The newest decisions of the teams that a filter means.</summary>
    public IReadOnlyList<PastDecision> Read(ListFilter filter) =>
    [
        .. RankDecisionRows.Newest(session, kinds, list.TeamsOf(filter), Most)
            .Where(decision => viewers.LevelOf(decision.Record.Kind, actor.Principal, decision.Record.Number) is AccessLevel.Everything)
            .Select(decision => decision.Record.Kind.Line(services, decision.Record.Number) is { } line
                ? new PastDecision(decision, line)
                : null)
            .OfType<PastDecision>(),
    ];
}

/// <summary>The card of what leads decided about ranks, and how that ended.</summary>
internal static class DecisionCards
{
    /// <summary>The card.</summary>
    /// <param name="query">The list that it was opened from, as its buttons carry it.</param>
    public static Card Of(IReadOnlyList<PastDecision> decisions, string query) => new ListCard(ImprovementTexts.DecisionsHeading)
    {
        Rows = [.. decisions.Select(each => Row(each, query))],
        Empty = ImprovementTexts.NoDecisions,
        Buttons = [ExecuteAction.Of(ImprovementTexts.BackToList, ActionsCommand.Page, ("query", query))],
    }.ToCard();

    private static ListRow Row(PastDecision past, string query)
    {
        var (decision, line) = past;
        var words = Say(
            decision.Place is RankPlace.First ? ImprovementTexts.DecidedFirst : ImprovementTexts.DecidedLast, decision.By,
            Moment.Day(decision.At), decision.Reason);
        var stood = decision.StoodAt is { } place ? Say(ImprovementTexts.StoodAt, place) : null;
        return new(
            $"{decision.Record.Label} · {line.Title}",
            string.Join(" ", new[] { words, stood, Say(ImprovementTexts.NowIs, line.Hint) }.OfType<string>()),
            ExecuteAction.Of(
                Say(ImprovementTexts.Open, decision.Record.Label), decision.Record.Kind.OpenVerb,
                (decision.Record.Kind.Name, decision.Record.Number), ("list", ActionsCommand.Decisions), ("query", query)));
    }
}
