using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions.Api;

/// <summary>What an API key may be used for with action items; the names are kept with the key.</summary>
internal static class ActionScopes
{
    /// <summary>Read action items.</summary>
    public const string Read = "actions:read";

    /// <summary>Work on those that are assigned to it, and give evidence that they are done.</summary>
    public const string Work = "actions:work";

    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordScope> All { get; } =
    [
        new(Read, "ReadActions", () => ActionTexts.ScopeReadLabel, () => ActionTexts.ScopeRead),
        new(Work, "WorkActions", () => ActionTexts.ScopeWorkLabel, () => ActionTexts.ScopeWork),
    ];
}
