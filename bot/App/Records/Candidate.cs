using Improvement.Bot.People;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Records;

/// <summary>The factors of a rank: expected number × hours of each × chance that acting works ÷ effort.</summary>
[Flags]
internal enum RankFactors
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>What happens, or how many it concerns, within 90 days.</summary>
    Expected = 1,

    /// <summary>Hours lost or gained with each.</summary>
    Hours = 2,

    /// <summary>The chance that acting on it works, 0 to 1.</summary>
    Works = 4,

    /// <summary>Hours that acting on it takes.</summary>
    Effort = 8,
}

/// <summary>
/// A record on which it could be worth to act, as the prioritised list ranks it: hours saved in 90 days for each hour of effort.
/// </summary>
/// <param name="Record">The record that stands for it, such as the primary of a cluster of errors.</param>
/// <param name="Team">The team that it belongs to; null for none.</param>
/// <param name="Since">When it began, UTC; of two of the same rank the older one stands first.</param>
internal sealed record Candidate(RecordId Record, TeamId? Team, DateTimeOffset Since)
{
    /// <summary>What happens, or how many it concerns, within 90 days.</summary>
    public required RankFactor Expected { get; init; }

    /// <summary>Hours lost or gained with each.</summary>
    public required RankFactor Hours { get; init; }

    /// <summary>The chance that acting on it works, 0 to 1.</summary>
    public required RankFactor Works { get; init; }

    /// <summary>Hours that it takes.</summary>
    public required RankFactor Effort { get; init; }

    /// <summary>The factors that nobody measured or stated, so that the product assumes them.</summary>
    public RankFactors Assumed { get; init; }

    /// <summary>Where a factor comes from, in the language of the moment.</summary>
    public required Func<RankFactors, string> SourceOf { get; init; }

    /// <summary>
    /// What a factor is called, in the language of the moment, where the usual name does not fit; null for the usual ones.
    /// </summary>
    public Func<RankFactors, string>? NameOf { get; init; }

    /// <summary>The chance that it happens at least once within 90 days, 0 to 1; null where that is no question.</summary>
    public double? Chance { get; init; }

    /// <summary>Whether it never stands below what may wait: severity 5, or priority H.</summary>
    public bool MustNotWait { get; init; }

    /// <summary>Who is to act; null for nobody yet.</summary>
    public PersonId? Owner { get; init; }

    /// <summary>Its state, by the name that its kind gives it.</summary>
    public required string State { get; init; }

    /// <summary>A factor.</summary>
    /// <param name="which">One of them.</param>
    public RankFactor Factor(RankFactors which) => which switch
    {
        RankFactors.Expected => Expected,
        RankFactors.Hours => Hours,
        RankFactors.Works => Works,
        RankFactors.Effort => Effort,
        _ => throw new ArgumentOutOfRangeException(nameof(which), which, "One factor is asked for."),
    };

    /// <summary>The same with another factor in the place of one.</summary>
    /// <param name="which">One of them.</param>
    public Candidate With(RankFactors which, RankFactor factor) => which switch
    {
        RankFactors.Expected => this with { Expected = factor },
        RankFactors.Hours => this with { Hours = factor },
        RankFactors.Works => this with { Works = factor },
        RankFactors.Effort => this with { Effort = factor },
        _ => throw new ArgumentOutOfRangeException(nameof(which), which, "One factor is replaced."),
    };
}

/// <summary>Which candidates are asked for.</summary>
/// <param name="Teams">Of these teams; null for all, and for those of no team.</param>
/// <param name="Viewer">Whoever looks; null where several people of a team read, so that restricted records are left out.</param>
/// <param name="At">As it was known at this moment, UTC.</param>
internal sealed record CandidateQuery(IReadOnlyCollection<TeamId>? Teams, Principal? Viewer, DateTimeOffset At) : RecordFilter
{
    /// <summary>
    /// Only records that a person owns; null for all. A candidate is then made from these records alone, which tells whether there are any
    /// and not what their rank is.
    /// </summary>
    public PersonId? OwnedBy { get; init; }

    /// <summary>The same narrowed.</summary>
    public CandidateQuery Narrowed(RecordFilter filter) => this with
    {
        SeverityFloor = filter.SeverityFloor, WithPeople = filter.WithPeople, WithAgents = filter.WithAgents, Objects = filter.Objects,
    };
}
