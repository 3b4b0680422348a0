using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Improvement.Bot.Framework.Cards;

/// <summary>A button.</summary>
[JsonConverter(typeof(CardActionConverter))]
public abstract record CardAction
{
    /// <param name="type">What Adaptive Cards call it.</param>
    protected CardAction(string type) => Type = type;

    /// <summary>What Adaptive Cards call it.</summary>
    [JsonPropertyOrder(-1)] public string Type { get; }

    /// <summary>What it says; a refresh has none.</summary>
    public string? Title { get; init; }

    /// <summary>Whether it stands out, or warns.</summary>
    public ActionStyle? Style { get; init; }
}

/// <summary>
/// A button that the bot answers with the next card; older clients send the same as a message, unless <see cref="Instead"/> is set.
/// </summary>
/// <param name="Verb">What it does.</param>
/// <param name="Data">What it carries home; the verb is added for clients that send no verb.</param>
public sealed record ExecuteAction(string Verb, JsonObject Data) : CardAction("Action.Execute")
{
    public AssociatedInputs? AssociatedInputs { get; init; }

    /// <summary>
    /// What a client without Action.Execute does where the data are never to be sent as a message, which stays in the chat and cannot be
    /// answered; see <see cref="Draw.InvokeButtons"/>. Null: it sends them.
    /// </summary>
    [JsonIgnore] public CardAction? Instead { get; init; }

    /// <summary>What a client without Action.Execute shows instead; a refresh has none.</summary>
    public CardAction? Fallback =>
        Title is null ? null : Instead ?? new SubmitAction(Data) { Title = Title, Style = Style, AssociatedInputs = AssociatedInputs };

    /// <summary>A button with its verb in the data as well.</summary>
    public static ExecuteAction Of(string title, string verb, params ReadOnlySpan<(string Name, JsonNode? Value)> data) =>
        ForRefresh(verb, data) with { Title = title };

    /// <summary>The same without a title, for a <see cref="Refresh"/>.</summary>
    public static ExecuteAction ForRefresh(string verb, params ReadOnlySpan<(string Name, JsonNode? Value)> data)
    {
        var all = new JsonObject { [Verbs.Name] = verb };
        foreach (var (name, value) in data) all[name] = value;
        return new ExecuteAction(verb, all);
    }
}

/// <summary>The stand-in of <see cref="ExecuteAction"/>.</summary>
public sealed record SubmitAction(JsonObject Data) : CardAction("Action.Submit")
{
    public AssociatedInputs? AssociatedInputs { get; init; }
}

/// <summary>Opens a page.</summary>
public sealed record OpenUrlAction(string Url) : CardAction("Action.OpenUrl");

/// <summary>Shows what is hidden and hides what is shown, without asking the bot.</summary>
public sealed record ToggleVisibilityAction(ImmutableArray<string> TargetElements) : CardAction("Action.ToggleVisibility");

/// <summary>Where a button says what it does.</summary>
public static class Verbs
{
    /// <summary>The property of a button's data that holds its verb.</summary>
    public const string Name = "verb";
}

[JsonConverter(typeof(JsonStringEnumConverter<ActionStyle>))]
public enum ActionStyle
{
    [JsonStringEnumMemberName("default")] Default,
    [JsonStringEnumMemberName("positive")] Positive,
    [JsonStringEnumMemberName("destructive")] Destructive,
}
