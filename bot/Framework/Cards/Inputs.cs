using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Framework.Cards;

/// <summary>Something to fill in. Its <see cref="Element.Id"/> is the name of a property of the record that the form yields.</summary>
public abstract record Input : Element
{
    /// <param name="type">What Adaptive Cards call it.</param>
    /// <param name="id">Name of the property that it fills.</param>
    /// <param name="label">The question, as the person reads it.</param>
    protected Input(string type, string id, string label) : base(type) => (Id, Label) = (id, label);

    /// <summary>The question.</summary>
    public string Label { get; init; }

    /// <summary>Whether the client, and then the form, insists on an answer.</summary>
    public bool? IsRequired { get; init; }

    /// <summary>What the client says when the answer is missing.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>What stands in it at first.</summary>
    public string? Value { get; init; }
}

/// <summary>A line or a paragraph of text.</summary>
public sealed record TextInput(string Id, string Label) : Input("Input.Text", Id, Label)
{
    public bool? IsMultiline { get; init; }

    /// <summary>
    /// Characters that the client lets through. Left out if the form itself validates it, so that nothing typed is cut off silently.
    /// </summary>
    public int? MaxLength { get; init; }
    public string? Placeholder { get; init; }
}

/// <summary>One of several, or some of them.</summary>
public sealed record ChoiceInput(string Id, string Label, ImmutableArray<Choice> Choices) : Input("Input.ChoiceSet", Id, Label)
{
    /// <summary><c>compact</c> is a drop-down, <c>expanded</c> a list, <c>filtered</c> a drop-down that is typed into.</summary>
    public string? Style { get; init; }
    public string? Placeholder { get; init; }

    /// <summary>Whether several may be chosen; their values arrive, and stand in it at first, with commas between them.</summary>
    public bool? IsMultiSelect { get; init; }

    /// <summary>
    /// Source of more choices while typing (typeahead); null for none. What is chosen then need not be one of <see cref="Choices"/>.
    /// </summary>
    [JsonPropertyName("choices.data")] public ChoiceQuery? More { get; init; }
}

/// <summary>Asks the bot for choices while somebody types.</summary>
/// <param name="Dataset">Which choices; the bot knows them by this name.</param>
public sealed record ChoiceQuery(string Dataset)
{
    [JsonPropertyOrder(-1)] public string Type { get; } = "Data.Query";
}

/// <summary>A choice: what is read, and what is sent. The value holds no comma.</summary>
public sealed record Choice(string Title, string Value);

/// <summary>Yes or no.</summary>
public sealed record ToggleInput(string Id, string Label, string Title) : Input("Input.Toggle", Id, Label)
{
    public string ValueOn { get; } = "true";
    public string ValueOff { get; } = "false";
    public bool Wrap { get; } = true;
}

/// <summary>A day, <c>YYYY-MM-DD</c>.</summary>
public sealed record DateInput(string Id, string Label) : Input("Input.Date", Id, Label);

/// <summary>A time of day, <c>HH:MM</c>.</summary>
public sealed record TimeInput(string Id, string Label) : Input("Input.Time", Id, Label);

/// <summary>Whether a button sends what was filled in. <see cref="None"/> also lets it leave a half-filled form.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssociatedInputs>))]
public enum AssociatedInputs
{
    [JsonStringEnumMemberName("auto")] Auto,
    [JsonStringEnumMemberName("none")] None,
}
