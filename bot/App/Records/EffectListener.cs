using Improvement.Bot.People;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Records;

/// <summary>What was measured of a record.</summary>
/// <param name="Team">The team whose figures say so.</param>
/// <param name="Verdict">The effect, or, where what must not get worse did, that.</param>
/// <param name="Words">What it rests on: the figures with their interval.</param>
internal sealed record JudgedEffect(TeamId Team, EffectVerdict Verdict, string Words);

/// <summary>
/// Hears of each measured effect, inside the commit that judges it; a slice registers one for a kind of its own.
/// </summary>
/// <param name="Kind">The stable name of the kind of the record that the effect is about.</param>
/// <param name="Hear">Called with the number of the record and what was measured.</param>
internal sealed record EffectListener(string Kind, Action<IServiceProvider, long, JudgedEffect> Hear)
{
    /// <summary>Other teams than that of the record in which its effect can be measured, by their own figures.</summary>
    public Func<IServiceProvider, long, IReadOnlyList<TeamId>> OtherTeams { get; init; } = (_, _) => [];
}
