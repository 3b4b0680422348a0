using System.Collections.Immutable;

namespace Improvement.Bot.Framework.Cards;

/// <summary>The vocabulary that cards are written in; meant for <c>using static</c>. It escapes every text it is given.</summary>
public static class Draw
{
    /// <summary>A card from its parts, top to bottom. A null part is left out, so a part can be conditional in place.</summary>
    public static Card Card(string summary, params ReadOnlySpan<Element?> parts) => new(Present(parts)) { Summary = summary };

    /// <summary>The title of a card.</summary>
    public static TextBlock Heading(string text) =>
        new TextBlock(Escape.Markdown(text)) { Size = TextSize.Large, Weight = TextWeight.Bolder, Style = "heading" };

    /// <summary>The title of a part.</summary>
    public static TextBlock Subheading(string text) =>
        new TextBlock(Escape.Markdown(text)) { Weight = TextWeight.Bolder, Spacing = Spacing.Medium, Style = "heading" };

    /// <summary>A paragraph.</summary>
    public static TextBlock Text(string text) => new TextBlock(Escape.Markdown(text));

    /// <summary>A paragraph of which only the first lines are shown.</summary>
    public static TextBlock Excerpt(string text, int lines) => new TextBlock(Escape.Markdown(text)) { MaxLines = lines };

    /// <summary>A paragraph in a quiet tone.</summary>
    public static TextBlock Hint(string text) => new TextBlock(Escape.Markdown(text)) { IsSubtle = true, Spacing = Spacing.Small };

    /// <summary>A complaint.</summary>
    public static TextBlock Warning(string text) =>
        new TextBlock(Escape.Markdown(text)) { Color = TextColor.Attention, Spacing = Spacing.Small };

    /// <summary>Names and values; a null value leaves its line out.</summary>
    public static Element Facts(params ReadOnlySpan<(string Title, string? Value)> facts)
    {
        var present = ImmutableArray.CreateBuilder<Fact>(facts.Length);
        foreach (var (title, value) in facts)
        {
            if (value is not null) present.Add(new(Escape.Markdown(title), Escape.Markdown(value)));
        }

        return new FactSet(present.DrainToImmutable());
    }

    /// <summary>Parts that belong together.</summary>
    public static Container Group(params ReadOnlySpan<Element?> parts) => new(Present(parts));

    /// <summary>Parts that an action unfolds.</summary>
    public static Container Folded(string id, params ReadOnlySpan<Element?> parts) => new(Present(parts)) { Id = id, IsVisible = false };

    /// <summary>Parts side by side: the first takes the room that is left, the others what they need.</summary>
    public static Element Beside(params ReadOnlySpan<Element> parts)
    {
        var columns = ImmutableArray.CreateBuilder<Column>(parts.Length);
        foreach (var part in parts) columns.Add(new([part]) { Width = columns.Count is 0 ? "stretch" : "auto" });
        return new ColumnSet(columns.MoveToImmutable());
    }

    /// <summary>One line of text to fill in.</summary>
    public static TextInput Line(string id, string label) => new(id, Escape.Markdown(label));

    /// <summary>A longer text to fill in.</summary>
    public static TextInput Paragraph(string id, string label) => new(id, Escape.Markdown(label)) { IsMultiline = true };

    /// <summary>One of several, as a drop-down.</summary>
    public static ChoiceInput Pick(string id, string label, IEnumerable<(string Value, string Title)> choices) =>
        new(id, Escape.Markdown(label), [.. choices.Select(choice => new Choice(choice.Title, choice.Value))]) { Style = "compact" };

    /// <summary>One of many, which the bot is asked for while somebody types.</summary>
    /// <param name="dataset">What <c>BotRoutes.Search</c> calls them.</param>
    /// <param name="choices">Those that are offered before anything is typed.</param>
    public static ChoiceInput TypeAhead(string id, string label, string dataset, IEnumerable<(string Value, string Title)> choices) =>
        Pick(id, label, choices) with { Style = "filtered", More = new(dataset) };

    /// <summary>Yes or no.</summary>
    public static ToggleInput Tick(string id, string label, string title) =>
        new(id, Escape.Markdown(label), Escape.Markdown(title)) { Value = "false" };

    /// <summary>
    /// Buttons whose data no client sends as a message: in one that is too old for them each unfolds a line that says so.
    /// </summary>
    public static Container InvokeButtons(params ReadOnlySpan<ExecuteAction> actions)
    {
        var line = $"newer-{string.Join('-', actions[0].Data.Select(each => each.Value))}";
        return Group(
            new ActionSet([.. actions.ToArray().Select(CardAction (action) => action with { Instead = Unfold(action.Title!, line) })]),
            Folded(line, Hint(CardTexts.NewerClient)));
    }

    /// <summary>Buttons; null ones are left out.</summary>
    public static Element Buttons(params ReadOnlySpan<CardAction?> actions)
    {
        var present = ImmutableArray.CreateBuilder<CardAction>(actions.Length);
        foreach (var action in actions)
        {
            if (action is not null) present.Add(action);
        }

        return new ActionSet(present.DrainToImmutable());
    }

    /// <summary>A button that unfolds and folds.</summary>
    public static CardAction Unfold(string title, params string[] targets) => new ToggleVisibilityAction([.. targets]) { Title = title };

    private static ImmutableArray<Element> Present(ReadOnlySpan<Element?> parts)
    {
        var body = ImmutableArray.CreateBuilder<Element>(parts.Length);
        foreach (var part in parts)
        {
            if (part is not null) body.Add(part);
        }

        return body.DrainToImmutable();
    }
}
