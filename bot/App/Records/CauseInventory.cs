using Improvement.Bot.People;

namespace Improvement.Bot.Records;

/// <summary>
/// Finds the teams that meet the same as a record, or something that has the same cause; the slice of its kind registers one. It asks
/// nobody who may know that, and leaves out what is restricted.
/// </summary>
/// <param name="Kind">The stable name of the kind, such as <c>error</c>.</param>
/// <param name="Teams">The teams, by the number of the record.</param>
internal sealed record CauseInventory(string Kind, Func<IServiceProvider, long, IReadOnlyList<TeamId>> Teams)
{
    /// <summary>The AI agents that met the same themselves, by the number of the record.</summary>
    public Func<IServiceProvider, long, IReadOnlyList<PersonId>> Agents { get; init; } = (_, _) => [];
}
