using System.Globalization;
using Dapper;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Runs a search over what a person may see.</summary>
internal sealed class FindErrors(Session session, Reporter reporter, Teams teams, SimilarityIndex index)
{
    private const int Batch = 200;

    /// <summary>A page of what fits, the newest first, and whether there is more.</summary>
    public (IReadOnlyList<ErrorRecord> Items, bool HasMore) Page(FindQuery query, DateOnly today, int page, int perPage)
    {
        var items = Matching(query, today, last: null).Skip(page * perPage).Take(perPage + 1).ToList();
        return ([.. items.Take(perPage)], items.Count > perPage);
    }

    /// <summary>What fits and comes after a report in the same order, whatever was reported meanwhile.</summary>
    /// <param name="last">The report; null for the first page.</param>
    public (IReadOnlyList<ErrorRecord> Items, bool HasMore) After(FindQuery query, DateOnly today, FindMark? last, int most)
    {
        var items = Matching(query, today, last).Take(most + 1).ToList();
        return ([.. items.Take(most)], items.Count > most);
    }

    private IEnumerable<ErrorRecord> Matching(FindQuery query, DateOnly today, FindMark? last)
    {
        var match = new FindMatch(query);
        foreach (var number in Numbers(query, match, today, last))
        {
            if (ErrorRows.FindAny(session, number) is { } error && match.Fits(error.Title, error.Story)) yield return error;
        }
    }

    // A connection reads one thing at a time, so the numbers come in batches, between which the reports are read.
    private IEnumerable<long> Numbers(FindQuery query, FindMatch match, DateOnly today, FindMark? last)
    {
        var (conditions, parameters) = Conditions(query, today, last);
        var from = $"SELECT e.id, e.created_at FROM errors e WHERE {conditions}";
        return match.Terms is [] ? All(from, parameters) : Among(index.Having(match.Terms), from, parameters);
    }

    private IEnumerable<long> All(string from, DynamicParameters parameters)
    {
        for (var skip = 0; ; skip += Batch)
        {
            parameters.Add("skip", skip);
            var found = session.Connection.Query<Found>($"{from} ORDER BY e.created_at DESC, e.id DESC LIMIT {Batch} OFFSET @skip", parameters).AsList();
            foreach (var each in found) yield return each.Id;
            if (found.Count < Batch) yield break;
        }
    }

    /// <summary>Those of some reports that meet the conditions, the newest first.</summary>
    private IEnumerable<long> Among(IEnumerable<long> reports, string from, DynamicParameters parameters)
    {
        var found = new List<Found>();
        foreach (var some in reports.Chunk(Batch))
            found.AddRange(session.Connection.Query<Found>($"{from} AND e.id IN {parameters.AddAll("id", Padded(some))}", parameters));
        return found.OrderByDescending(each => each.CreatedAt).ThenByDescending(each => each.Id).Select(each => each.Id);
    }

    // Always as many, so that it is always the same statement.
    private static IEnumerable<long> Padded(long[] some) => some.Concat(Enumerable.Repeat(some[0], Batch - some.Length));

    private (string Conditions, DynamicParameters Parameters) Conditions(FindQuery query, DateOnly today, FindMark? mark)
    {
        var parameters = new DynamicParameters();
        List<string> conditions = [Visibility.Condition(reporter.Standing, "e", parameters)];
        if (!query.Teams.IsEmpty) conditions.Add($"e.team IN {parameters.AddAll("team_ids", TeamsNamed(query.Teams))}");
        if (!query.States.IsEmpty) conditions.Add($"e.state IN {parameters.AddAll("states", query.States.Select(state => state.ToString()))}");
        if (!query.Severities.IsEmpty) conditions.Add($"e.severity IN {parameters.AddAll("severities", query.Severities.Select(severity => (int)severity))}");
        if (!query.Categories.IsEmpty) conditions.Add($"(e.category IN {parameters.AddAll("categories", query.Categories)}{(query.Categories.Contains(FindQuery.NoCategory) ? " OR e.category IS NULL" : "")})");
        if (query.FirstDay(today) is { } first) Add("first", Day(first), "e.local_date >= @first");
        if (query.Until is { } last) Add("last", Day(last), "e.local_date <= @last");
        if (mark is { } after)
        {
            Add("after_at", after.CreatedAt.Kept(), "(e.created_at < @after_at OR (e.created_at = @after_at AND e.id < @after_id))");
            parameters.Add("after_id", after.Number);
        }

        return (string.Join(" AND ", conditions), parameters);

        void Add(string name, object value, string condition)
        {
            parameters.Add(name, value);
            conditions.Add(condition);
        }
    }

    private long[] TeamsNamed(IEnumerable<string> names)
    {
        var folded = names.Select(Folding.Fold).ToHashSet(StringComparer.Ordinal);
        return [.. teams.All().Where(team => folded.Contains(Folding.Fold(team.Name))).Select(team => team.Id.Value)];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Found(long Id, long CreatedAt);
}

/// <summary>How far a search was read: the last report seen.</summary>
internal sealed record FindMark(DateTimeOffset CreatedAt, long Number);
