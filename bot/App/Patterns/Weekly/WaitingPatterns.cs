using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Weekly;

/// <summary>The patterns that wait for somebody: to be checked, to be decided about, for an answer to a flag, or for an owner.</summary>
internal static class WaitingPatterns
{
    /// <summary>Days after which a flag without an answer is stuck.</summary>
    private const int DaysToStuck = 14;

    /// <summary>Patterns that are looked at, those that wait longest.</summary>
    private const int MostLooked = 200;

    /// <summary>Patterns that wait to be checked, from which on one line stands for all of them.</summary>
    private const int ManyToCheck = 3;

    /// <summary>What the channel of a team reads.</summary>
    public static IEnumerable<DigestLine> OfTeam(Session session, DigestQuery query)
    {
        Waiting[] all = [.. Read(session, Sql.AllOf([
            Sql.Of($"e.team = {query.Team.Id.Value} AND NOT e.restricted"), PatternRows.ByActors(query)]))];
        foreach (var line in ToCheck(all, query)) yield return line;
        foreach (var each in all)
        {
            if (each.State is PatternState.Challenged) yield return each.Line(
                DigestSection.NeedsYou, Say(PatternDigestTexts.InDoubt, For(each.Since, query)));
            if (each.OwnerLeftAt is { } left) yield return each.Line(
                DigestSection.Stuck, Say(PatternDigestTexts.NoOwner, For(left, query)));
            else if (each.FlaggedAt <= query.To.AddDays(-DaysToStuck)) yield return each.Line(
                DigestSection.Stuck, Say(PatternDigestTexts.FlagStuck, For(each.FlaggedAt.Value, query)));
        }
    }

    /// <summary>What somebody reads of it in their own chat.</summary>
    public static IEnumerable<DigestLine> OfReader(Session session, DigestQuery query, Principal reader)
    {
        var leads = reader.LeadsRecordsOf(query.Team.Id, PatternKind.Access.LeadRole);
        if (leads)
        {
            foreach (var offered in Offered(session, query)) yield return offered;
        }

        foreach (var each in Read(session, Sql.AllOf([
            Sql.Of($"e.team = {query.Team.Id.Value}"), PatternKind.Access.Condition(reader)])))
        {
            var isOwner = each.Owner == reader.Person && each.OwnerLeftAt is null;
            var words = isOwner && each.FlaggedAt is { } flagged ? Say(PatternDigestTexts.YoursFlag, For(flagged, query))
                : isOwner && each.ReviewDueAt < query.To ? PatternDigestTexts.YoursReview
                : leads && each.State is PatternState.Candidate && each.Author != reader.Person
                    ? Say(PatternDigestTexts.YoursCheck, For(each.Since, query))
                : leads && each.State is PatternState.Challenged ? Say(PatternDigestTexts.YoursDoubt, For(each.Since, query))
                : null;
            if (words is not null) yield return each.Line(DigestSection.NeedsYou, words);
        }
    }

    private static IEnumerable<DigestLine> ToCheck(IReadOnlyList<Waiting> all, DigestQuery query)
    {
        Waiting[] candidates = [.. all.Where(each => each.State is PatternState.Candidate)];
        if (candidates.Length < ManyToCheck)
        {
            return candidates.Select(each =>
                each.Line(DigestSection.NeedsYou, Say(PatternDigestTexts.ToCheck, For(each.Since, query))));
        }

        return
        [
            new(
                DigestSection.NeedsYou, Record: null, Title: null,
                Say(PatternDigestTexts.ToCheckMany, candidates.Length, For(candidates.Min(each => each.Since), query))),
        ];
    }

    /// <summary>The patterns of other teams that whoever leads a team is asked about.</summary>
    private static IEnumerable<DigestLine> Offered(Session session, DigestQuery query)
    {
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, r.proposed_at, agent.name FROM pattern_replications r JOIN patterns e ON e.id = r.pattern
                LEFT JOIN people agent ON agent.id = r.target_agent
            WHERE r.target_team = {query.Team.Id.Value} AND r.status = {nameof(ReplicationState.Proposed)} ORDER BY r.id
            """);
        while (rows.Read())
        {
            yield return PatternDigest.Line(
                DigestSection.NeedsYou, rows.GetInt64(0), rows.GetString(1),
                Say(PatternDigestTexts.YoursOffer, rows.TextOrNull(3) ?? query.Team.Name, For(rows.Moment(2), query)));
        }
    }

    private static List<Waiting> Read(Session session, Sql condition)
    {
        var found = new List<Waiting>();
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, e.state, e.author, e.owner, e.owner_left_at, e.review_due_at,
                (SELECT MIN(f.flagged_at) FROM pattern_flags f WHERE f.pattern = e.id AND f.answered_at IS NULL),
                COALESCE((SELECT MAX(h.at) FROM record_events h WHERE h.record_kind = {PatternKind.Name} AND h.record_id = e.id
                    AND h.what = 'challenged' AND e.state = {nameof(PatternState.Challenged)}), e.created_at)
            FROM patterns e
            WHERE e.state <> {nameof(PatternState.Retired)} AND {condition} AND (
                e.state IN ({nameof(PatternState.Candidate)}, {nameof(PatternState.Challenged)}) OR e.owner_left_at IS NOT NULL
                OR e.review_due_at IS NOT NULL
                OR EXISTS (SELECT 1 FROM pattern_flags f WHERE f.pattern = e.id AND f.answered_at IS NULL))
            ORDER BY e.id LIMIT {MostLooked}
            """);
        while (rows.Read())
        {
            found.Add(new(rows.GetInt64(0), rows.GetString(1), Enum.Parse<PatternState>(rows.GetString(2)), rows.Moment(8))
            {
                Author = new(rows.GetInt64(3)),
                Owner = rows.NumberOrNull(4) is { } owner ? new PersonId(owner) : null,
                OwnerLeftAt = rows.MomentOrNull(5),
                ReviewDueAt = rows.MomentOrNull(6),
                FlaggedAt = rows.MomentOrNull(7),
            });
        }

        return found;
    }

    private static string For(DateTimeOffset since, DigestQuery query) => (query.To - since).Days switch
    {
        <= 0 => PatternDigestTexts.ForLessThanADay,
        1 => PatternDigestTexts.ForADay,
        var days => Say(PatternDigestTexts.ForDays, days),
    };

    /// <param name="Since">Since when it is in its state.</param>
    private sealed record Waiting(long Number, string Title, PatternState State, DateTimeOffset Since)
    {
        public PersonId Author { get; init; }

        public PersonId? Owner { get; init; }

        public DateTimeOffset? OwnerLeftAt { get; init; }

        public DateTimeOffset? ReviewDueAt { get; init; }

        public DateTimeOffset? FlaggedAt { get; init; }

        public DigestLine Line(DigestSection section, string words) => PatternDigest.Line(section, Number, Title, words);
    }
}
