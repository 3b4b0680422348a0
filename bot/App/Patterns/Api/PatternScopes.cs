using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns.Api;

/// <summary>What an API key may be used for with patterns; the names are kept with the key.</summary>
internal static class PatternScopes
{
    /// <summary>Read patterns.</summary>
    public const string Read = "patterns:read";

    /// <summary>Keep patterns, and say that one was used or what is wrong with it.</summary>
    public const string Capture = "patterns:capture";

    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordScope> All { get; } =
    [
        new(Read, "ReadPatterns", () => PatternTexts.ScopeReadLabel, () => PatternTexts.ScopeRead),
        new(Capture, "CapturePatterns", () => PatternTexts.ScopeCaptureLabel, () => PatternTexts.ScopeCapture),
    ];
}
