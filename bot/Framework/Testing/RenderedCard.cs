using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Testing;

/// <summary>A card as a person sees it: words, inputs and buttons. Read from the JSON that goes onto the wire.</summary>
public sealed class RenderedCard
{
    private static readonly string[] Readable = ["text", "title", "label", "placeholder"];
    private static readonly string[] Unseen = ["fallback", "refresh", "data", "choices", "msteams"];

    private readonly List<string> _words = [];
    private readonly List<JsonElement> _inputs = [];
    private readonly List<JsonElement> _buttons = [];

    private RenderedCard(JsonElement json)
    {
        Json = json;
        Visit(json, visible: true);
    }

    /// <summary>The card itself.</summary>
    public JsonElement Json { get; }

    /// <summary>Everything that can be read on it, top to bottom, what is folded away left out.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>The titles of its buttons, folded ones too.</summary>
    public IReadOnlyList<string> Buttons => [.. _buttons.Select(button => button.Text("title") ?? "")];

    /// <summary>The ids of its inputs, folded ones too.</summary>
    public IReadOnlyList<string> Inputs => [.. _inputs.Select(input => input.Text("id") ?? "")];

    /// <summary>The card as it is written.</summary>
    public static RenderedCard Of(Card card) => new(JsonElement.Parse(card.ToJson()));

    internal static RenderedCard Of(JsonElement json) => new(json.Clone());

    /// <summary>Whether the words stand somewhere on the card.</summary>
    public bool Shows(string words) => _words.Exists(text => text.Contains(words, StringComparison.Ordinal));

    /// <summary>Value of an input; null if it is empty.</summary>
    public string? Value(string input) => _inputs.Find(each => each.Text("id") == input).Text("value");

    /// <inheritdoc/>
    public override string ToString() => string.Join(" | ", _words);

    internal bool Has(string button) => _buttons.Exists(each => each.Text("title") == button);

    /// <summary>Submit payload of a client: the button's data together with the values of the inputs.</summary>
    internal JsonObject Pressed(string button, IEnumerable<(string Input, string Value)> typed)
    {
        var found = _buttons.Find(each => each.Text("title") == button);
        if (found.ValueKind is JsonValueKind.Undefined)
        {
            throw new InvalidOperationException($"There is no button '{button}'; there are: {string.Join(", ", Buttons)}.");
        }

        var action = JsonObject.Create(found)!;
        var data = (JsonObject)action["data"]!;
        if (found.Text("associatedInputs") is "none") return action;

        foreach (var input in _inputs)
        {
            if (input.Text("value") is { } standing) data[input.Text("id")!] = standing;
        }

        foreach (var (input, value) in typed) data[input] = value;
        return action;
    }

    private void Visit(JsonElement node, bool visible)
    {
        if (node.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in node.EnumerateArray()) Visit(item, visible);
        }
        else if (node.ValueKind is JsonValueKind.Object)
        {
            VisitObject(node, visible && node.Member("isVisible").ValueKind is not JsonValueKind.False);
        }
    }

    private void VisitObject(JsonElement node, bool visible)
    {
        var type = node.Text("type") ?? "";
        if (type.StartsWith("Input.", StringComparison.Ordinal)) _inputs.Add(node);
        if (type.StartsWith("Action.", StringComparison.Ordinal)) _buttons.Add(node);

        var isFact = type.Length is 0 && node.Text("title") is not null;
        foreach (var member in node.EnumerateObject().Where(member => !Unseen.Contains(member.Name)))
        {
            if (member.Value.ValueKind is not JsonValueKind.String) Visit(member.Value, visible);
            else if (visible && (Readable.Contains(member.Name) || (isFact && member.Name is "value")))
            {
                _words.Add(Read(member.Value.GetString()!));
            }
        }
    }

    /// <summary>The words without the marks that keep them from being read as Markdown.</summary>
    private static string Read(string markdown)
    {
        var read = new System.Text.StringBuilder(markdown.Length);
        for (var i = 0; i < markdown.Length; i++)
        {
            if (markdown[i] is '\\' && i + 1 < markdown.Length && char.IsAsciiLetterOrDigit(markdown[i + 1]) is false) i++;
            if (markdown[i] is not '\u2060') read.Append(markdown[i]);
        }

        return read.ToString();
    }
}
