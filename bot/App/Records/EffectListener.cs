namespace Improvement.Bot.Records;

/// <summary>
/// Hears of a measured effect that is one for the worse, inside the commit that judges it; a slice registers one for a kind of its own.
/// </summary>
/// <param name="Kind">The stable name of the kind of the record that the effect is about.</param>
/// <param name="HearWorse">Called with the number of the record and what was measured, in words.</param>
internal sealed record EffectListener(string Kind, Action<IServiceProvider, long, string> HearWorse);
