using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Patterns.Api;

/// <summary>The events of patterns of which webhooks can hear.</summary>
internal static class PatternEventChoices
{
    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordEventChoice> All { get; } =
    [
        new("PatternKept", Words("kept", "attempt-kept"), () => PatternTexts.EventKeptLabel, () => PatternTexts.EventKeptTick),
        new(
            "PatternMoved", Words("validated", "replicated", "made-standard", "challenged", "upheld", "retired"),
            () => PatternTexts.EventMovedLabel, () => PatternTexts.EventMovedTick),
        new(
            "PatternReworded", Words("reworded", "flagged", "flag-answered"), () => PatternTexts.EventRewordedLabel,
            () => PatternTexts.EventRewordedTick),
    ];

    private static ImmutableArray<(string Name, Func<string> Words)> Words(params string[] events) =>
        [.. events.Select(what => ($"{PatternKind.Name}.{what}", (Func<string>)(() => PatternWords.Webhook(what))))];
}
