using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns;

/// <summary>What the steps of a pattern ask about it, for one person.</summary>
/// <param name="Validator">Who confirmed it.</param>
/// <param name="Before">The state from which it was challenged.</param>
/// <param name="Spread">What its replications say.</param>
/// <param name="HasOpenFlags">Whether a flag waits for an answer.</param>
/// <param name="IsOwnerless">Whether nobody owns it, or its owner has left its team.</param>
internal sealed record PatternFacts(
    AccessFacts Access, PersonId? Validator, PatternState? Before, bool IsAttempt, PatternSpread Spread, bool HasOpenFlags,
    bool IsOwnerless);

/// <summary>The life of a pattern: the states, the steps, and who may take each.</summary>
internal static class PatternLife
{
    private const string Review = "review date", Flags = "days of an open flag", OwnerGone = "90 days without an owner";

    private static readonly PatternState[] InLife =
        [PatternState.Candidate, PatternState.Validated, PatternState.Replicated, PatternState.Standard, PatternState.Challenged];

    private static readonly PatternState[] Confirmed = [PatternState.Validated, PatternState.Replicated, PatternState.Standard];

    /// <summary>The table.</summary>
    public static StateMachine<PatternState, PatternStep, PatternFacts> Machine { get; } = new(
        PatternState.Candidate,
        [
            new(PatternState.Candidate, PatternStep.Check, PatternState.Validated, MayCheck),
            new(PatternState.Validated, PatternStep.Replicate, PatternState.Replicated, IsBot)
            {
                Guard = pattern => pattern is { IsAttempt: false, Spread.IsReplicated: true },
            },
            new(PatternState.Replicated, PatternStep.MakeStandard, PatternState.Standard, MayMakeStandard)
            {
                Guard = pattern => pattern is { IsAttempt: false, Spread: { HasImproved: true, HasWorse: false } },
            },

            .. Confirmed.Select(state => Row(state, PatternStep.Challenge, PatternState.Challenged, IsBot)),
            .. Confirmed.Select(state => Row(PatternState.Challenged, PatternStep.Uphold, state, MayUphold) with
            {
                Guard = pattern => pattern.Before == state, NeedsReason = true,
            }),

            .. InLife.Select(state => Row(state, PatternStep.Use, state, Sees)),
            .. InLife.Select(state => Row(state, PatternStep.Flag, state, Sees)),
            .. InLife.Select(state => Row(state, PatternStep.Fix, state, state is PatternState.Candidate ? MayWrite : OwnsOrLeads)),
            .. InLife.Select(state => Row(state, PatternStep.AnswerFlag, state, OwnsOrLeads) with
            {
                Guard = pattern => pattern.HasOpenFlags,
            }),
            .. InLife.Select(state => Row(state, PatternStep.Name, state, OwnsOrLeads)),
            .. Confirmed.Select(state => Row(state, PatternStep.Confirm, state, OwnsOrLeads)),
            .. InLife.Select(state => Row(state, PatternStep.Adopt, state, MayAdopt) with { Guard = pattern => pattern.IsOwnerless }),
            .. Confirmed.Select(state => Row(state, PatternStep.Spread, state, OwnsOrLeads) with
            {
                Guard = pattern => pattern is { IsAttempt: false, Access.IsRestricted: false },
            }),
            .. InLife.Select(state => Row(state, PatternStep.Retire, PatternState.Retired, MayRetire) with { NeedsReason = true }),
        ],
        [
            new(PatternState.Candidate, OwnerGone),
            new(PatternState.Validated, Review),
            new(PatternState.Replicated, Review),
            new(PatternState.Standard, Review),
            new(PatternState.Challenged, Flags),
        ]);

    /// <summary>
    /// Whether a person decides this: an agent or a system uses and flags what it sees, and neither confirms nor changes it.
    /// </summary>
    public static bool IsForPeople(PatternStep step) => step is not (PatternStep.Use or PatternStep.Flag);

    /// <summary>Whether the bot alone takes it, from the evidence.</summary>
    public static bool IsForBot(PatternStep step) => step is PatternStep.Replicate or PatternStep.Challenge;

    private static Transition<PatternState, PatternStep, PatternFacts> Row(
        PatternState from, PatternStep step, PatternState to, Func<Principal, PatternFacts, bool> who) => new(from, step, to, who);

    private static bool IsBot(Principal who, PatternFacts pattern) => who.IsBot;

    private static bool Sees(Principal who, PatternFacts pattern) =>
        who.Person != default && PatternKind.Access.Of(who, pattern.Access) is AccessLevel.Everything;

    private static bool Leads(Principal who, PatternFacts pattern) =>
        who.IsAdministrator || who.LeadsRecordsOf(pattern.Access.Team, PatternKind.Access.LeadRole);

    private static bool Owns(Principal who, PatternFacts pattern) => who.Person != default && pattern.Access.Owner == who.Person;

    private static bool OwnsOrLeads(Principal who, PatternFacts pattern) => Owns(who, pattern) || Leads(who, pattern);

    /// <summary>While nobody has confirmed it, everybody in its team may make it better.</summary>
    private static bool MayWrite(Principal who, PatternFacts pattern) =>
        OwnsOrLeads(who, pattern) || (Sees(who, pattern) && (who.IsIn(pattern.Access.Team) || pattern.Access.Author == who.Person));

    private static bool IsAuthor(Principal who, PatternFacts pattern) => pattern.Access.Author == who.Person;

    private static bool MayCheck(Principal who, PatternFacts pattern) => Leads(who, pattern) && !IsAuthor(who, pattern);

    /// <summary>A standard is for all teams, so it is decided by who leads patterns in all of them.</summary>
    private static bool MayMakeStandard(Principal who, PatternFacts pattern) =>
        (who.IsAdministrator || who.LeadsAll(PatternKind.Access.LeadRole)) && !IsAuthor(who, pattern);

    private static bool MayUphold(Principal who, PatternFacts pattern) =>
        !IsAuthor(who, pattern) && (Leads(who, pattern) || (who.Person != default && pattern.Validator == who.Person));

    private static bool MayAdopt(Principal who, PatternFacts pattern) => who.Person != default && pattern.Access.Owner != who.Person
        && (Leads(who, pattern) || (Sees(who, pattern) && who.IsIn(pattern.Access.Team)));

    /// <summary>Its owner; what nobody owns, who leads; the bot after its time.</summary>
    private static bool MayRetire(Principal who, PatternFacts pattern) =>
        Owns(who, pattern) || (pattern.IsOwnerless && (who.IsBot || Leads(who, pattern)));
}
