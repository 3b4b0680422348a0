using Dapper;

namespace Improvement.Bot.Storage;

/// <summary>Lists in the conditions of searches, as every engine takes them: Dapper's own are written differently for each.</summary>
internal static class ParameterLists
{
    /// <summary>Adds each value and gives what stands behind <c>IN</c>; nothing is in an empty list.</summary>
    public static string AddAll<T>(this DynamicParameters parameters, string name, IEnumerable<T> values)
    {
        var names = new List<string>();
        foreach (var value in values)
        {
            parameters.Add($"{name}{names.Count}", value);
            names.Add($"@{name}{names.Count}");
        }

        return names.Count > 0 ? $"({string.Join(", ", names)})" : "(NULL)";
    }
}
