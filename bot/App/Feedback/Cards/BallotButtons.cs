using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Feedback.Cards;

/// <summary>The buttons of a survey that cast a ballot.</summary>
internal static class BallotButtons
{
    /// <summary>Casts the ballot.</summary>
    public const string Send = "survey.send";

    /// <summary>Says that a question is not acceptable.</summary>
    public const string Object = "survey.object";

    /// <summary>Shows what anonymity stands on.</summary>
    public const string Prove = "survey.prove";

    /// <summary>The member of a button's data with the number of the wave. Nothing else is in them but what was filled in.</summary>
    public const string WaveName = "wave";

    /// <summary>Sends what was filled in.</summary>
    public static ExecuteAction SendOf(long wave) => Cast(SurveyTexts.Send, Send, wave) with { Style = ActionStyle.Positive };

    /// <summary>Objects; what was filled in stays where it is.</summary>
    public static ExecuteAction ObjectOf(long wave) =>
        Cast(SurveyTexts.Object, Object, wave) with { AssociatedInputs = AssociatedInputs.None };

    /// <summary>Shows what anonymity stands on, below the card.</summary>
    public static ExecuteAction ProveOf(long wave) =>
        ExecuteAction.Of(SurveyTexts.ProveIt, Prove, (WaveName, wave)) with { AssociatedInputs = AssociatedInputs.None };

    // A ballot must never arrive as a message, which the channel keeps: they stand among Draw.InvokeButtons.
    private static ExecuteAction Cast(string title, string verb, long wave) => ExecuteAction.Of(title, verb, (WaveName, wave));
}
