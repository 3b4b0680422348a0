using System.Text.Json;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Framework.Turns;

/// <content>The shapes that Teams wants elsewhere than in the chat: its dialogs, settings, searches and signing in.</content>
public sealed partial record InvokeAnswer
{
    /// <summary>A code that nobody waits for.</summary>
    internal static readonly InvokeAnswer NoSuchCode = new(404, default);

    /// <summary>A card in a dialog of Teams: opens it, or takes the place of the card in it.</summary>
    /// <param name="height"><c>small</c>, <c>medium</c> or <c>large</c>.</param>
    public static InvokeAnswer Task(string title, Card card, string height = "large") => Write(200, writer =>
    {
        writer.WriteStartObject("task");
        Continue(writer, title, card, height);
        writer.WriteEndObject();
    });

    /// <summary>A card in the settings of a team or chat.</summary>
    public static InvokeAnswer Config(string title, Card card) => Write(200, writer =>
    {
        writer.WriteString("responseType", "config");
        writer.WriteStartObject("config");
        Continue(writer, title, card, "large");
        writer.WriteEndObject();
    });

    /// <summary>Choices for somebody who is typing.</summary>
    public static InvokeAnswer Found(IReadOnlyList<Choice> choices) => Result("application/vnd.microsoft.search.searchResponse", writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results");
        foreach (var choice in choices)
        {
            writer.WriteStartObject();
            writer.WriteString("title", choice.Title);
            writer.WriteString("value", choice.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Whether an invoke is answered in a shape that has room for words.</summary>
    internal static bool HasWordsFor(string invoke) =>
        invoke is "message/fetchTask" || invoke.Split('/')[0] is "task" or "composeExtension" or "config";

    /// <summary>A line of text, in the shape that the asking invoke understands; what has no room for words finds nothing.</summary>
    /// <param name="invoke">Its name.</param>
    public static InvokeAnswer Line(string? invoke, string text) => invoke switch
    {
        "message/fetchTask" or "task/fetch" or "task/submit" or "composeExtension/fetchTask" or "composeExtension/submitAction" =>
            Write(200, writer => Message(writer, "task", text)),
        "config/fetch" or "config/submit" => Write(200, writer =>
        {
            writer.WriteString("responseType", "config");
            Message(writer, "config", text);
        }),
        "application/search" => Found([]),
        { } name when name.StartsWith("composeExtension/", StringComparison.Ordinal) =>
            Write(200, writer => Message(writer, "composeExtension", text, "text")),
        _ => Toast(text),
    };

    /// <summary>The bot has no connection to sign in to.</summary>
    internal static InvokeAnswer NoToken(string? id, string? connection) => Write(412, writer =>
    {
        writer.WriteString("id", id);
        writer.WriteString("connectionName", connection);
        writer.WriteString("failureDetail", "This bot asks nobody to sign in.");
    });

    private static void Continue(Utf8JsonWriter writer, string title, Card card, string height)
    {
        writer.WriteString("type", "continue");
        writer.WriteStartObject("value");
        writer.WriteString("title", title);
        writer.WriteString("height", height);
        writer.WriteString("width", "medium");
        writer.WriteStartObject("card");
        writer.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
        writer.WritePropertyName("content");
        card.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Message(Utf8JsonWriter writer, string part, string text, string member = "value")
    {
        writer.WriteStartObject(part);
        writer.WriteString("type", "message");
        writer.WriteString(member, text);
        writer.WriteEndObject();
    }
}
