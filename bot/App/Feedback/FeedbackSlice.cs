using Improvement.Bot.Feedback.Cards;

namespace Improvement.Bot.Feedback;

/// <summary>How it is going, what should change, and whether the change helped.</summary>
internal static class FeedbackSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Samples = say => [new("surveys", SurveyTexts.GroupSamples, [.. FeedbackSamples.Of(say)])],
    };
}
