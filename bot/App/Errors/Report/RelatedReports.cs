using Improvement.Bot.Errors.Life;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Report;

/// <summary>
/// The errors about the same as a record of another kind: those that it belongs to by what somebody did, and those that are like it. In the
/// place of a duplicate stands the report that it is the same as.
/// </summary>
internal static class RelatedReports
{
    /// <summary>How many candidates are looked at for those that may be shown.</summary>
    private const int Candidates = 12;

    /// <summary>What it tells on the status of others.</summary>
    public static RelatedSource Source { get; } = new(ErrorKind.Definition.Name, () => ErrorTexts.RelatedReports, Find);

    private static List<RelatedLine> Find(IServiceProvider services, RelatedQuestion question)
    {
        var session = services.GetRequiredService<Session>();
        var linked = question.Linked(ErrorKind.Definition.Name);
        var numbers = linked.Concat(AlikeTo(services.GetRequiredService<SimilarityIndex>(), question)).Distinct().ToList();
        if (numbers is []) return [];
        var reader = services.GetRequiredService<Actor>().Principal;
        var (lines, primaries) = Read(session, reader, numbers);
        if (primaries.Values.Except(numbers).ToList() is { Count: > 0 } others)
        {
            foreach (var (number, line) in Read(session, reader, others).Lines) lines[number] = line;
        }

        return [.. numbers.Select(number => primaries.GetValueOrDefault(number, number)).Distinct()
            .Where(lines.ContainsKey).Select(number => lines[number]).Take(Related.Most)];
    }

    private static IEnumerable<long> AlikeTo(SimilarityIndex index, RelatedQuestion question)
    {
        if (question.Words is not { } words || question.Teams is []) return [];
        return index.LikeThis(
                ErrorKind.Definition, [.. question.Teams.Select(team => team.Value)], Fingerprint.Of(words.Title, words.Text), Candidates)
            .Where(each => each.IsShown)
            .OrderByDescending(each => each.Likeness).ThenByDescending(each => each.Record)
            .Select(each => each.Record).Take(Candidates);
    }

    /// <summary>What the reader sees whole of some errors; of the duplicates among them, of what they are one.</summary>
    private static (Dictionary<long, RelatedLine> Lines, Dictionary<long, long> Primaries) Read(
        Session session, Principal reader, IReadOnlyCollection<long> numbers)
    {
        var (lines, primaries) = (new Dictionary<long, RelatedLine>(), new Dictionary<long, long>());
        using var rows = session.Statements.Read($"""
            SELECT e.id, e.title, e.state, e.duplicate_of FROM errors e WHERE e.id IN {numbers} AND {ErrorKind.Access.Condition(reader)}
            """);
        while (rows.Read())
        {
            var (number, state) = (rows.GetInt64(0), rows.GetString(2));
            if (rows.NumberOrNull(3) is { } primary) primaries.Add(number, primary);
            else if (!ErrorKind.Definition.Withdrawn.Contains(state))
            {
                lines.Add(number, RelatedLine.Of(ErrorKind.Id(number), rows.GetString(1), ErrorWords.Of(Enum.Parse<ErrorState>(state))));
            }
        }

        return (lines, primaries);
    }
}
