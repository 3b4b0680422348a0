using System.Collections.Immutable;
using System.Text;
using Improvement.Bot.Errors.Impact;

namespace Improvement.Bot.Errors.Search;

/// <summary>Writes a search as text that reads back as the same search.</summary>
internal static class FindText
{
    public static string Of(FindQuery query)
    {
        var parts = new List<string>();
        parts.AddRange(query.Words);
        parts.AddRange(query.Phrases.Select(phrase => $"\"{phrase}\""));
        parts.AddRange(query.Without.Select(without => "-" + Quoted(without)));
        Add(parts, "team", query.Teams.Select(Quoted));
        if (!query.States.IsEmpty)
        {
            Add(
                parts, "state",
                query.States.SequenceEqual(FindQuery.Open) ? ["open"] : query.States.Select(state => Kebab(state.ToString())));
        }
        if (!query.Severities.IsEmpty) parts.Add("severity" + Range(query.Severities));
        Add(parts, "category", query.Categories.Select(Quoted));
        if (query.Since is { } since) parts.Add($"since:{since:yyyy-MM-dd}");
        if (query.Until is { } until) parts.Add($"until:{until:yyyy-MM-dd}");
        if (query.Last is { } last) parts.Add($"last:{last}");
        return string.Join(' ', parts);
    }

    /// <summary>The name of a state as it is typed: needs-info.</summary>
    public static string Kebab(string name)
    {
        var kebab = new StringBuilder(name.Length + 3);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && kebab.Length > 0) kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(letter));
        }
        return kebab.ToString();
    }

    private static void Add(List<string> parts, string filter, IEnumerable<string> values)
    {
        var list = string.Join(',', values);
        if (list.Length > 0) parts.Add($"{filter}:{list}");
    }

    private static string Quoted(string value) =>
        value.All(letter => char.IsLetterOrDigit(letter) || letter == '-') && value[0] != '-' ? value : $"\"{value}\"";

    private static string Range(ImmutableArray<Severity> severities)
    {
        var (least, most) = ((int)severities[0], (int)severities[^1]);
        var unbroken = most - least == severities.Length - 1;
        return unbroken switch
        {
            true when least == most => $":{least}",
            true when most == (int)Severity.Critical => $">={least}",
            true when least == (int)Severity.Hazard => $"<={most}",
            true => $":{least}-{most}",
            false => ":" + string.Join(',', severities.Select(severity => (int)severity)),
        };
    }
}
