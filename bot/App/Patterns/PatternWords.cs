namespace Improvement.Bot.Patterns;

/// <summary>The words for values that patterns keep as codes, in the language of the current turn.</summary>
internal static class PatternWords
{
    /// <summary>Where a pattern stands.</summary>
    public static string Of(PatternState state) => Word($"State.{state}");

    /// <summary>What happens next with a pattern of a state.</summary>
    public static string Next(PatternState state) => Word($"Next.{state}");

    /// <summary>A criterion, as a question is made of it.</summary>
    public static string Of(Criterion criterion) => Word($"Criterion.{criterion}");

    /// <summary>A criterion of an attempt that did not work.</summary>
    public static string OfAttempt(Criterion criterion) => Word($"AttemptCriterion.{criterion}");

    /// <summary>What was said of a criterion.</summary>
    public static string Of(CriterionAnswer answer) => Word($"Answer.{answer}");

    /// <summary>A question of the follow-up.</summary>
    public static string Of(FollowUpQuestion question) => Word($"Question.{question}");

    /// <summary>The heading of a text of a pattern.</summary>
    public static string Field(string name) => Word($"Field.{name}");

    /// <summary>The heading of a text of an attempt, where it is another one; null where it is not.</summary>
    public static string? FieldOfAttempt(string name) => PatternTexts.ResourceManager.GetString($"AttemptField.{name}");

    /// <summary>What helps to fill in a text.</summary>
    public static string? Hint(string name) => PatternTexts.ResourceManager.GetString($"Hint.{name}");

    /// <summary>The button of a step.</summary>
    public static string Button(PatternStep step) => Word($"Step.{step}");

    /// <summary>Why somebody may not take a step, to be said to that person alone.</summary>
    public static string WhyNot(PatternStep step) => Word($"Refused.{step}");

    /// <summary>The line in a thread about a step that was taken.</summary>
    public static string Line(PatternStep step) => Word($"Line.{step}");

    /// <summary>What happened, in the history; an event of a newer version stands for itself.</summary>
    public static string Event(string what) => PatternTexts.ResourceManager.GetString($"Event.{what}") ?? what;

    /// <summary>What webhooks hear of an event, as it is offered.</summary>
    public static string Webhook(string what) => Word($"Webhook.{what}");

    private static string Word(string key) => PatternTexts.ResourceManager.GetString(key)
        ?? throw new InvalidOperationException($"PatternTexts.resx has no words for “{key}”.");
}
