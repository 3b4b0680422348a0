using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Greeting;

/// <summary>The command that words were probably meant for.</summary>
/// <param name="Name">As it is registered.</param>
/// <param name="Words">What follows it, as typed; empty for nothing.</param>
internal sealed record MeantCommand(string Name, string Words)
{
    /// <summary>As somebody would type it who makes no slip.</summary>
    public string Typed => Words.Length is 0 ? $"/{Name}" : $"/{Name} {Words}";

    /// <summary>The command of which the first word, or the first two, are a slip of the pen; null where none is near.</summary>
    /// <param name="names">The commands that the person may be told of.</param>
    public static MeantCommand? By(string text, IEnumerable<string> names)
    {
        var first = CommandLine.Unknown(text);
        if (first.Name.Length is 0) return null;

        var second = CommandLine.Unknown(first.Argument);
        var isAlone = first.Argument.Length is 0;
        return names
            .SelectMany(name => name.Contains('-', StringComparison.Ordinal)
                ? new[] { Slips(name, first.Name, first.Argument), Slips(name, first.Name + second.Name, second.Argument) }
                : [Slips(name, first.Name, first.Argument)])
            .Where(meant => meant.Slips <= Allowed(meant.Command.Name, first, isAlone))
            .OrderBy(meant => meant.Slips)
            .Select(meant => meant.Command)
            .FirstOrDefault();
    }

    private static (MeantCommand Command, int Slips) Slips(string name, string word, string rest) =>
        (new(name, rest), EditDistance.Between(Letters(word), Letters(name)));

    private static string Letters(string name) => name.Replace("-", "", StringComparison.Ordinal);

    /// <summary>A name that takes no words, and yet is followed by them: a few, as in “my reports”, or a sentence.</summary>
    private const int WordsOfNoSentence = 3;

    /// <summary>Short names are near to many words, so a sentence that begins with such a word is one.</summary>
    private static int Allowed(string name, CommandLine typed, bool isAlone) => name.Length switch
    {
        _ when typed.Name == name => typed.Argument.Count(char.IsWhiteSpace) < WordsOfNoSentence ? 0 : -1,
        > 6 => 2,
        > 4 => 1,
        > 2 when typed.HasSlash || isAlone || typed.Name.Order().SequenceEqual(name.Order()) => 1,
        _ when typed.HasSlash => 1,
        _ => 0,
    };
}
