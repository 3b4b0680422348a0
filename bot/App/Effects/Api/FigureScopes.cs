using System.Collections.Immutable;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.Records;

namespace Improvement.Bot.Effects.Api;

/// <summary>What an API key may be used for with own figures; the names are kept with the key.</summary>
internal static class FigureScopes
{
    /// <summary>Read them.</summary>
    public const string Read = "figures:read";

    /// <summary>Send them.</summary>
    public const string Send = "figures:send";

    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordScope> All { get; } =
    [
        new(Read, "ReadFigures", () => FigureTexts.ScopeReadLabel, () => FigureTexts.ScopeRead),
        new(Send, "SendFigures", () => FigureTexts.ScopeSendLabel, () => FigureTexts.ScopeSend),
    ];
}
