using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text;
using System.Text.RegularExpressions;
using Improvement.Bot.Errors.Impact;

namespace Improvement.Bot.Tests.Texts;

/// <summary>
/// A language nobody speaks, to prove that every word shown comes from a resource file: in it every letter from there is accented, so that
/// a plain letter is one that somebody wrote into the code.
/// <code>using var _ = PseudoLanguage.Spoken(); … PseudoLanguage.PlainWords(shown).Should().BeEmpty();</code>
/// </summary>
internal static partial class PseudoLanguage
{
    /// <summary>The culture name; also good as an activity's locale.</summary>
    public const string Name = "qps-ploc";

    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Accented = "áƀçðéƒĝĥíĵķļɱñóþǫŕšţúṽŵẋýžÁƁÇÐÉƑĜĤÍĴĶĻⱮÑÓÞǪŔŠŢÚṼŴẊÝŽ";
    private static readonly Lazy<int> Installed =
        new(() => InstallInto(typeof(Severity).Assembly) + InstallInto(typeof(Framework.Cards.Card).Assembly));

    /// <summary>
    /// Teaches the text classes of the application and its framework the language, once per process; the other languages stay what they
    /// are.
    /// </summary>
    /// <returns>How many text classes were taught.</returns>
    public static int Install() => Installed.Value;

    /// <summary>Speaks it on this thread and in what is awaited from here, until disposed.</summary>
    public static IDisposable Spoken()
    {
        Install();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(Name);
        return new Back(before);
    }

    /// <summary>The text in pseudo-language; placeholders such as {0} and commands such as /my stay as they are.</summary>
    public static string Decorate(string text)
    {
        var decorated = new StringBuilder("[");
        var from = 0;
        foreach (Match kept in ToStoredMilliseconds().Matches(text))
        {
            Accent(text.AsSpan(from, kept.Index - from), decorated);
            decorated.Append(kept.ValueSpan);
            from = kept.Index + kept.Length;
        }
        Accent(text.AsSpan(from), decorated);
        return decorated.Append(']').ToString();
    }

    /// <summary>
    /// The words in a shown text that no resource file gave: hard-coded ones, or a person's. Let people write digits or 中文 in such a test.
    /// </summary>
    public static IReadOnlyList<string> PlainWords(string shown) =>
        [.. PlainWord().Matches(ToStoredMilliseconds().Replace(shown, " ")).Select(match => match.Value)];

    private static int InstallInto(Assembly assembly)
    {
        var fields = assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Texts", StringComparison.Ordinal))
            .Select(type => type.GetField("resourceMan", BindingFlags.Static | BindingFlags.NonPublic))
            .OfType<FieldInfo>()
            .ToList();
        foreach (var field in fields) field.SetValue(null, new PseudoTexts(field.DeclaringType!.FullName!, assembly));
        return fields.Count;
    }

    private static void Accent(ReadOnlySpan<char> text, StringBuilder to)
    {
        foreach (var letter in text) to.Append(Plain.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Accented[at] : letter);
    }

    [GeneratedRegex(@"\{\w+[^{}]*\}|(?<!\w)/[a-z][a-z-]*")]
    private static partial Regex ToStoredMilliseconds();

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex PlainWord();

    private sealed class PseudoTexts(string name, Assembly assembly) : ResourceManager(name, assembly)
    {
        public override string? GetString(string name, CultureInfo? culture) =>
            !Name.Equals((culture ?? CultureInfo.CurrentUICulture).Name, StringComparison.OrdinalIgnoreCase)
                ? base.GetString(name, culture)
                : base.GetString(name, CultureInfo.InvariantCulture) is { } text ? Decorate(text) : null;

        public override string? GetString(string name) => GetString(name, null);
    }

    private sealed class Back(CultureInfo culture) : IDisposable
    {
        public void Dispose() => CultureInfo.CurrentUICulture = culture;
    }
}
