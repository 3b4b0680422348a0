using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import.Columns;

/// <summary>What a column of a file can hold.</summary>
internal enum ImportField
{
    Id,
    Title,
    Story,
    Created,
    Occurred,
    Severity,
    Immediate,
}

/// <summary>
/// Which column holds what: as the caller says, and for the rest as the names of the columns suggest. Names are compared without case,
/// accents, spaces and signs.
/// </summary>
internal sealed partial record ColumnMap(ImmutableDictionary<ImportField, int> Columns)
{
    /// <summary>How many columns a complaint names.</summary>
    private const int MostListed = 25;

    private const int LongestName = 60;

    /// <summary>The column of a field, or null.</summary>
    public int? this[ImportField field] => Columns.TryGetValue(field, out var column) ? column : null;

    /// <param name="said">As in <c>title=Summary,id="Issue id",created=</c>; nothing after the sign leaves a field out. Null or empty where
    /// all is to be guessed.</param>
    /// <param name="headers">The names of the columns.</param>
    /// <param name="sample">Some rows: a column of dates must hold dates.</param>
    /// <exception cref="ImportImpossibleException">A field or a column is unknown, or no column holds the text.</exception>
    public static ColumnMap For(string? said, IReadOnlyList<string> headers, IReadOnlyList<string[]> sample)
    {
        var columns = new Dictionary<ImportField, int>();
        var settled = new HashSet<ImportField>();
        foreach (var (field, column) in Said(said ?? ""))
        {
            settled.Add(field);
            if (column.Length > 0)
            {
                columns[field] = Find(headers, column)
                    ?? throw new ImportImpossibleException(Say(ImportTexts.NoSuchColumn, column, Listed(headers)));
            }
        }
        var guess = new ColumnGuess(headers, sample, columns.Values);
        foreach (var field in UsualColumns.Names.Keys.Where(field => !settled.Contains(field)))
        {
            if (guess.Of(field) is { } guessed) columns[field] = guessed;
        }
        if (!columns.ContainsKey(ImportField.Story)
            && !columns.ContainsKey(ImportField.Title)
            && !settled.Contains(ImportField.Title)
            && guess.Named() is { } named)
        {
            columns[ImportField.Title] = named;
        }
        return columns.ContainsKey(ImportField.Story) || columns.ContainsKey(ImportField.Title)
            ? new(columns.ToImmutableDictionary())
            : throw new ImportImpossibleException(Say(ImportTexts.NoTextColumn, Listed(headers)));
    }

    /// <summary>Whether the caller leaves a field out, as in <c>created=</c>.</summary>
    public static bool LeavesOut(string? said, ImportField field) =>
        Said(said ?? "").Any(pair => pair.Field == field && pair.Column.Length is 0);

    /// <summary>Tells the names that a column may have: those that the caller names, and the usual ones.</summary>
    public static Func<string, bool> NamesIn(string? said)
    {
        var named = Said(said ?? "").Select(pair => Bare(pair.Column)).ToHashSet(StringComparer.Ordinal);
        return text =>
            text.Length is > 0 and <= LongestName
                && Bare(text) is { Length: > 0 } bare
                && (named.Contains(bare) || UsualColumns.Contains(bare));
    }

    /// <summary>In words: title = Summary, id = Issue id.</summary>
    public string Describe(IReadOnlyList<string> headers) =>
        string.Join(", ", Columns.OrderBy(column => column.Key).Select(column => $"{Name(column.Key)} = {headers[column.Value].Trim()}"));

    private static IEnumerable<(ImportField Field, string Column)> Said(string said)
    {
        foreach (var pair in OutsideQuotes(said).Where(pair => !string.IsNullOrWhiteSpace(pair)))
        {
            var sign = pair.IndexOf('=');
            var name = sign < 0 ? pair : pair[..sign];
            if (sign < 0
                || !Enum.TryParse<ImportField>(name.Trim(), ignoreCase: true, out var field)
                || !Enum.IsDefined(field)
                || char.IsAsciiDigit(name.Trim()[0]))
            {
                throw new ImportImpossibleException(
                    Say(ImportTexts.NoSuchField, pair.Trim(), string.Join(", ", Enum.GetValues<ImportField>().Select(Name))));
            }
            yield return (field, pair[(sign + 1)..].Trim().Trim('"'));
        }
    }

    private static IEnumerable<string> OutsideQuotes(string said)
    {
        var from = 0;
        var quoted = false;
        for (var at = 0; at <= said.Length; at++)
        {
            if (at < said.Length && said[at] == '"') quoted = !quoted;
            if (at < said.Length && (quoted || said[at] != ',')) continue;
            yield return said[from..at];
            from = at + 1;
        }
    }

    private static int? Find(IReadOnlyList<string> headers, string name)
    {
        var exact = headers.ToList().FindIndex(header => string.Equals(header.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase));
        var at = exact >= 0 ? exact : headers.ToList().FindIndex(header => Bare(header) == Bare(name));
        return at < 0 ? null : at;
    }

    /// <summary>A name as names are compared: without what stands in brackets, unless nothing else does.</summary>
    public static string Bare(string name) => Letters(InBrackets().Replace(name, "")) is { Length: > 0 } bare ? bare : Letters(name);

    private static string Letters(string name) =>
        string.Concat(Folding.Fold(name.Replace("#", "number").Replace("№", "number")).Where(char.IsLetterOrDigit));

    /// <summary>A field as the command line names it.</summary>
    public static string Name(ImportField field) => field.ToString().ToLowerInvariant();

    /// <summary>The names of columns, for a complaint.</summary>
    public static string Listed(IReadOnlyList<string> headers)
    {
        var listed = string.Join(", ", headers.Take(MostListed).Select(header => $"“{header.Trim()}”"));
        return headers.Count > MostListed ? Say(ImportTexts.AndMore, listed, headers.Count - MostListed) : listed;
    }

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex InBrackets();
}
