using Improvement.Bot.People;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Records;

/// <summary>A factor of a rank, with where it comes from.</summary>
/// <param name="Value">The factor with its limits.</param>
/// <param name="IsAssumed">Whether nobody measured or stated it, so that the product assumes it.</param>
/// <param name="Source">Where it comes from, in the language of the moment; asked for only where it is shown.</param>
internal sealed record CandidateFactor(RankFactor Value, bool IsAssumed, Func<string> Source);

/// <summary>
/// A record on which it could be worth to act, as the prioritised list ranks it: hours saved in 90 days for each hour of effort.
/// </summary>
/// <param name="Record">The record that stands for it, such as the primary of a cluster of errors.</param>
/// <param name="Team">The team that it belongs to; null for none.</param>
/// <param name="Since">When it began, UTC; of two of the same rank the older one stands first.</param>
internal sealed record Candidate(RecordId Record, TeamId? Team, DateTimeOffset Since)
{
    /// <summary>What happens, or how many it concerns, within 90 days.</summary>
    public required CandidateFactor Expected { get; init; }

    /// <summary>Hours lost or gained with each.</summary>
    public required CandidateFactor Hours { get; init; }

    /// <summary>The chance that acting on it works.</summary>
    public required CandidateFactor Works { get; init; }

    /// <summary>Hours that it takes.</summary>
    public required CandidateFactor Effort { get; init; }

    /// <summary>The chance that it happens at least once within 90 days, 0 to 1; null where that is no question.</summary>
    public double? Chance { get; init; }

    /// <summary>Whether it never stands below what may wait: severity 5, or priority H.</summary>
    public bool MustNotWait { get; init; }

    /// <summary>Who is to act; null for nobody yet.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>Its state, by the name that its kind gives it.</summary>
    public required string State { get; init; }
}

/// <summary>Which candidates are asked for.</summary>
/// <param name="Teams">Of these teams; null for all, and for those of no team.</param>
internal sealed record CandidateQuery(IReadOnlyCollection<TeamId>? Teams)
{
    /// <summary>Of one record alone; null for all.</summary>
    public long? Record { get; init; }

    /// <summary>Whether restricted records are among them; never where several people read.</summary>
    public bool WithRestricted { get; init; }
}
