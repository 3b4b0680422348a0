using System.Globalization;
using Dapper;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Runs a search over what a person may see.</summary>
internal sealed class FindErrors(Session session, Reporter reporter, Teams teams)
{
    /// <summary>A page of what fits, the newest first, and whether there is more.</summary>
    public (IReadOnlyList<ErrorRecord> Items, bool HasMore) Page(FindQuery query, DateOnly today, int page, int perPage)
    {
        var match = new FindMatch(query);
        var (sql, parameters) = Select(query, match, today);
        var skip = page * perPage;
        var items = new List<ErrorRecord>();
        foreach (var number in session.Connection.Query<long>(sql, parameters, buffered: false))
        {
            if (ErrorRows.FindAny(session, number) is { } error && match.Fits(error.Title, error.Story) && skip-- <= 0) items.Add(error);
            if (items.Count > perPage) break;
        }

        return ([.. items.Take(perPage)], items.Count > perPage);
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

        if (!query.Teams.IsEmpty) Add("team_ids", TeamsNamed(query.Teams), "e.team IN @team_ids");
        if (!query.States.IsEmpty) Add("states", query.States.Select(state => state.ToString()).ToArray(), "e.state IN @states");
        if (!query.Severities.IsEmpty) Add("severities", query.Severities.Select(severity => (int)severity).ToArray(), "e.severity IN @severities");
        if (!query.Categories.IsEmpty) Add("categories", query.Categories.ToArray(), query.Categories.Contains(FindQuery.NoCategory) ? "(e.category IN @categories OR e.category IS NULL)" : "e.category IN @categories");
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
