using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>A section of the weekly digest, in the order in which they stand.</summary>
internal enum DigestSection
{
    /// <summary>Decisions and work that wait for somebody who reads it.</summary>
    NeedsYou,

    /// <summary>What was reported, decided and fixed.</summary>
    Changed,

    /// <summary>What was proven to have worked, or not to have.</summary>
    Proven,

    /// <summary>What waits for longer than it should, with the role that it waits for.</summary>
    Stuck,

    /// <summary>One thing to learn.</summary>
    Learn,

    /// <summary>What reports led to.</summary>
    LedTo,

    /// <summary>The first of the prioritised list.</summary>
    Actions,

    /// <summary>How the alarms did.</summary>
    Alarms,

    /// <summary>One success to copy.</summary>
    Success,
}

/// <summary>For whom, and about what, a digest is made.</summary>
/// <param name="Team">Whose records; restricted ones are never among them.</param>
/// <param name="From">Begin of the week, UTC; what is new is decided by the records' own days, not by when they came in.</param>
/// <param name="To">End of the week, UTC; not part of it.</param>
internal sealed record DigestQuery(Team Team, DateTimeOffset From, DateTimeOffset To) : RecordFilter
{
    /// <summary>All sections.</summary>
    public static IReadOnlySet<DigestSection> AllSections { get; } = Enum.GetValues<DigestSection>().ToHashSet();

    /// <summary>
    /// Who reads it in their own chat, and of whom it tells; null for the channel of the team, where all its members read.
    /// </summary>
    public Principal? Reader { get; init; }

    /// <summary>The sections that are asked for; what is told of others is left out, and need not be read.</summary>
    public IReadOnlySet<DigestSection> Sections { get; init; } = AllSections;

    /// <summary>Lines of a section at most.</summary>
    public int MostLines { get; init; } = 5;

    /// <summary>Whether one of the sections is asked for.</summary>
    public bool AsksFor(params ReadOnlySpan<DigestSection> sections)
    {
        foreach (var section in sections)
        {
            if (Sections.Contains(section)) return true;
        }

        return false;
    }
}

/// <summary>One line of a digest about one record.</summary>
/// <param name="Record">What it is about; null for a line about no single record.</param>
/// <param name="Title">The title of that record, whole; the digest cuts it. Null for none.</param>
/// <param name="Words">What is to be said of it, in the language of the moment, without its number and title.</param>
internal sealed record DigestLine(DigestSection Section, RecordId? Record, string? Title, string Words);

/// <summary>What the records of a kind have to tell in a digest.</summary>
/// <param name="Lines">Of each section the most important first, at most as many as were asked for.</param>
internal sealed record DigestPart(IReadOnlyList<DigestLine> Lines)
{
    /// <summary>Nothing.</summary>
    public static DigestPart Empty { get; } = new([]);

    /// <summary>
    /// How many lines each section has, with those beyond the limit; a section that is not here has as many as it has lines.
    /// </summary>
    public IReadOnlyDictionary<DigestSection, int> Totals { get; init; } = new Dictionary<DigestSection, int>();

    /// <summary>
    /// How many records were reported, by their own days, in each week up to that of the digest, which is the last; empty where the kind
    /// does not count.
    /// </summary>
    public IReadOnlyList<int> Reported { get; init; } = [];
}
