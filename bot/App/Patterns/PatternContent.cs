using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>What a pattern says; a version of it.</summary>
/// <param name="Title">One line.</param>
/// <param name="Story">What worked; of an attempt, what was tried.</param>
internal sealed record PatternContent(string Title, string Story)
{
    /// <summary>How it is known to have worked, or not.</summary>
    public string? Evidence { get; init; }

    /// <summary>Where it was done, and by whom: the situation and what must be given.</summary>
    public string? Context { get; init; }

    /// <summary>What it solves.</summary>
    public string? Problem { get; init; }

    /// <summary>What pulls in other directions.</summary>
    public string? Forces { get; init; }

    /// <summary>The steps that must stay as they are, a line each.</summary>
    public string? CoreSteps { get; init; }

    /// <summary>The steps that may be changed, a line each.</summary>
    public string? AdaptableSteps { get; init; }

    /// <summary>Why it is thought to work; of an attempt, why it did not.</summary>
    public string? Mechanism { get; init; }

    /// <summary>Benefits, costs and side effects.</summary>
    public string? Consequences { get; init; }

    /// <summary>When it does not work.</summary>
    public string? Limits { get; init; }

    /// <summary>Hours that a team saves by it in 90 days, as its author estimates; above 0, null where nobody did.</summary>
    public double? HoursSaved { get; init; }

    /// <summary>Hours that it takes a team to take it over, as its author estimates; above 0, null where nobody did.</summary>
    public double? HoursToAdopt { get; init; }

    /// <summary>The core steps, in their order, without what only numbers or marks them.</summary>
    [JsonIgnore] public ImmutableArray<string> Core => LinesOf(CoreSteps);

    /// <summary>The steps that may be changed, likewise.</summary>
    [JsonIgnore] public ImmutableArray<string> Adaptable => LinesOf(AdaptableSteps);

    /// <summary>What it is compared and found by besides its title; <see cref="PatternKind"/> says the same in SQL.</summary>
    [JsonIgnore] public string Text => $"{Story} {Problem} {Context} {Mechanism} {CoreSteps} {Limits}";

    /// <summary>The same with every text passed through a function.</summary>
    public PatternContent Each(Func<string, string> change) =>
        PatternField.All.Aggregate(this, (content, field) => field.Of(content) is { } text ? field.Set(content, change(text)) : content);

    private static ImmutableArray<string> LinesOf(string? steps) => steps is null
        ? []
        : [.. steps.Split('\n').Select(line => line.TrimStart('-', '*', '•', ' ', '\t').Trim()).Where(line => line.Length > 0)];
}

/// <summary>One text of a pattern.</summary>
/// <param name="Name">The property of <see cref="PatternContent"/>, and the input of the form.</param>
/// <param name="Column">The column that keeps it.</param>
internal sealed record PatternField(
    string Name, string Column, Func<PatternContent, string?> Of, Func<PatternContent, string?, PatternContent> Set)
{
    /// <summary>Its heading on cards, in the language of the moment.</summary>
    /// <param name="isAttempt">Whether it is of an attempt that did not work.</param>
    public string Heading(bool isAttempt) => isAttempt && PatternWords.FieldOfAttempt(Name) is { } words ? words : PatternWords.Field(Name);

    /// <summary>All of them, in the order of a card.</summary>
    public static ImmutableArray<PatternField> All { get; } =
    [
        new("Title", "title", content => content.Title, (content, text) => content with { Title = text ?? "" }),
        new("Story", "story", content => content.Story, (content, text) => content with { Story = text ?? "" }),
        new("Evidence", "evidence", content => content.Evidence, (content, text) => content with { Evidence = text }),
        new("Context", "context", content => content.Context, (content, text) => content with { Context = text }),
        new("Problem", "problem", content => content.Problem, (content, text) => content with { Problem = text }),
        new("CoreSteps", "core_steps", content => content.CoreSteps, (content, text) => content with { CoreSteps = text }),
        new(
            "AdaptableSteps", "adaptable_steps", content => content.AdaptableSteps,
            (content, text) => content with { AdaptableSteps = text }),
        new("Mechanism", "mechanism", content => content.Mechanism, (content, text) => content with { Mechanism = text }),
        new("Limits", "limits", content => content.Limits, (content, text) => content with { Limits = text }),
        new("Consequences", "consequences", content => content.Consequences, (content, text) => content with { Consequences = text }),
        new("Forces", "forces", content => content.Forces, (content, text) => content with { Forces = text }),
    ];

    /// <summary>Those below what happened, which nobody has to fill in.</summary>
    public static ImmutableArray<PatternField> Further { get; } = [.. All.Skip(2)];

    /// <summary>The columns that keep a content, each beside its value.</summary>
    public static IEnumerable<(string Column, Value Value)> Columns(PatternContent content) =>
        All.Select(field => (field.Column, (Value)field.Of(content)))
            .Concat([("hours_saved", content.HoursSaved), ("hours_to_adopt", content.HoursToAdopt)]);
}
