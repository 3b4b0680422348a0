using System.Text;

namespace Improvement.Bot.Greeting;

/// <summary>What people say to a bot as to a person; recognised where it is all that they say.</summary>
internal static class SmallTalk
{
    private const int Longest = 60;

    /// <summary>Whether it is a greeting, such as <c>good morning</c>.</summary>
    public static bool IsGreeting(string text) => IsOneOf(text, GreetingTexts.WordsOfGreeting);

    /// <summary>Whether it is a word of thanks or assent.</summary>
    public static bool IsThanks(string text) => IsOneOf(text, GreetingTexts.WordsOfThanks);

    /// <summary>Whether it asks what the bot is or does.</summary>
    public static bool AsksForHelp(string text) => IsOneOf(text, GreetingTexts.WordsForHelp);

    private static bool IsOneOf(string text, string all) =>
        text.Length <= Longest && all.Split('|').Any(each => each == text || Bare(text) is { Length: > 0 } bare && bare == Bare(each));

    /// <summary>The words alone, in lower case, set apart by one blank.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter)) bare.Append(char.ToLowerInvariant(letter));
            else if (letter is not ('\'' or '’') && bare.Length > 0 && bare[^1] is not ' ') bare.Append(' ');
        }

        return bare.ToString().TrimEnd();
    }
}
