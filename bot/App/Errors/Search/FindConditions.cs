using System.Globalization;
using Dapper;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Search;

/// <summary>What a search asks of the columns of an error <c>e</c>, as SQL; what it asks of the words is <see cref="FindMatch"/>.</summary>
/// <param name="Sql">Goes behind <c>WHERE</c>.</param>
/// <param name="Parameters">Of the condition; a query adds its own.</param>
internal sealed record FindConditions(string Sql, DynamicParameters Parameters)
{
    /// <summary>The conditions of a search, of which what the viewer may see is one.</summary>
    /// <param name="teams">The teams that are named in it.</param>
    /// <param name="atLeast">How much the viewer must see; words are looked for only where that is everything, so that none that is hidden
    /// is found by its effect.</param>
    public static FindConditions Of(
        FindQuery query, DateOnly today, Principal viewer, IReadOnlyList<TeamId> teams, AccessLevel atLeast = AccessLevel.Everything)
    {
        var parameters = new DynamicParameters();
        List<string> conditions = [ErrorKind.Access.Condition(viewer, "e", parameters, atLeast)];
        if (!query.Teams.IsEmpty) conditions.Add($"e.team IN {parameters.AddAll("team_ids", teams.Select(team => team.Value))}");
        if (!query.States.IsEmpty)
        {
            conditions.Add($"e.state IN {parameters.AddAll("states", query.States.Select(state => state.ToString()))}");
        }
        if (!query.Severities.IsEmpty)
        {
            conditions.Add($"e.severity IN {parameters.AddAll("severities", query.Severities.Select(severity => (int)severity))}");
        }
        if (!query.Categories.IsEmpty)
        {
            conditions.Add($"(e.category IN {parameters.AddAll("categories", query.Categories)}{(query.Categories.Contains(FindQuery.NoCategory) ? " OR e.category IS NULL" : "")})");
        }
        if (query.FirstDay(today) is { } first) Add("first", Day(first), "e.local_date >= @first");
        if (query.Until is { } last) Add("last", Day(last), "e.local_date <= @last");
        return new(string.Join(" AND ", conditions), parameters);

        void Add(string name, object value, string condition)
        {
            parameters.Add(name, value);
            conditions.Add(condition);
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
