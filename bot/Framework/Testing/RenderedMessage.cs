using System.Text.Json;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Testing;

/// <summary>A message of the bot as it stands in the conversation for everybody who may see it.</summary>
public sealed class RenderedMessage
{
    internal RenderedMessage(string id, string conversation, string? onlyFor, byte[] body)
    {
        (Id, Conversation, OnlyFor) = (id, conversation, onlyFor);
        Fill(body);
    }

    /// <summary>Given by the channel.</summary>
    public string Id { get; }

    /// <summary>Its conversation, with the thread.</summary>
    public string Conversation { get; }

    /// <summary>The channel id of the only person who sees it; null when everybody does.</summary>
    public string? OnlyFor { get; }

    /// <summary>Its text; null when it is a card.</summary>
    public string? Text { get; private set; }

    /// <summary>Its card; null when it is a text.</summary>
    public RenderedCard? Card { get; private set; }

    /// <summary>How often it was replaced.</summary>
    public int Edits { get; private set; }

    internal void Replace(byte[] body)
    {
        Edits++;
        Fill(body);
    }

    private void Fill(byte[] body)
    {
        var json = JsonElement.Parse(body);
        Text = json.Text("text");
        Card = json.Items("attachments").Select(attachment => RenderedCard.Of(attachment.Member("content"))).FirstOrDefault();
    }
}
