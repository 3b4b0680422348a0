using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Digests;

/// <summary>Puts a digest together from what the kinds of record tell, in the language of the moment.</summary>
internal sealed class DigestComposer(RecordKinds kinds, IEnumerable<DigestContributor> contributors, IServiceProvider services)
{
    /// <summary>Lines of a section that are kept; the card shows fewer.</summary>
    public const int MostLines = 20;

    /// <summary>The digest of a team.</summary>
    /// <param name="from">The first day of which it tells.</param>
    /// <param name="to">The first day of which it does not tell any more.</param>
    /// <param name="folded">The sections that nobody uses.</param>
    public DigestContent Compose(
        Team team, DigestSettings settings, DigestCalendar calendar, DateOnly from, DateOnly to, ImmutableArray<DigestSection> folded)
    {
        var parts = Ask(settings.QueryOf(team, calendar.BeginOf(from), calendar.BeginOf(to), MostLines));
        ImmutableArray<DigestSectionContent> sections =
            [.. settings.Sections.Order().Select(section => Section(section, parts)).Where(section => section.Lines is not [])];
        return Counted(new(team.Name, from)
        {
            Sections = sections,
            Folded = [.. folded.Where(section => section is not DigestSection.NeedsYou && sections.Any(each => each.Section == section))],
            SwitchedOff = [.. DigestSettings.AllSections.Except(settings.Sections)],
            SeverityFloor = settings.SeverityFloor,
            IsAboutSomeObjects = settings.Objects is not [],
            Actors = settings.Actors,
        }, WeeksOf(parts));
    }

    /// <summary>How many records were reported in each week, by all kinds together; the last is the present one.</summary>
    public static ImmutableArray<int> WeeksOf(IReadOnlyList<DigestPart> parts)
    {
        var weeks = new int[parts.Max(part => (int?)part.Reported.Count) ?? 0];
        foreach (var counts in parts.Select(part => part.Reported))
        {
            for (var week = 0; week < counts.Count; week++) weeks[weeks.Length - counts.Count + week] += counts[week];
        }

        return [.. weeks];
    }

    private List<DigestPart> Ask(DigestQuery query) =>
    [
        .. kinds.All.Select(kind => kind.Digest(services, query)),
        .. contributors.Select(contributor => contributor.Digest(services, query)),
    ];

    private static DigestSectionContent Section(DigestSection section, IReadOnlyList<DigestPart> parts)
    {
        ImmutableArray<DigestLineContent> lines =
            [.. parts.SelectMany(part => part.Lines).Where(line => line.Section == section).Select(Line).Take(MostLines)];
        var total = parts.Sum(part => part.Totals.TryGetValue(section, out var all)
            ? all
            : part.Lines.Count(line => line.Section == section));
        return new(section, lines, Math.Max(total, lines.Length));
    }

    private static DigestLineContent Line(DigestLine line) => line.Record is { } record
        ? new(line.Words, record.Kind.Name, record.Number, record.Label, line.Title)
        : new(line.Words, Title: line.Title);

    private static DigestContent Counted(DigestContent content, ImmutableArray<int> weeks)
    {
        if (weeks is []) return content;
        var usual = UsualRange.Before(weeks);
        return content with
        {
            Reported = weeks[^1],
            Variation = UsualRange.OfLast(weeks),
            UsuallyFrom = usual is null ? 0 : Math.Max(0, (int)Math.Ceiling(usual.Lower)),
            UsuallyTo = usual is null ? 0 : (int)Math.Floor(usual.Upper),
        };
    }
}
