using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Improvements;

/// <summary>The prioritised list of some teams at a moment.</summary>
/// <param name="Ranked">The candidates in their order.</param>
/// <param name="Snoozed">What is left out for some days, in the order that it would have among itself, with the moment of its
/// return.</param>
internal sealed record Prioritised(
    IReadOnlyList<RankedCandidate> Ranked, IReadOnlyList<(RankedCandidate Candidate, DateTimeOffset Until)> Snoozed)
{
    /// <summary>The candidate of a record; null where it is not in the list, or left out for some days.</summary>
    public RankedCandidate? Find(RecordId record) => Ranked.FirstOrDefault(each => each.Candidate.Record == record);

    /// <summary>The candidate of a record that is left out for some days, with the moment of its return; null for none.</summary>
    public (RankedCandidate Candidate, DateTimeOffset Until)? FindSnoozed(RecordId record) =>
        Snoozed.Where(each => each.Candidate.Candidate.Record == record).Select(each => ((RankedCandidate, DateTimeOffset)?)each)
            .FirstOrDefault();
}

/// <summary>
/// The one prioritised list: the candidates of all kinds of record, in their order. It is told anew from what is stored whenever somebody
/// asks, so that it is never out of date; as of an earlier moment it tells where something stood then.
/// </summary>
internal sealed class ImprovementList(IServiceProvider services, Session session, RecordKinds kinds, Actor actor)
{
    /// <summary>The list as somebody sees it at this moment.</summary>
    /// <param name="teams">Of these teams; null for all.</param>
    /// <param name="viewer">Whoever looks; null where all of a team read, so that restricted records are left out.</param>
    /// <param name="filter">What of it is told; null for all.</param>
    public Prioritised Of(IReadOnlyCollection<TeamId>? teams, Principal? viewer, RecordFilter? filter = null) =>
        Of(new CandidateQuery(teams, viewer, actor.Now).Narrowed(filter ?? new()));

    /// <summary>Whether somebody owns anything that could stand in it; costs what that is, and not the list.</summary>
    public bool HasOwn(TeamId team, Principal owner, RecordFilter filter)
    {
        var own = new CandidateQuery([team], owner, actor.Now).Narrowed(filter) with { OwnedBy = owner.Person };
        return kinds.All.Any(kind => kind.Candidates(services, own).Any());
    }

    /// <summary>The list of what a query asks for; as of an earlier moment where that stood then, of what is in it at present.</summary>
    public Prioritised Of(CandidateQuery query)
    {
        var candidates = kinds.All.SelectMany(kind => kind.Candidates(services, query)).ToList();
        var teamOf = candidates.ToDictionary(candidate => candidate.Record, candidate => candidate.Team);
        var decisions = RankDecisionRows.Holding(session, kinds, query.Teams, query.At)
            .Where(each => teamOf.TryGetValue(each.Key, out var team) && team == each.Value.Team).ToDictionary();
        var snoozes = SnoozeRows.At(session, kinds, query.Teams, actor.Now);
        var snoozed = RankOrder.Of(candidates.Where(IsSnoozed), decisions);
        return new(
            RankOrder.Of(candidates.Where(candidate => !IsSnoozed(candidate)), decisions),
            [.. snoozed.Select(each => (each, snoozes[each.Candidate.Record].Until))]);

        // What has become so urgent meanwhile that it must not wait comes back at once.
        // What a team decided about what is another's by now does not hold there.
        bool IsSnoozed(Candidate candidate) => !candidate.MustNotWait
            && snoozes.TryGetValue(candidate.Record, out var snooze) && snooze.Team == candidate.Team;
    }
}
