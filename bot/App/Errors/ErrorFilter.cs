using Improvement.Bot.Errors.Impact;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Which errors digests and lists are about.</summary>
internal static class ErrorFilter
{
    /// <summary>The conditions of a filter, all of which hold; the query calls the table <c>e</c>.</summary>
    /// <remarks>Whoever imported something is taken for people: nobody knows more.</remarks>
    public static IEnumerable<Sql> Conditions(RecordFilter filter)
    {
        if (filter.SeverityFloor > (int)Severity.Hazard) yield return Sql.Of($"e.severity >= {filter.SeverityFloor}");
        if (!filter.WithPeople) yield return Sql.Of($"e.reporter_kind IN {ActorKind.Machines}");
        if (!filter.WithAgents) yield return Sql.Of($"e.reporter_kind NOT IN {ActorKind.Machines}");
        if (filter.Objects is { } objects) yield return Sql.Of($"e.object_kind IN {objects}");
    }
}
