using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>What the replications of a pattern say of it.</summary>
/// <param name="Units">Teams in which it is in use, for long enough and not for the worse; an agent is none.</param>
/// <param name="HasImproved">Whether a verdict says that it made something better.</param>
/// <param name="HasWorse">Whether a verdict says that it made something worse.</param>
internal sealed record PatternSpread(int Units, bool HasImproved, bool HasWorse)
{
    /// <summary>Teams in which a pattern is in use before it counts as replicated.</summary>
    public const int UnitsNeeded = 3;

    /// <summary>Days for which it is in use in each of them.</summary>
    public const int DaysNeeded = 28;

    private const string InUse = nameof(ReplicationState.InUse), Sustained = nameof(ReplicationState.Sustained);

    private const string Improved = nameof(EffectVerdict.Improved), Worse = nameof(EffectVerdict.Worse);

    /// <summary>Nothing.</summary>
    public static PatternSpread None { get; } = new(0, false, false);

    /// <summary>Whether it counts as replicated.</summary>
    public bool IsReplicated => Units >= UnitsNeeded && !HasWorse;

    /// <summary>What its replications say at a moment.</summary>
    public static PatternSpread Of(Session session, long pattern, DateTimeOffset at)
    {
        var longAgo = at.AddDays(-DaysNeeded);
        using var rows = session.Statements.Read($"""
            SELECT COUNT(DISTINCT CASE WHEN status IN ({InUse}, {Sustained}) AND in_use_since <= {longAgo}
                    AND target_agent IS NULL AND COALESCE(verdict, '') <> {Worse} THEN target_team END),
                COALESCE(SUM(CASE WHEN verdict = {Improved} THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN verdict = {Worse} THEN 1 ELSE 0 END), 0)
            FROM pattern_replications WHERE pattern = {pattern}
            """);
        return rows.Read() ? new(rows.GetInt32(0), rows.GetInt64(1) > 0, rows.GetInt64(2) > 0) : None;
    }

    /// <summary>
    /// When it is to be looked next whether a pattern is replicated: at once where it is; otherwise when the next team has worked by it for
    /// long enough. Null for never.
    /// </summary>
    public static DateTimeOffset? NextAt(Session session, long pattern, DateTimeOffset after)
    {
        if (Of(session, pattern, after).IsReplicated) return after;
        var since = session.Statements.Number($"""
            SELECT MIN(in_use_since) FROM pattern_replications
            WHERE pattern = {pattern} AND target_agent IS NULL AND status IN ({InUse}, {Sustained})
                AND in_use_since > {after.AddDays(-DaysNeeded)}
            """);
        return since is { } first ? DateTimeOffset.FromUnixTimeMilliseconds(first).AddDays(DaysNeeded) : null;
    }
}
