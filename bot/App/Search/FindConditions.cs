using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Search;

/// <summary>Translates the filters of a search into SQL on the table <c>e</c>; <see cref="FindMatch"/> matches the words.</summary>
internal static class FindConditions
{
    /// <summary>
    /// The conditions of a search, of which what the viewer may see is one; goes behind <c>WHERE</c>. Null where it asks for what records
    /// of the kind do not have.
    /// </summary>
    /// <param name="teams">The teams that are named in it.</param>
    /// <param name="atLeast">How much the viewer must see; words are looked for only where that is everything, so that none that is hidden
    /// is found by its effect.</param>
    public static Sql? Of(
        RecordKind kind, FindQuery query, DateOnly today, Principal viewer, IReadOnlyList<TeamId> teams,
        AccessLevel atLeast = AccessLevel.Everything)
    {
        List<Sql> conditions = [kind.Access.Condition(viewer, atLeast)];
        if (!query.Teams.IsEmpty) conditions.Add(Sql.Of($"e.team IN {teams.Select(team => team.Value)}"));
        if (!query.States.IsEmpty)
        {
            var states = kind.States.Where(state => IsAsked(query, state)).Select(state => state.Code).ToList();
            if (states is []) return null;
            conditions.Add(Sql.Of($"e.state IN {states}"));
        }

        foreach (var (name, codes) in query.Filters)
        {
            if (kind.Filters.FirstOrDefault(filter => filter.Name == name) is not { } filter) return null;
            conditions.Add(filter.Condition(codes));
        }

        if (query.FirstDay(today) is { } first) conditions.Add(Sql.Of($"e.local_date >= {Day(first)}"));
        if (query.Until is { } last) conditions.Add(Sql.Of($"e.local_date <= {Day(last)}"));
        return Sql.AllOf(conditions);
    }

    private static bool IsAsked(FindQuery query, RecordState state) =>
        query.States.Contains(state.Typed) || (state.IsOpen && query.States.Contains(FindQuery.Open));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
