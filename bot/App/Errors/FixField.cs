using System.Collections.Immutable;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors;

/// <summary>A field of a fix proposal, for what a change of it changed.</summary>
/// <param name="Name">The stable name under which a change is kept; its words are in the resource file.</param>
internal sealed record FixField(string Name, Func<FixContent, string?> Of)
{
    /// <summary>All of them, in the order of the form.</summary>
    public static ImmutableArray<FixField> All { get; } =
    [
        new("what", fix => fix.What),
        new("type", fix => FixWords.Of(fix.Type)),
        new("effect", fix => fix.Effect),
        new("promised", fix => fix.Promised is { } promised ? FixWords.Of(promised) : null),
        new("cause", fix => fix.Cause),
        new("cause-evidence", fix => fix.CauseEvidence),
        new("strength", fix => FixWords.Of(fix.Strength)),
        new("risk", fix => fix.Risk),
        new("rollback", fix => fix.Rollback),
        new("reversible", fix => fix.IsIrreversible ? FixTexts.No : FixTexts.Yes),
        new("affected", fix => fix.Affected),
        new("effort", fix => fix.Effort?.ToString(System.Globalization.CultureInfo.CurrentCulture)),
    ];

    /// <summary>What differs between two versions, with old and new.</summary>
    public static IReadOnlyList<FieldChange> Changes(FixContent before, FixContent after) =>
    [
        .. All.Select(field => (field.Name, Before: (field.Of(before) ?? "").Trim(), After: (field.Of(after) ?? "").Trim()))
            .Where(change => change.Before != change.After)
            .Select(change => new FieldChange(change.Name, change.Before, change.After)),
    ];

    /// <summary>The names of what was changed, for a line in the channel.</summary>
    public static string Words(IEnumerable<FieldChange> changes) =>
        string.Join(", ", changes.Select(change => FixWords.Field(change.Field))) is { Length: > 0 } words ? words : FixTexts.Nothing;

    /// <summary>What was changed, old and new, a line each.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FieldChange> changes) => changes.Select(change =>
        Say(FixTexts.ChangedFromTo, FixWords.Field(change.Field), Shown(change.Before), Shown(change.After)));

    private static string Shown(string? text) => string.IsNullOrWhiteSpace(text) ? FixTexts.Nothing : text;
}
