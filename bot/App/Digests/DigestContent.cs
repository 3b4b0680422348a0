using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Digests;

/// <summary>A digest as it was put together; kept with what was posted.</summary>
/// <param name="Team">What the team is called.</param>
/// <param name="From">The first day of which it tells, in the team's time zone.</param>
internal sealed record DigestContent(string Team, DateOnly From)
{
    /// <summary>How many records were reported in the week; null where no kind counts.</summary>
    public int? Reported { get; init; }

    /// <summary>Whether that is as usual.</summary>
    public Variation Variation { get; init; }

    /// <summary>The fewest that are usual.</summary>
    public int UsuallyFrom { get; init; }

    /// <summary>The most that are usual.</summary>
    public int UsuallyTo { get; init; }

    /// <summary>The sections with something in them, in order, with those that are folded.</summary>
    public ImmutableArray<DigestSectionContent> Sections { get; init; } = [];

    /// <summary>The sections that nobody used in the last digests; they stand as one line.</summary>
    public ImmutableArray<DigestSection> Folded { get; init; } = [];

    /// <summary>The sections that its team switched off.</summary>
    public ImmutableArray<DigestSection> SwitchedOff { get; init; } = [];

    /// <summary>The severity below which nothing is told.</summary>
    public int SeverityFloor { get; init; }

    /// <summary>Whether it is about some kinds of object alone.</summary>
    public bool IsAboutSomeObjects { get; init; }

    /// <summary>Whose work it tells of.</summary>
    public DigestActors Actors { get; init; }

    /// <summary>Whether nothing happened of which it would have to tell.</summary>
    [JsonIgnore]
    public bool IsQuiet => Sections.All(part => part.Section is DigestSection.Alarms or DigestSection.Learn);

    /// <summary>What a section has; null for nothing.</summary>
    public DigestSectionContent? Of(DigestSection section) => Sections.FirstOrDefault(part => part.Section == section);
}

/// <summary>One section.</summary>
/// <param name="Lines">The most important first.</param>
/// <param name="Total">How many there are, with those that were not asked for.</param>
internal sealed record DigestSectionContent(DigestSection Section, ImmutableArray<DigestLineContent> Lines, int Total);

/// <summary>One line of a digest.</summary>
/// <param name="Kind">The kind of its record; null for a line about none.</param>
/// <param name="Label">Of the record, as people write it; null for none.</param>
/// <param name="Title">The title of the record, whole; null for none.</param>
internal sealed record DigestLineContent(
    string Words, string? Kind = null, long Number = 0, string? Label = null, string? Title = null);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DigestContent))]
internal sealed partial class DigestContentJson : JsonSerializerContext;
