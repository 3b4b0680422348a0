namespace Improvement.Bot.Actions;

/// <summary>The words for values that action items keep as codes, in the language of the current turn.</summary>
internal static class ActionWords
{
    /// <summary>Where an action item stands.</summary>
    public static string Of(ActionState state) => Word($"ActionState.{state}");

    /// <summary>The kind of action.</summary>
    public static string Of(ActionType type) => Word($"ActionType.{type}");

    /// <summary>The strength of an action.</summary>
    public static string Of(ActionStrength strength) => Word($"ActionStrength.{strength}");

    /// <summary>Why somebody may not take a step, to be said to that person alone.</summary>
    public static string WhyNot(ActionStep step) => Word($"Refused.{step}");

    /// <summary>The line in a thread about a step that was taken.</summary>
    public static string Line(ActionStep step) => Word($"Line.{step}");

    /// <summary>What happened, in the history; an event of a newer version stands for itself.</summary>
    public static string Event(string what) => ActionTexts.ResourceManager.GetString($"Event.{what}") ?? what;

    /// <summary>What webhooks hear of an event, as it is offered.</summary>
    public static string Webhook(string what) => Word($"Webhook.{what}");

    private static string Word(string key) => ActionTexts.ResourceManager.GetString(key)
        ?? throw new InvalidOperationException($"ActionTexts.resx has no words for “{key}”.");
}
