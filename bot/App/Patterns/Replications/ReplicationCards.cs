using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>A replication as somebody of its team sees it.</summary>
/// <param name="Core">The core steps of the version that was offered.</param>
/// <param name="Steps">What the reader may do.</param>
internal sealed record TeamSight(Replication Replication, IReadOnlyList<string> Core, IReadOnlyList<ReplicationStep> Steps)
{
    /// <summary>The buttons of other slices by which the team measures whether it helps, and learns from it.</summary>
    public IReadOnlyList<CardAction> Others { get; init; } = [];
}

/// <summary>The card of a team that was offered a pattern.</summary>
internal static class ReplicationCards
{
    /// <summary>Core steps of which the card has a button at a time; the next ones come once these are done.</summary>
    private const int ButtonsForSteps = 5;

    /// <summary>Lines of what happened that are shown.</summary>
    private const int LinesShown = 6;

    private static readonly ReplicationStep[] InRow =
    [
        ReplicationStep.Adopt, ReplicationStep.Adapt, ReplicationStep.Reject, ReplicationStep.Confirm, ReplicationStep.BeginUse,
        ReplicationStep.Judge, ReplicationStep.Change, ReplicationStep.Learn, ReplicationStep.Stop,
    ];

    /// <summary>What a pattern says, and for each team of the reader where it stands and what can be done.</summary>
    public static Card Of(Pattern pattern, IReadOnlyList<TeamSight> teams) => Card(
        StatusCard.Summary(pattern.Label, pattern.Title),
        [
            StatusCard.Head(pattern.Label, pattern.Title),
            pattern.Content.Story.Trim() == pattern.Title ? null : Excerpt(ShortText.Cut(pattern.Content.Story, 600), LinesShown),
            Facts(
                (PatternTexts.FactState, PatternCards.StateOf(pattern)), (PatternTexts.FactTeam, pattern.TeamName),
                (PatternTexts.FactOwner, pattern.OwnerName), (PatternTexts.FactSaves, PatternEstimates.Saved(pattern.Content)),
                (PatternTexts.FactTakes, PatternEstimates.ToAdopt(pattern.Content))),
            StatusCard.Part(PatternWords.Field("Evidence"), pattern.Content.Evidence),
            StatusCard.Part(PatternWords.Field("Limits"), pattern.Content.Limits),
            .. teams.SelectMany(PartOf),
            Buttons(ReplicationButtons.WhereUsed(pattern.Number)),
        ]);

    private static IEnumerable<Element?> PartOf(TeamSight sight)
    {
        var one = sight.Replication;
        yield return Subheading(one.TargetName);
        yield return Text(
            sight.Steps.Contains(ReplicationStep.Confirm) ? ReplicationTexts.StillInUseAsked : ReplicationWords.Next(one.State));
        yield return Facts(
            (ReplicationTexts.FactState, ReplicationWords.Of(one.State)),
            (
                one.State is ReplicationState.Rejected ? ReplicationTexts.FactDecidedBy : ReplicationTexts.FactOwner,
                one.State is ReplicationState.Proposed ? null : one.OwnerName),
            (ReplicationTexts.FactDue, one.DueDate is { } day && one.InUseSince is null && !one.IsOver ? DayOf(day) : null),
            (ReplicationTexts.FactSince, one.InUseSince is { } since ? Moment.Day(since) : null),
            (ReplicationTexts.FactVerdict, one.Verdict is { } verdict ? ReplicationWords.Of(verdict) : null));
        yield return StatusCard.Part(ReplicationTexts.ReasonPart, one.Reason);
        foreach (var element in CoreOf(sight)) yield return element;
        foreach (var element in AdaptationsOf(one)) yield return element;
        yield return StatusCard.Part(ReplicationTexts.LessonsPart, one.Lessons);
        var buttons = InRow.Where(sight.Steps.Contains).Select(step => ReplicationButtons.Of(one, step)).ToArray();
        if (buttons is not []) yield return Buttons([.. buttons]);
        if (sight.Others is not []) yield return Buttons([.. sight.Others]);
    }

    private static IEnumerable<Element> CoreOf(TeamSight sight)
    {
        var (one, core) = (sight.Replication, sight.Core);
        if (core is [] || one.State is ReplicationState.Rejected) yield break;
        yield return Subheading(one.State is ReplicationState.Proposed
            ? ReplicationTexts.CoreHeading
            : Say(ReplicationTexts.CoreHeadingDone, one.StepsDone.Length, core.Count));
        yield return Group([
            .. core.Select((step, at) => Text(Say(
                one.StepsDone.Contains(at) ? ReplicationTexts.CoreDone : ReplicationTexts.CoreOpen, at + 1, step)) with
            {
                Spacing = Spacing.None,
            }),
        ]);
        if (!sight.Steps.Contains(ReplicationStep.DoStep)) yield break;
        int[] open = [.. Enumerable.Range(0, core.Count).Where(at => !one.StepsDone.Contains(at)).Take(ButtonsForSteps)];
        if (open is []) yield break;
        yield return Buttons([.. open.Select(at => ReplicationButtons.Do(one, at, Say(ReplicationTexts.DoCore, at + 1)))]);
    }

    /// <summary>What a team does otherwise, a line each.</summary>
    public static IEnumerable<Element> AdaptationsOf(Replication one)
    {
        if (one.Adaptations is []) yield break;
        yield return Hint(ReplicationTexts.AdaptationsHeading);
        foreach (var change in one.Adaptations)
        {
            var words = change.Core is "" ? Say(ReplicationTexts.AdaptationLine, change.What, change.Why)
                : Say(ReplicationTexts.AdaptationOf, ShortText.Cut(change.Core, 100), change.What, change.Why);
            yield return Group(
                Text(words) with { Spacing = Spacing.None },
                Hint(change.IsPlanned ? ReplicationTexts.Planned : ReplicationTexts.OnTheWay) with { Spacing = Spacing.None });
        }
    }

    /// <summary>A day without a time, the same for every reader on this side of the date line.</summary>
    private static string DayOf(DateOnly day) => Moment.Day(new(day.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero));
}
