using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A card, or a card inside a card: its inputs are sent by its own buttons and by those of the cards inside it.</summary>
internal sealed class CardScope(CardScope? outer)
{
    public List<JsonObject> Own { get; } = [];

    public IEnumerable<JsonObject> Inputs => (outer?.Inputs ?? []).Concat(Own);
}

/// <summary>A button and the inputs that go with it.</summary>
internal sealed record CardButton(JsonObject Action, CardScope Scope)
{
    public string Title => Wire.Text(Action, "title");
}

/// <summary>The buttons and inputs of a card, wherever they are: in containers, action sets, menus, popovers and folded cards.</summary>
internal sealed class CardParts
{
    private static readonly string[] NotShown = ["fallback", "refresh", "authentication", "data", "msteams", "metadata"];

    private CardParts()
    {
    }

    public List<CardButton> Buttons { get; } = [];

    public List<JsonObject> Inputs { get; } = [];

    public static CardParts Of(JsonObject card)
    {
        var parts = new CardParts();
        parts.Children(card, new(null));
        return parts;
    }

    /// <summary>The one button with the title.</summary>
    /// <exception cref="PressRefusedException">There is none, or several that differ.</exception>
    public CardButton Button(string title)
    {
        var found = Buttons.FindAll(b => b.Title == title);
        return found.Count switch
        {
            0 =>
                throw new PressRefusedException(
                    $"There is no button “{title}”; there are: {string.Join(", ", Buttons.Select(b => b.Title))}"),
            1 => found[0],
            _ when found.TrueForAll(b => JsonNode.DeepEquals(b.Action, found[0].Action)) => found[0],
            _ =>
                throw new PressRefusedException(
                    $"There are {found.Count} different buttons “{title}”. Press one by its number: “{title}#2”."),
        };
    }

    /// <summary>The button with a title, or the n-th of several in the form <c>title#n</c>.</summary>
    public CardButton ButtonOrNth(string title)
    {
        var mark = title.LastIndexOf('#');
        if (mark < 0 || Buttons.Exists(b => b.Title == title) || !int.TryParse(title[(mark + 1)..], out var nth))
        {
            return Button(title);
        }

        var found = Buttons.FindAll(b => b.Title == title[..mark]);
        return nth >= 1 && nth <= found.Count
            ? found[nth - 1]
            : throw new PressRefusedException($"There are {found.Count} buttons “{title[..mark]}”.");
    }

    private void Visit(JsonNode? node, CardScope scope)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                Visit(item, scope);
            }
        }
        else if (node is JsonObject part)
        {
            Part(part, scope);
        }
    }

    private void Part(JsonObject part, CardScope scope)
    {
        var type = Wire.Text(part, "type");
        if (type.StartsWith("Input.", StringComparison.Ordinal) && Wire.Text(part, "id").Length > 0)
        {
            scope.Own.Add(part);
            Inputs.Add(part);
        }

        if (type.StartsWith("Action.", StringComparison.Ordinal))
        {
            Buttons.Add(new(part, scope));
            scope = type is "Action.ShowCard" or "Action.Popover" ? new(scope) : scope;
        }

        Children(part, scope);
    }

    private void Children(JsonObject part, CardScope scope)
    {
        foreach (var (name, value) in part)
        {
            if (!NotShown.Contains(name))
            {
                Visit(value, scope);
            }
        }
    }
}
