using System.Collections.Immutable;
using Improvement.Bot.Attention;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Digests;

/// <summary>On which days a team gets its digest.</summary>
internal enum DigestDays
{
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,

    /// <summary>On each day on which the team works, about what came since the digest before.</summary>
    EveryWorkingDay,
}

/// <summary>Whose work a digest tells of.</summary>
internal enum DigestActors
{
    Both,
    People,
    Agents,
}

/// <summary>What a team gets in a week in which nothing happened.</summary>
internal enum QuietWeek
{
    OneLine,
    Nothing,
}

/// <summary>When a team gets its digest, and what is in it, as its leads chose.</summary>
internal sealed record DigestSettings
{
    /// <summary>All sections, in the order in which they stand.</summary>
    public static ImmutableArray<DigestSection> AllSections { get; } = [.. Enum.GetValues<DigestSection>()];

    /// <summary>Of a team that chose nothing.</summary>
    public static DigestSettings Usual { get; } = new();

    /// <summary>Whether it gets one at all.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>On which days.</summary>
    public DigestDays Days { get; init; } = DigestDays.Monday;

    /// <summary>At what time of day, in the time zone of the team.</summary>
    public TimeOnly At { get; init; } = new(9, 0);

    /// <summary>The sections that it has.</summary>
    public ImmutableArray<DigestSection> Sections { get; init; } = AllSections;

    /// <summary>The severity, 0 to 5, below which nothing is told.</summary>
    public int SeverityFloor { get; init; }

    /// <summary>The names of the kinds of object that are told of; empty for all.</summary>
    public ImmutableArray<string> Objects { get; init; } = [];

    /// <summary>Whose work is told of.</summary>
    public DigestActors Actors { get; init; } = DigestActors.Both;

    /// <summary>What comes in a week in which nothing happened.</summary>
    public QuietWeek QuietWeek { get; init; } = QuietWeek.OneLine;

    /// <summary>Whether it comes on a day of the week.</summary>
    /// <param name="work">The working hours of the team.</param>
    public bool IsOnDay(DayOfWeek day, WorkingHours work) =>
        Days is DigestDays.EveryWorkingDay ? work.Has(day) : Days.ToString() == day.ToString();

    /// <summary>What the kinds of record are asked.</summary>
    /// <param name="lines">Lines of a section at most.</param>
    public DigestQuery QueryOf(Team team, DateTimeOffset from, DateTimeOffset to, int lines) => new(team, from, to)
    {
        SeverityFloor = SeverityFloor,
        WithPeople = Actors is not DigestActors.Agents,
        WithAgents = Actors is not DigestActors.People,
        Objects = Objects is [] ? null : Objects.ToHashSet(StringComparer.Ordinal),
        MostLines = lines,
        Sections = Sections.ToHashSet(),
    };
}
