using System.Text.RegularExpressions;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// A comment as others see it: addresses, numbers to call, links, numbers of tickets and orders, and names of people who were asked are
/// left out. It finds what has a form, and names that it is told; how somebody writes it cannot hide, which is why authors see their words
/// before they send them.
/// </summary>
internal static partial class ShownText
{
    /// <summary>What stands in the place of what is left out.</summary>
    public const string Mark = "[…]";

    private const RegexOptions Form = RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace;

    /// <summary>The text as others see it.</summary>
    /// <param name="names">Names of people who were asked.</param>
    public static string Of(string text, KnownNames names)
    {
        var shown = Mail().Replace(text, Mark);
        shown = Link().Replace(shown, Mark);
        shown = Ticket().Replace(shown, Mark);
        shown = LongNumber().Replace(shown, number => IsDateOrAmount(number.Value) ? number.Value : Mark);
        shown = ShortNumber().Replace(shown, "$1" + Mark);
        shown = Handle().Replace(shown, Mark);
        shown = Titled().Replace(shown, "$1" + Mark);
        return names.Hide(shown, Mark);
    }

    private static bool IsDateOrAmount(string number) => Date().IsMatch(number) || RoundAmount().IsMatch(number);

    [GeneratedRegex(
        """
        [^\s@<>()\[\],;:"“”]+ \s? (?:@|\[at\]|\(at\)|\sat\s(?=\S+\sdot\s)) \s?
        [^\s@<>()\[\],;:"“”]+ (?:\s?(?:\[dot\]|\(dot\))\s?|\.|\sdot\s) \p{L}{2,}
        """,
        Form)]
    private static partial Regex Mail();

    // A host without a scheme counts with one of the endings that people write.
    [GeneratedRegex(
        """
        (?:https?://|www\.|\\\\) \S* [^\s.,;:!?)\]"”]
        | \b[a-z0-9-]+ (?:\.[a-z0-9-]+)* \.(?:com|org|net|io|de|eu|uk|info|local|intra)\b (?:/\S*[^\s.,;:!?)\]"”])?
        """,
        Form)]
    private static partial Regex Link();

    // Names of standards look the same, and tell of nobody.
    [GeneratedRegex(
        """
        \b(?!(?:ISO|UTF|SHA|RFC|RAL|DIN|IEC|IEEE|COVID)-)
        (?:[A-Z][A-Z0-9]{1,9}-\d{3,} | (?:ERR|ACT|IDEA|ALM|FIX|CAUSE|SUG|EXP)-\d+ | [A-Z]{2,5}\d{5,})\b
        | \#\d{2,}\b
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Ticket();

    // Seven digits and more: to call, of a customer, of an order.
    [GeneratedRegex(@"(?<![\w.,])\(?(?:\+|00)?\(?\d(?:[\s./()–-]{0,2}\d){6,}(?!\w)")]
    private static partial Regex LongNumber();

    // Three digits after "call" are an emergency number.
    [GeneratedRegex(
        """
        \b((?:(?:call|dial|phone|tel\.?|telephone|mobile)(?=\D{0,12}\d{4})|ext\.?|extension|ticket|case|incident|order|request)
        \s?(?:no\.?|number|nr\.?|id)?\s?[:\#]?\s?)\d{3,}\b
        """,
        Form)]
    private static partial Regex ShortNumber();

    [GeneratedRegex(@"(?<![\w@])@[\w.-]*\w")]
    private static partial Regex Handle();

    // Who is called like this is a person, asked or not.
    [GeneratedRegex(@"\b((?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Herr|Frau)\.?\s)(?:\p{Lu}[\p{L}'’-]+)(?:\s\p{Lu}[\p{L}'’-]+)?")]
    private static partial Regex Titled();

    [GeneratedRegex(@"^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{2,4}|\d{4}\s?[-–/]\s?\d{4})$")]
    private static partial Regex Date();

    [GeneratedRegex(@"^[1-9]\d{0,2}(?:[ .]\d{3})*[ .]000$|^[1-9]\d*000000$")]
    private static partial Regex RoundAmount();
}
