using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Feedback.Api;

/// <summary>What an API key may be used for with surveys; the names are kept with the key.</summary>
internal static class SurveyScopes
{
    /// <summary>Read results that were posted.</summary>
    public const string Read = "surveys:read";

    /// <summary>Answer as an AI agent.</summary>
    public const string Answer = "surveys:answer";

    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordScope> All { get; } =
    [
        new(Read, "ReadSurveys", () => SurveyApiTexts.ScopeReadLabel, () => SurveyApiTexts.ScopeRead),
        new(Answer, "AnswerSurveys", () => SurveyApiTexts.ScopeAnswerLabel, () => SurveyApiTexts.ScopeAnswer),
    ];
}
