namespace Improvement.Bot.Reviews;

/// <summary>The words for values that reviews keep as codes, in the language of the current turn.</summary>
internal static class ReviewWording
{
    /// <summary>Where a review stands.</summary>
    public static string Of(ReviewState state) => Word($"State.{state}");

    /// <summary>A question.</summary>
    public static string Of(ReviewQuestion question) => Word($"Question.{question}");

    /// <summary>Until when answers are waited for, as it is chosen.</summary>
    public static string Of(ReviewUntil until) => Word($"Until.{until}");

    /// <summary>Why somebody may not take a step, to be said to that person alone.</summary>
    public static string WhyNot(ReviewStep step) => Word($"Refused.{step}");

    /// <summary>What happened, in the history; an event of a newer version stands for itself.</summary>
    public static string Event(string what) => ReviewTexts.ResourceManager.GetString($"Event.{what}") ?? what;

    private static string Word(string key) => ReviewTexts.ResourceManager.GetString(key)
        ?? throw new InvalidOperationException($"ReviewTexts.resx has no words for “{key}”.");
}
