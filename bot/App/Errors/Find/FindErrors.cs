using System.Globalization;
using Dapper;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Runs a search over what a person may see.</summary>
internal sealed class FindErrors(Session session, Reporter reporter, Teams teams)
{
    private const int Batch = 200;

    /// <summary>A page of what fits, the newest first, and whether there is more.</summary>
    public (IReadOnlyList<ErrorRecord> Items, bool HasMore) Page(FindQuery query, DateOnly today, int page, int perPage)
    {
        var match = new FindMatch(query);
        var (sql, parameters) = Select(query, match, today);
        var skip = page * perPage;
        var items = new List<ErrorRecord>();
        foreach (var number in Numbers(sql, parameters))
        {
            if (ErrorRows.FindAny(session, number) is { } error && match.Fits(error.Title, error.Story) && skip-- <= 0) items.Add(error);
            if (items.Count > perPage) break;
        }

        return ([.. items.Take(perPage)], items.Count > perPage);
    }

    // A connection reads one thing at a time, so the numbers come in batches, between which the reports are read.
    private IEnumerable<long> Numbers(string sql, DynamicParameters parameters)
    {
        for (var skip = 0; ; skip += Batch)
        {
            parameters.Add("skip", skip);
            var numbers = session.Connection.Query<long>($"{sql} LIMIT {Batch} OFFSET @skip", parameters).AsList();
            foreach (var number in numbers) yield return number;
            if (numbers.Count < Batch) yield break;
        }
    }

    private (string Sql, DynamicParameters Parameters) Select(FindQuery query, FindMatch match, DateOnly today)
    {
        var parameters = new DynamicParameters();
        List<string> conditions = [Visibility.Condition(reporter.Standing, "e", parameters)];
        for (var i = 0; i < match.Terms.Count; i++)
        {
            parameters.Add($"term{i}", match.Terms[i]);
            conditions.Add($"e.id IN (SELECT error FROM similarity_postings WHERE scope IN (SELECT scope FROM similarity_scopes) AND term = @term{i})");
        }

        if (!query.Teams.IsEmpty) conditions.Add($"e.team IN {parameters.AddAll("team_ids", TeamsNamed(query.Teams))}");
        if (!query.States.IsEmpty) conditions.Add($"e.state IN {parameters.AddAll("states", query.States.Select(state => state.ToString()))}");
        if (!query.Severities.IsEmpty) conditions.Add($"e.severity IN {parameters.AddAll("severities", query.Severities.Select(severity => (int)severity))}");
        if (!query.Categories.IsEmpty) conditions.Add($"(e.category IN {parameters.AddAll("categories", query.Categories)}{(query.Categories.Contains(FindQuery.NoCategory) ? " OR e.category IS NULL" : "")})");
        if (query.FirstDay(today) is { } first) Add("first", Day(first), "e.local_date >= @first");
        if (query.Until is { } last) Add("last", Day(last), "e.local_date <= @last");
        return ($"SELECT e.id FROM errors e WHERE {string.Join(" AND ", conditions)} ORDER BY e.created_at DESC, e.id DESC", parameters);

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
}
