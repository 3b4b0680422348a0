using System.Collections.Immutable;
using static Improvement.Bot.Errors.Wording;

namespace Improvement.Bot.Errors;

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

/// <summary>Which column holds what: as the caller says, and for the rest as the names of the columns suggest. Names are compared without case, accents, spaces and signs.</summary>
internal sealed record ColumnMap(ImmutableDictionary<ImportField, int> Columns)
{
    /// <summary>How many columns a complaint names.</summary>
    private const int MostListed = 25;

    /// <summary>Names that other systems give their columns, the likeliest first. Severity is never guessed: priorities and urgencies are other things.</summary>
    private static readonly Dictionary<ImportField, string[]> Usual = new()
    {
        [ImportField.Id] = ["issueid", "id", "externalid", "issuekey", "key", "ticketid", "reportid", "caseid", "number", "reference", "commentid"],
        [ImportField.Title] = ["summary", "title", "subject", "headline", "shortdescription"],
        [ImportField.Story] = ["description", "narrative", "story", "whathappened", "text", "details", "body", "message", "comment"],
        [ImportField.Created] = ["created", "createdat", "createddate", "createdate", "datecreated", "safenetcreatedate", "reported", "reportedat", "reportdate", "opened", "openedat", "date", "timestamp"],
        [ImportField.Occurred] = ["occurred", "occurredat", "eventstartdate", "eventdate", "incidentdate", "dateofevent", "happened", "happenedat"],
        [ImportField.Immediate] = ["immediateactiontaken", "immediateaction"],
    };

    /// <summary>The column of a field, or null.</summary>
    public int? this[ImportField field] => Columns.TryGetValue(field, out var column) ? column : null;

    /// <param name="said">As in <c>title=Summary,id="Issue id",created=</c>; nothing after the sign leaves a field out. Null or empty where all is to be guessed.</param>
    /// <param name="headers">The names of the columns.</param>
    /// <exception cref="ImportImpossibleException">A field or a column is unknown, or no column holds the text.</exception>
    public static ColumnMap For(string? said, IReadOnlyList<string> headers)
    {
        var columns = new Dictionary<ImportField, int>();
        var settled = new HashSet<ImportField>();
        foreach (var (field, column) in Said(said ?? ""))
        {
            settled.Add(field);
            if (column.Length > 0)
                columns[field] = Find(headers, Bare(column)) ?? throw new ImportImpossibleException(Say(ImportTexts.NoSuchColumn, column, Listed(headers)));
        }
        foreach (var (field, names) in Usual.Where(usual => !settled.Contains(usual.Key)))
        {
            if (names.Select(name => Find(headers, name)).FirstOrDefault(column => column is { } at && !columns.ContainsValue(at)) is { } guessed)
                columns[field] = guessed;
        }
        return columns.ContainsKey(ImportField.Story) || columns.ContainsKey(ImportField.Title)
            ? new(columns.ToImmutableDictionary())
            : throw new ImportImpossibleException(Say(ImportTexts.NoTextColumn, Listed(headers)));
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
            if (sign < 0 || !Enum.TryParse<ImportField>(name.Trim(), ignoreCase: true, out var field) || !Enum.IsDefined(field) || char.IsAsciiDigit(name.Trim()[0]))
                throw new ImportImpossibleException(Say(ImportTexts.NoSuchField, pair.Trim(), string.Join(", ", Enum.GetValues<ImportField>().Select(Name))));
            yield return (field, pair[(sign + 1)..].Trim().Trim('"'));
        }
    }

    private static IEnumerable<string> OutsideQuotes(string said)
    {
        var from = 0;
        var quoted = false;
        for (var at = 0; at <= said.Length; at++)
        {
            if (at < said.Length && said[at] == '"')
                quoted = !quoted;
            if (at < said.Length && (quoted || said[at] != ','))
                continue;
            yield return said[from..at];
            from = at + 1;
        }
    }

    private static int? Find(IReadOnlyList<string> headers, string bare)
    {
        for (var column = 0; column < headers.Count; column++)
        {
            if (Bare(headers[column]) == bare)
                return column;
        }
        return null;
    }

    /// <summary>A name as names are compared.</summary>
    public static string Bare(string name) => string.Concat(Folding.Fold(name).Where(char.IsLetterOrDigit));

    private static string Name(ImportField field) => field.ToString().ToLowerInvariant();

    /// <summary>The names of columns, for a complaint.</summary>
    public static string Listed(IReadOnlyList<string> headers)
    {
        var listed = string.Join(", ", headers.Take(MostListed).Select(header => $"“{header.Trim()}”"));
        return headers.Count > MostListed ? Say(ImportTexts.AndMore, listed, headers.Count - MostListed) : listed;
    }
}
