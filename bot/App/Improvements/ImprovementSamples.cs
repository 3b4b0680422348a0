using Improvement.Bot.Actions;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Improvements;

/// <summary>The cards of the prioritised list for the gallery, with work that is made up.</summary>
internal static class ImprovementSamples
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    private static RecordKind Errors => ErrorsSlice.Slice.Kinds[0];

    /// <summary>All of them.</summary>
    public static IEnumerable<GallerySample> Of(SampleVoice say) =>
    [
        new("actions-list", "The list, for a lead", () => ListCards.Of(Page(say, Entries(say), new()))),
        new("actions-empty", "An empty list", () => ListCards.Of(Page(say, [], new()))),
        new("actions-nothing-left", "Nothing that the filter leaves", () => ListCards.Of(Page(say, [], new() { Owner = OwnedBy.Me }))),
        new("actions-snoozed", "What is left out for some days", () => ListCards.Of(Page(
            say, [Entries(say)[2] with { Until = Now.AddDays(5) }], new() { IsSnoozed = true }))),
        new("actions-of-one", "What one person owns", () => ListCards.Of(Page(say, [Entries(say)[0]], new() { Person = new(2) }))),
        new("actions-of-one-nothing", "Somebody who owns nothing", () => ListCards.Of(Page(say, [], new() { Person = new(2) }))),
        new("actions-several", "A typed name that several have", () => ListCards.Of(Page(say, Entries(say), new()) with
        {
            Note = Wording.Say(ImprovementTexts.SeveralCalled, say("Bao")), Several = [new(2, say("Bao Nguyen")), new(4, say("Bao Tran"))],
        })),
        new("actions-no-team", "For somebody of no team", ListCards.NoTeam),
        new("candidate", "Why something stands where it does, for a lead", () => CandidateCards.Of(Sight(say, Ranked(say)[1]))),
        new("candidate-nobodys-action", "With an action item that nobody owns", () => CandidateCards.Of(
            Sight(say, Ranked(say)[0]) with { Actions = [Nobodys(say)], ToTake = [Nobodys(say)], MayRank = false, Steps = [] })),
        new("candidate-taken", "After taking it", () => CandidateCards.Of(Sight(say, Ranked(say)[0]) with
        {
            Note = Wording.Say(ImprovementTexts.NoteTaken, "ACT-7"), MayRank = false, Steps = [],
        })),
        new("candidate-first", "What must not wait, put first by a lead", () => CandidateCards.Of(Sight(say, Ranked(say)[0]))),
        new("candidate-snoozed", "What is left out for some days, for a lead", () => CandidateCards.Of(
            Sight(say, Ranked(say)[2]) with { Until = Now.AddDays(5), WhatIf = [], AboutEqual = [] })),
        new("candidate-member", "For a member who may change nothing", () => CandidateCards.Of(
            Sight(say, Ranked(say)[2]) with { MayRank = false, Steps = [], WeekAgo = null })),
        new("change-rank", "Form of another place", () => FormCard(ChangeRank.Form(new("ERR-12", say("Wrong prices in offers"))))),
        new("rank-decisions", "Decisions of leads, and how they ended", () => DecisionCards.Of(
            [new(DecisionOf(say), new(new(Errors, 12), say("Wrong prices in offers"), say("resolved · 3 minor harm"), ""))], "")),
        new("rank-decisions-none", "No decisions of leads", () => DecisionCards.Of([], "")),
    ];

    private static Card FormCard<T>(Form<T> form)
        where T : notnull => form.Card.WithSubmit(form.Submit!, []);

    private static IReadOnlyList<RankedCandidate> Ranked(SampleVoice say) => RankOrder.Of(
        [Candidate(say, 12, 9, isUrgent: true), Candidate(say, 7, 5, isUrgent: false), Candidate(say, 31, 1, isUrgent: false)],
        new Dictionary<RecordId, RankDecision> { [new(Errors, 12)] = DecisionOf(say) });

    private static IReadOnlyList<ListEntry> Entries(SampleVoice say)
    {
        var ranked = Ranked(say);
        return
        [
            new(ranked[0].Candidate.Record, ranked[0], [Action(say, 7), Action(say, 8), Action(say, 9)]),
            new(ranked[1].Candidate.Record, ranked[1], []),
            new(ranked[2].Candidate.Record, ranked[2], []),
            new(ActionKind.Id(3), null, [Action(say, 3)]),
        ];
    }

    private static Candidate Candidate(SampleVoice say, long number, int times, bool isUrgent)
    {
        var expected = Recurrence.Of(new(times - 1, 20 + number), RecurrencePrior.Default);
        return new(new(Errors, number), new TeamId(1), Now.AddDays(-20 - number))
        {
            Expected = new(expected.Expected, expected.ExpectedLower, expected.ExpectedUpper),
            Hours = RankFactor.Of(4),
            Works = new(0.5, 0.2, 0.8),
            Effort = isUrgent ? new(6, 3, 12) : RankFactor.Of(8),
            Assumed = RankFactors.Hours | (isUrgent ? RankFactors.None : RankFactors.Works | RankFactors.Effort),
            SourceOf = factor => say(factor is RankFactors.Expected ? $"met {times} times" : "nobody has said yet"),
            Chance = expected.Chance,
            MustNotWait = isUrgent,
            Owner = isUrgent ? new PersonId(2) : null,
            State = isUrgent ? "FixProposed" : "Accepted",
        };
    }

    private static ActionItem Action(SampleVoice say, long number) =>
        new(number, 1, new PersonId(1), ActionState.Open, say("Take prices from the price list alone"))
        {
            Owner = new PersonId(2), OwnerName = say("Bao Nguyen"), DueAt = Now.AddDays(number), CreatedAt = Now.AddDays(-3),
        };

    private static ActionItem Nobodys(SampleVoice say) => Action(say, 7) with { Owner = null, OwnerName = null };

    private static RankDecision DecisionOf(SampleVoice say) => new(
        new(Errors, 12), RankPlace.First, say("The largest customer waits for it"), 3, say("Ann Lee"), Now.AddDays(-2));

    private static ListPageView Page(SampleVoice say, IReadOnlyList<ListEntry> entries, ListFilter filter) => new(
        new(
            filter, entries, entries, filter.IsSnoozed ? 1 : entries.Count / 4, [],
            [("Accepted", say("accepted")), ("FixProposed", say("fix proposed"))]),
        0,
        entries.ToDictionary(entry => entry.Record, _ => say("Wrong prices in offers after the change of the price list")),
        entry => entry.Owner is null ? null : say("Bao Nguyen"),
        Now)
        {
            People = [new(2, say("Bao Nguyen")), new(3, say("Chris Okafor"))],
            Person = filter.Person is null ? null : say("Bao Nguyen"),
        };

    private static CandidateSight Sight(SampleVoice say, RankedCandidate ranked) => new(
        ranked, say("Wrong prices in offers after the change of the price list"),
        ranked.Candidate.Owner is null ? null : say("Bao Nguyen"), 3, Now)
    {
        WeekAgo = ranked with { Place = ranked.Place + 2, Candidate = ranked.Candidate with { Effort = RankFactor.Of(16) } },
        WhatIf = RankExplanation.WhatWouldChange(ranked, Ranked(say)),
        AboutEqual = RankExplanation.AboutEqual(ranked, Ranked(say)),
        Actions = ranked.Candidate.MustNotWait ? [Action(say, 7)] : [],
        Steps =
        [
            ExecuteAction.Of(say("Propose a fix …"), "error.propose-fix", ("error", 1)),
            ExecuteAction.Of(say("Next step …"), "error.next", ("error", 1)),
        ],
        MayRank = true,
    };
}
