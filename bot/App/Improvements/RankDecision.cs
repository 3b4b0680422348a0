using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Improvements;

/// <summary>Where a lead puts a record, against its value. Kept by name.</summary>
internal enum RankPlace
{
    /// <summary>By its value.</summary>
    ByValue,

    /// <summary>Before all that wait as it does.</summary>
    First,

    /// <summary>After all that wait as it does.</summary>
    Last,
}

/// <summary>A decision about the place of a record in the list, against its value.</summary>
/// <param name="Reason">Shown beside it; null where the record goes back to its value.</param>
/// <param name="StoodAt">Its place by value at that moment, from 1; null where it was not in the list.</param>
internal sealed record RankDecision(
    RecordId Record, RankPlace Place, string? Reason, int? StoodAt, string By, DateTimeOffset At)
{
    /// <summary>The team whose lead decided it; it holds while the record is of that team.</summary>
    public TeamId? Team { get; init; }
}

/// <summary>Reads and writes decisions about ranks. Asks nobody who may see them.</summary>
internal static class RankDecisionRows
{
    /// <summary>Keeps a decision.</summary>
    public static void Add(
        Session session, RecordId record, TeamId? team, RankPlace place, string? reason, int? stoodAt, PersonId by, DateTimeOffset at) =>
        session.Statements.Execute($"""
            INSERT INTO rank_decisions {NewRow.Of(
                ("record_kind", record.Kind.Name), ("record", record.Number), ("team", team?.Value), ("place", place.ToString()),
                ("reason", reason), ("stood_at", stoodAt), ("decided_by", by.Value), ("decided_at", at))}
            """);

    /// <summary>The decisions that hold up to a moment, of teams; null for all teams.</summary>
    public static IReadOnlyDictionary<RecordId, RankDecision> Holding(
        Session session, RecordKinds kinds, IReadOnlyCollection<TeamId>? teams, DateTimeOffset at)
    {
        var holding = new Dictionary<RecordId, RankDecision>();
        foreach (var decision in Read(session, kinds, Sql.Of($"{Of(teams)} AND d.decided_at <= {at} ORDER BY d.id")))
        {
            if (decision.Place is RankPlace.ByValue) holding.Remove(decision.Record);
            else holding[decision.Record] = decision;
        }

        return holding;
    }

    /// <summary>The newest decisions of teams, the newest first; null for all teams.</summary>
    public static IReadOnlyList<RankDecision> Newest(
        Session session, RecordKinds kinds, IReadOnlyCollection<TeamId>? teams, int limit) =>
        Read(session, kinds, Sql.Of($"{Of(teams)} AND d.place <> {nameof(RankPlace.ByValue)} ORDER BY d.id DESC LIMIT {limit}"));

    private static Sql Of(IReadOnlyCollection<TeamId>? teams) =>
        teams is null ? Sql.Of($"TRUE") : Sql.Of($"d.team IN {teams.Select(team => team.Value)}");

    private static List<RankDecision> Read(Session session, RecordKinds kinds, Sql which)
    {
        var decisions = new List<RankDecision>();
        using var rows = session.Statements.Read($"""
            SELECT d.record_kind, d.record, d.place, d.reason, d.stood_at, p.name, d.decided_at, d.team
            FROM rank_decisions d JOIN people p ON p.id = d.decided_by WHERE {which}
            """);
        while (rows.Read())
        {
            if (kinds.Named(rows.GetString(0)) is not { } kind) continue; // of a newer version
            decisions.Add(new(
                new(kind, rows.GetInt64(1)), Enum.Parse<RankPlace>(rows.GetString(2)), rows.TextOrNull(3), (int?)rows.NumberOrNull(4),
                rows.TextOrNull(5) ?? RecordTexts.Somebody, rows.Moment(6))
            {
                Team = rows.NumberOrNull(7) is { } team ? new(team) : null,
            });
        }

        return decisions;
    }
}
