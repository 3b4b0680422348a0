using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Framework.Cards;

/// <summary>A part of a card.</summary>
[JsonConverter(typeof(ElementConverter))]
public abstract record Element
{
    /// <param name="type">What Adaptive Cards call it.</param>
    protected Element(string type) => Type = type;

    /// <summary>What Adaptive Cards call it.</summary>
    [JsonPropertyOrder(-1)] public string Type { get; }

    /// <summary>Names the element for actions that show and hide it.</summary>
    public string? Id { get; init; }

    /// <summary>False hides it until an action shows it.</summary>
    public bool? IsVisible { get; init; }

    /// <summary>Room above it.</summary>
    public Spacing? Spacing { get; init; }

    /// <summary>A line above it.</summary>
    public bool? Separator { get; init; }
}

/// <summary>A paragraph. <see cref="Draw"/> escapes what it is given, so people's words come out as they were written.</summary>
public sealed record TextBlock(string Text) : Element("TextBlock")
{
    public bool Wrap { get; } = true;
    public TextSize? Size { get; init; }
    public TextWeight? Weight { get; init; }
    public TextColor? Color { get; init; }
    public bool? IsSubtle { get; init; }
    public FontType? FontType { get; init; }

    /// <summary>Lines shown at most; the rest is cut on the screen only.</summary>
    public int? MaxLines { get; init; }

    /// <summary><c>heading</c> for screen readers.</summary>
    public string? Style { get; init; }
}

/// <summary>Names and values side by side.</summary>
public sealed record FactSet(ImmutableArray<Fact> Facts) : Element("FactSet");

/// <summary>A name and a value.</summary>
public sealed record Fact(string Title, string Value);

/// <summary>Elements that belong together.</summary>
public sealed record Container(ImmutableArray<Element> Items) : Element("Container")
{
    public ContainerStyle? Style { get; init; }

    /// <summary>What a tap anywhere on it does.</summary>
    public CardAction? SelectAction { get; init; }
}

/// <summary>Elements side by side.</summary>
public sealed record ColumnSet(ImmutableArray<Column> Columns) : Element("ColumnSet");

/// <summary>One of several columns.</summary>
public sealed record Column(ImmutableArray<Element> Items)
{
    public string Type { get; } = "Column";

    /// <summary><c>auto</c>, <c>stretch</c> or pixels such as <c>120px</c>.</summary>
    public string Width { get; init; } = "stretch";
}

/// <summary>Rows and columns; the first row is the heading. It holds no inputs.</summary>
public sealed record Table(ImmutableArray<TableColumn> Columns, ImmutableArray<TableRow> Rows) : Element("Table")
{
    public bool FirstRowAsHeaders { get; } = true;
}

/// <summary>A column of a table.</summary>
/// <param name="Width">Its share of the width, beside those of the others.</param>
public sealed record TableColumn(int Width);

/// <summary>A row of a table: a cell for each column.</summary>
public sealed record TableRow(ImmutableArray<TableCell> Cells)
{
    public string Type { get; } = "TableRow";
}

/// <summary>A cell of a table.</summary>
public sealed record TableCell(ImmutableArray<Element> Items)
{
    public string Type { get; } = "TableCell";
    public ContainerStyle? Style { get; init; }
}

/// <summary>A short word in a coloured shape. Teams only, so it always has a plain stand-in.</summary>
public sealed record Badge(string Text) : Element("Badge")
{
    public BadgeStyle? Style { get; init; }

    /// <summary>What other clients show.</summary>
    public Element Fallback => new TextBlock(Escape.Markdown(Text)) { Weight = TextWeight.Bolder };
}

/// <summary>
/// Upright bars, one for each value. Teams only, and not on phones, so it always has a stand-in in words; what it shows must stand in words
/// on the card as well, for whoever does not see it.
/// </summary>
/// <param name="Title">What is counted.</param>
/// <param name="Data">The bars from left to right.</param>
/// <param name="InWords">The same in a sentence.</param>
public sealed record BarChart(string Title, ImmutableArray<Bar> Data, [property: JsonIgnore] string InWords)
    : Element("Chart.VerticalBar")
{
    /// <summary>Where the axis of values begins; 0, so that the length of a bar is its value.</summary>
    public int YMin { get; }

    /// <summary>What other clients show.</summary>
    public Element Fallback => new TextBlock(Escape.Markdown(InWords));
}

/// <summary>A bar of a chart.</summary>
/// <param name="X">What stands below it.</param>
/// <param name="Y">Its value.</param>
public sealed record Bar(string X, double Y)
{
    public ChartColor? Color { get; init; }
}

/// <summary>Buttons in a row; at most six.</summary>
public sealed record ActionSet(ImmutableArray<CardAction> Actions) : Element("ActionSet");

[JsonConverter(typeof(JsonStringEnumConverter<Spacing>))] public enum Spacing { None, Small, Default, Medium, Large }
[JsonConverter(typeof(JsonStringEnumConverter<TextSize>))] public enum TextSize { Small, Default, Medium, Large }
[JsonConverter(typeof(JsonStringEnumConverter<TextWeight>))] public enum TextWeight { Default, Lighter, Bolder }
[JsonConverter(typeof(JsonStringEnumConverter<TextColor>))] public enum TextColor { Default, Accent, Good, Warning, Attention }
[JsonConverter(typeof(JsonStringEnumConverter<FontType>))] public enum FontType { Default, Monospace }
[JsonConverter(typeof(JsonStringEnumConverter<BadgeStyle>))]
public enum BadgeStyle { Default, Subtle, Informative, Accent, Good, Attention, Warning }
[JsonConverter(typeof(JsonStringEnumConverter<ChartColor>))]
public enum ChartColor
{
    [JsonStringEnumMemberName("neutral")] Neutral,
    [JsonStringEnumMemberName("good")] Good,
    [JsonStringEnumMemberName("warning")] Warning,
    [JsonStringEnumMemberName("attention")] Attention,
}
[JsonConverter(typeof(JsonStringEnumConverter<ContainerStyle>))]
public enum ContainerStyle
{
    [JsonStringEnumMemberName("default")] Default,
    [JsonStringEnumMemberName("emphasis")] Emphasis,
    [JsonStringEnumMemberName("accent")] Accent,
    [JsonStringEnumMemberName("good")] Good,
    [JsonStringEnumMemberName("attention")] Attention,
    [JsonStringEnumMemberName("warning")] Warning,
}
