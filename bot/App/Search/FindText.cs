using Improvement.Bot.Records;

namespace Improvement.Bot.Search;

/// <summary>Serializes a search to the text that parses to the same search.</summary>
internal static class FindText
{
    /// <param name="kinds">Know how their filters are written.</param>
    public static string Of(FindQuery query, RecordKinds kinds)
    {
        var parts = new List<string>();
        parts.AddRange(query.Words);
        parts.AddRange(query.Phrases.Select(phrase => $"\"{phrase}\""));
        parts.AddRange(query.Without.Select(without => "-" + Quoted(without)));
        Add(parts, "team", query.Teams.Select(Quoted));
        Add(parts, "state", query.States);
        parts.AddRange(
            from filter in kinds.Filters
            let codes = query.CodesOf(filter)
            where !codes.IsEmpty
            select filter.Name + filter.Write(codes));
        if (query.Since is { } since) parts.Add($"since:{since:yyyy-MM-dd}");
        if (query.Until is { } until) parts.Add($"until:{until:yyyy-MM-dd}");
        if (query.Last is { } last) parts.Add($"last:{last}");
        return string.Join(' ', parts);
    }

    private static void Add(List<string> parts, string filter, IEnumerable<string> values)
    {
        var list = string.Join(',', values);
        if (list.Length > 0) parts.Add($"{filter}:{list}");
    }

    private static string Quoted(string value) =>
        value.All(letter => char.IsLetterOrDigit(letter) || letter == '-') && value[0] != '-' ? value : $"\"{value}\"";
}
