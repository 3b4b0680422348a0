namespace Improvement.Bot.Patterns.Weekly;

/// <summary>What happened to a pattern, as a digest tells it, in the language of the moment.</summary>
internal static class PatternDigestWords
{
    /// <summary>For the team.</summary>
    public static string Changed(string what) => Word($"Changed.{what}");

    /// <summary>For whoever kept it, looks after it or is named with it.</summary>
    public static string LedTo(string what) => Word($"LedTo.{what}");

    /// <summary>For whoever tried it in their team, or said why not.</summary>
    public static string LedToOfTeam(string what) => Word($"LedToOfTeam.{what}");

    private static string Word(string key) => PatternDigestTexts.ResourceManager.GetString(key)
        ?? throw new InvalidOperationException($"PatternDigestTexts.resx has no words for “{key}”.");
}
