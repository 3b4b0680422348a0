using System.Text;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Records;

/// <summary>A state of a kind of record, as the search names it.</summary>
/// <param name="Code">As it is kept, such as <c>NeedsInfo</c>.</param>
/// <param name="Words">As people see it, in the language of the moment.</param>
internal sealed record RecordState(string Code, Func<string> Words)
{
    /// <summary>Whether somebody still has something to do; what <c>state:open</c> means.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether a record can be in it at present; others are understood, and not offered.</summary>
    public bool IsInUse { get; init; }

    /// <summary>As it is typed, such as <c>needs-info</c>.</summary>
    public string Typed { get; } = Kebab(Code);

    private static string Kebab(string code)
    {
        var kebab = new StringBuilder(code.Length + 3);
        foreach (var letter in code)
        {
            if (char.IsUpper(letter) && kebab.Length > 0) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }

        return kebab.ToString();
    }
}
