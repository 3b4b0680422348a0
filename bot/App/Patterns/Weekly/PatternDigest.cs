using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Weekly;

/// <summary>
/// What patterns tell in a digest. They have neither severity nor object, so that these choose none of them; people and agents are those
/// who kept them.
/// </summary>
internal static class PatternDigest
{
    /// <summary>The part of patterns in a digest.</summary>
    public static DigestPart Of(IServiceProvider services, DigestQuery query)
    {
        var lines = query.Reader is { } reader ? OfReader(services, query, reader) : OfTeam(services, query);
        var sections = lines.ToLookup(line => line.Section);
        return new([.. sections.SelectMany(section => section.Take(query.MostLines))])
        {
            Totals = sections.ToDictionary(section => section.Key, section => section.Count()),
        };
    }

    /// <summary>A line about a pattern.</summary>
    internal static DigestLine Line(DigestSection section, long number, string title, string words) =>
        new(section, PatternKind.Id(number), title, words);

    private static List<DigestLine> OfTeam(IServiceProvider services, DigestQuery query)
    {
        var session = services.GetRequiredService<Session>();
        var lines = new List<DigestLine>();
        if (query.AsksFor(DigestSection.NeedsYou, DigestSection.Stuck)) lines.AddRange(WaitingPatterns.OfTeam(session, query));
        if (query.AsksFor(DigestSection.Changed)) lines.AddRange(PatternWeek.Changed(session, query));
        if (query.AsksFor(DigestSection.Proven)) lines.AddRange(PatternWeek.Proven(session, query));
        if (query.AsksFor(DigestSection.Success) && SuccessToCopy.Of(services, query) is { } success) lines.Add(success);
        return [.. lines.Where(line => query.AsksFor(line.Section))];
    }

    private static List<DigestLine> OfReader(IServiceProvider services, DigestQuery query, People.Principal reader)
    {
        var session = services.GetRequiredService<Session>();
        var lines = new List<DigestLine>();
        if (query.AsksFor(DigestSection.NeedsYou))
        {
            lines.AddRange(WaitingPatterns.OfReader(session, query, reader));
            if (reader.LeadsRecordsOf(query.Team.Id, PatternKind.Access.LeadRole)
                && services.GetRequiredService<UnusualWeek>().Of(query) is { } asked)
            {
                lines.Add(asked);
            }
        }

        if (query.AsksFor(DigestSection.LedTo)) lines.AddRange(LedToPatterns.Of(session, query, reader.Person));
        return lines;
    }
}
