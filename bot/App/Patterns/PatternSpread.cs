using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>What the replications of a pattern say of it.</summary>
/// <param name="Units">Teams in which it is in use, for long enough and not for the worse.</param>
/// <param name="HasImproved">Whether a verdict says that it made something better.</param>
/// <param name="HasWorse">Whether a verdict says that it made something worse.</param>
internal sealed record PatternSpread(int Units, bool HasImproved, bool HasWorse)
{
    /// <summary>Teams in which a pattern is in use before it counts as replicated.</summary>
    public const int UnitsNeeded = 3;

    /// <summary>Days for which it is in use in each of them.</summary>
    public const int DaysNeeded = 28;

    /// <summary>The codes of the states of a replication in which a team works by the pattern.</summary>
    public const string InUse = "InUse", Sustained = "Sustained";

    /// <summary>The codes of verdicts.</summary>
    public const string Improved = "Improved", Worse = "Worse";

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
                    AND COALESCE(verdict, '') <> {Worse} THEN target_team END),
                COALESCE(SUM(CASE WHEN verdict = {Improved} THEN 1 ELSE 0 END), 0),
                COALESCE(SUM(CASE WHEN verdict = {Worse} THEN 1 ELSE 0 END), 0)
            FROM pattern_replications WHERE pattern = {pattern}
            """);
        return rows.Read() ? new(rows.GetInt32(0), rows.GetInt64(1) > 0, rows.GetInt64(2) > 0) : None;
    }
}
