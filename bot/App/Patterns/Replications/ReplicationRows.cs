using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Replications;

/// <summary>Reads and writes replications and their adaptations. Asks nobody who may see them.</summary>
internal static class ReplicationRows
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT r.id, COALESCE(r.version, 0), r.pattern, r.edition, r.target_team, r.status, t.name, r.owner, who.name, r.sponsor,
            r.due_date, r.decision, r.reason, r.steps_done, r.proposed_at, r.started_at, r.in_use_since, r.state_since, r.sustain_due_at,
            r.sustain_results, r.verdict, r.verdict_words, r.lessons, r.target_agent, agent.name
        FROM pattern_replications r JOIN teams t ON t.id = r.target_team LEFT JOIN people who ON who.id = r.owner
            LEFT JOIN people agent ON agent.id = r.target_agent
        """);

    /// <summary>A replication, with its adaptations; null where there is none of this id.</summary>
    public static Replication? Find(Session session, long id)
    {
        var found = Read(session.Statements.Read($"{Select} WHERE r.id = {id}"));
        return found is [var only] ? WithAdaptations(session, [only])[0] : null;
    }

    /// <summary>The newest replication of each team and agent, by the name of the team, with their adaptations.</summary>
    public static IReadOnlyList<Replication> Of(Session session, long pattern) => WithAdaptations(session, [
        .. Read(session.Statements.Read($"{Select} WHERE r.pattern = {pattern} ORDER BY r.id DESC"))
            .DistinctBy(each => (each.Team, each.Agent))
            .OrderBy(each => each.TeamName, StringComparer.CurrentCultureIgnoreCase)
            .ThenBy(each => each.AgentName, StringComparer.CurrentCultureIgnoreCase),
    ]);

    /// <summary>Where each team and agent stands with some patterns, by its newest replication.</summary>
    public static IReadOnlyList<ReplicationStanding> Standings(Session session, IReadOnlyCollection<long> patterns)
    {
        var all = new List<ReplicationStanding>();
        using var rows = session.Statements.Read($"""
            SELECT pattern, target_team, status, verdict, target_agent FROM pattern_replications
            WHERE id IN (
                SELECT MAX(id) FROM pattern_replications WHERE pattern IN {patterns} GROUP BY pattern, target_team, target_agent)
            ORDER BY id
            """);
        while (rows.Read())
        {
            all.Add(new(
                rows.GetInt64(0), new(rows.GetInt64(1)), rows.NumberOrNull(4) is { } agent ? new PersonId(agent) : null,
                Enum.Parse<ReplicationState>(rows.GetString(2)),
                rows.TextOrNull(3) is { } verdict ? Enum.Parse<EffectVerdict>(verdict) : null));
        }

        return all;
    }

    /// <summary>Those of which something is due, the longest due first.</summary>
    public static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read($"""
            SELECT id, sustain_due_at FROM pattern_replications WHERE sustain_due_at <= {now}
            ORDER BY sustain_due_at, id LIMIT {limit} OFFSET {skip}
            """);
        while (rows.Read()) due.Add(new(rows.GetInt64(0).ToString(CultureInfo.InvariantCulture), rows.Moment(1)));
        return due;
    }

    /// <summary>Adds one and gives its id.</summary>
    public static long Add(Session session, Replication one) => session.Statements.Number($"""
        INSERT INTO pattern_replications {NewRow.Of([
            ("version", 1), ("pattern", one.Pattern), ("edition", one.Edition), ("target_team", one.Team.Value),
            ("target_agent", one.Agent?.Value), ("sponsor", one.Sponsor?.Value), ("proposed_at", one.ProposedAt), .. Changeable(one)])}
        RETURNING id
        """)!.Value;

    /// <summary>Writes what a step changed; false when somebody was faster.</summary>
    public static bool Set(Session session, Replication one) => session.Statements.Execute($"""
        UPDATE pattern_replications SET version = COALESCE(version, 0) + 1, {Assignments.Of([.. Changeable(one)])}
        WHERE id = {one.Id} AND COALESCE(version, 0) = {one.Version}
        """) > 0;

    /// <summary>Adds what a team does otherwise.</summary>
    public static void Add(Session session, long replication, Adaptation change) => session.Statements.Execute($"""
        INSERT INTO pattern_adaptations {NewRow.Of(
            ("replication", replication), ("step", change.Core), ("what", change.What), ("why", change.Why),
            ("is_planned", change.IsPlanned))}
        """);

    /// <summary>Passes what was written through a function, as somebody does not want to be named in it.</summary>
    public static void Rewrite(Session session, long pattern, Func<string, string> change)
    {
        foreach (var one in Read(session.Statements.Read($"{Select} WHERE r.pattern = {pattern}")))
        {
            session.Statements.Execute($"""
                UPDATE pattern_replications SET {Assignments.Of(
                    ("reason", Changed(one.Reason)), ("lessons", Changed(one.Lessons)), ("verdict_words", Changed(one.VerdictWords)))}
                WHERE id = {one.Id}
                """);
            var adaptations = new List<(long Id, string What, string Why)>();
            using (var rows = session.Statements.Read(
                $"SELECT id, what, why FROM pattern_adaptations WHERE replication = {one.Id} ORDER BY id"))
            {
                while (rows.Read()) adaptations.Add((rows.GetInt64(0), rows.GetString(1), rows.GetString(2)));
            }

            foreach (var (id, what, why) in adaptations)
            {
                session.Statements.Execute(
                    $"UPDATE pattern_adaptations SET what = {change(what)}, why = {change(why)} WHERE id = {id}");
            }
        }

        string? Changed(string? text) => text is null ? null : change(text);
    }

    private static (string Column, Value Value)[] Changeable(Replication one) =>
    [
        ("status", one.State.ToString()), ("owner", one.Owner?.Value), ("due_date", one.DueDate is { } day ? (Value)day : default),
        ("decision", one.Decision?.ToString()), ("reason", one.Reason), ("core_steps_done", one.StepsDone.Length),
        ("steps_done", Written(one.StepsDone)), ("started_at", one.StartedAt), ("in_use_since", one.InUseSince),
        ("state_since", one.StateSince), ("sustain_due_at", one.DueAt),
        ("sustain_results", Written(one.Checks.Select(each => each.ToUnixTimeMilliseconds()))), ("verdict", one.Verdict?.ToString()),
        ("verdict_words", one.VerdictWords), ("lessons", one.Lessons),
    ];

    private static Replication[] WithAdaptations(Session session, IReadOnlyList<Replication> all)
    {
        var adaptations = new List<(long Of, Adaptation Change)>();
        using (var rows = session.Statements.Read($"""
            SELECT replication, step, what, why, is_planned FROM pattern_adaptations
            WHERE replication IN {all.Select(each => each.Id)} ORDER BY id
            """))
        {
            while (rows.Read())
            {
                adaptations.Add((rows.GetInt64(0), new(rows.GetString(1), rows.GetString(2), rows.GetString(3), rows.GetBoolean(4))));
            }
        }

        var of = adaptations.ToLookup(each => each.Of, each => each.Change);
        return [.. all.Select(each => each with { Adaptations = [.. of[each.Id]] })];
    }

    private static List<Replication> Read(Rows found)
    {
        var all = new List<Replication>();
        using var rows = found;
        while (rows.Read()) all.Add(One(rows));
        return all;
    }

    private static Replication One(Rows row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt32(3), new(row.GetInt64(4)),
        Enum.Parse<ReplicationState>(row.GetString(5)))
    {
        TeamName = row.GetString(6),
        Owner = row.NumberOrNull(7) is { } owner ? new PersonId(owner) : null,
        OwnerName = row.TextOrNull(8),
        Sponsor = row.NumberOrNull(9) is { } sponsor ? new PersonId(sponsor) : null,
        DueDate = row.TextOrNull(10) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        Decision = row.TextOrNull(11) is { } decision ? Enum.Parse<ReplicationDecision>(decision) : null,
        Reason = row.TextOrNull(12),
        StepsDone = [.. NumbersIn(row.TextOrNull(13)).Select(number => (int)number)],
        ProposedAt = row.Moment(14),
        StartedAt = row.MomentOrNull(15),
        InUseSince = row.MomentOrNull(16),
        StateSince = row.MomentOrNull(17) ?? row.MomentOrNull(16) ?? row.Moment(14),
        DueAt = row.MomentOrNull(18),
        Checks = [.. NumbersIn(row.TextOrNull(19)).Select(DateTimeOffset.FromUnixTimeMilliseconds)],
        Verdict = row.TextOrNull(20) is { } verdict ? Enum.Parse<EffectVerdict>(verdict) : null,
        VerdictWords = row.TextOrNull(21),
        Lessons = row.TextOrNull(22),
        Agent = row.NumberOrNull(23) is { } agent ? new PersonId(agent) : null,
        AgentName = row.TextOrNull(24),
    };

    private static string? Written<T>(IEnumerable<T> numbers) => string.Join(',', numbers) is { Length: > 0 } text ? text : null;

    private static IEnumerable<long> NumbersIn(string? text) =>
        text is null ? [] : text.Split(',').Select(number => long.Parse(number, CultureInfo.InvariantCulture));
}
