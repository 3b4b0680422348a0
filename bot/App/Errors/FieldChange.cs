using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.TextAnalysis;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors;

/// <summary>One field of an error that an edit changed.</summary>
/// <param name="Field">A stable name; its words are in the resource file.</param>
/// <param name="Before">A code, or what was written where that is short; null for nothing, and for what is long.</param>
/// <param name="After">As <paramref name="Before"/>.</param>
internal sealed record FieldChange(string Field, string? Before = null, string? After = null)
{
    public const string Severity = "severity";
    public const string Hit = "hit";
    public const string Category = "category";
    public const string Confidentiality = "confidentiality";

    /// <summary>Keeps them beside the event of the edit.</summary>
    public static void Keep(Statements writer, long error, PersonId person, DateTimeOffset at, IEnumerable<FieldChange> changes)
    {
        foreach (var change in changes)
        {
            writer.Execute($"""
                INSERT INTO error_changes {NewRow.Of(
                    ("error", error), ("person", person.Value), ("changed_at", at), ("field", change.Field), ("before_text", change.Before),
                    ("after_text", change.After))}
                """);
        }
    }

    /// <summary>Those of one edit.</summary>
    public static IReadOnlyList<FieldChange> Of(Statements database, long error, PersonId person, DateTimeOffset at)
    {
        var changes = new List<FieldChange>();
        using var rows = database.Read($"""
            SELECT field, before_text, after_text FROM error_changes
            WHERE error = {error} AND person = {person.Value} AND changed_at = {at} ORDER BY id
            """);
        while (rows.Read()) changes.Add(new(rows.GetString(0), rows.TextOrNull(1), rows.TextOrNull(2)));
        return changes;
    }

    /// <summary>All of them in words, such as: the severity from 2 to 5; what happened.</summary>
    public static string Words(IEnumerable<FieldChange> changes) => string.Join("; ", changes.Select(change => change.InWords()));

    private string InWords()
    {
        var name = ErrorTexts.ResourceManager.GetString($"Field.{Field}") ?? Field;
        return (Told(Before), Told(After)) switch
        {
            (null, null) => name,
            (null, { } after) => Say(ErrorTexts.ChangedTo, name, after),
            ({ } before, null) => Say(ErrorTexts.ChangedFrom, name, before),
            ({ } before, { } after) => Say(ErrorTexts.ChangedFromTo, name, before, after),
        };
    }

    private string? Told(string? value) => string.IsNullOrWhiteSpace(value) ? null : Field switch
    {
        Severity => Enum.TryParse<Severity>(value, out var severity) ? ErrorWords.Level(severity) : value,
        Hit => Enum.TryParse<HitWhom>(value, out var hit) ? ErrorWords.Of(hit) : value,
        Category => ErrorWords.Of(Taxonomy.Starting.Kind, value),
        Confidentiality => Enum.TryParse<Confidentiality>(value, out var readers) ? ErrorWords.Of(readers) : value,
        _ => Say(ErrorTexts.Quoted, value),
    };
}
