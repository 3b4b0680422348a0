using System.Collections.Immutable;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Proposals;

namespace Improvement.Bot.Errors.Edits;

/// <summary>A field of an error that can be changed after it was filed.</summary>
/// <param name="Name">The stable name under which a change is kept; its words are in the resource file.</param>
/// <param name="Of">A code, or the text.</param>
/// <param name="Copy">Takes the field of the first over into the second.</param>
internal sealed record EditedField(string Name, Func<ErrorEdit, string?> Of, Func<ErrorEdit, ErrorEdit, ErrorEdit> Copy)
{
    /// <summary>Characters of what was written that are told before and after.</summary>
    private const int Short = 100;

    /// <summary>All of them, in the order of the form.</summary>
    public static ImmutableArray<EditedField> All { get; } =
    [
        new("title", edit => edit.Title, (from, to) => to with { Title = from.Title }),
        new("story", edit => edit.Story, (from, to) => to with { Story = from.Story }) { IsLong = true },
        new(FieldChange.Severity, edit => edit.Severity.ToString(), (from, to) => to with { Severity = from.Severity }) { IsCode = true },
        new(FieldChange.Hit, edit => edit.Hit.ToString(), (from, to) => to with { Hit = from.Hit }) { IsCode = true },
        Text(DetailText.HitWords),
        new(FieldChange.Category, edit => edit.Category, (from, to) => to with { Category = from.Category }) { IsCode = true },
        .. DetailText.Results.Select(Text),
        new(
            FieldChange.Confidentiality, edit => edit.Confidentiality.ToString(),
            (from, to) => to with { Confidentiality = from.Confidentiality })
        {
            IsCode = true,
        },
    ];

    /// <summary>What differs between two states of a report, in the order of its form.</summary>
    public static IReadOnlyList<FieldChange> Changes(ErrorEdit before, ErrorEdit after) =>
        [.. All.Select(field => field.Change(field.Of(before), field.Of(after))).OfType<FieldChange>()];

    /// <summary>Whether it is a choice, told before and after by its name.</summary>
    public bool IsCode { get; init; }

    /// <summary>Whether it is never told before and after.</summary>
    public bool IsLong { get; init; }

    private FieldChange? Change(string? before, string? after)
    {
        var (was, present) = (before ?? "", after ?? "");
        if (IsCode ? was == present : was.Trim() == present.Trim()) return null;
        var isTold = IsCode || (!IsLong && was.Length <= Short && present.Length <= Short);
        return isTold ? new(Name, before, after) : new FieldChange(Name);
    }

    private static EditedField Text(DetailText text) =>
        new(text.Field, text.Of, (from, to) => (ErrorEdit)text.Set(to, text.Of(from)));
}
