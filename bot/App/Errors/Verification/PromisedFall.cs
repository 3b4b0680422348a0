namespace Improvement.Bot.Errors.Verification;

/// <summary>How much less often an error is to be met once its fix is in place, as its proposal promises. Kept by name.</summary>
internal enum PromisedFall
{
    /// <summary>A quarter less often.</summary>
    Quarter,

    /// <summary>Half as often.</summary>
    Half,

    /// <summary>Three quarters less often.</summary>
    ThreeQuarters,

    /// <summary>Hardly ever again. That it never comes back could not be proven by any count.</summary>
    NineTenths,
}
