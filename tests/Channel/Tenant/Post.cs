using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>One message as the service keeps it: what everybody sees who has no card of their own in its place.</summary>
public sealed class Post
{
    internal Post(string id, string? root, string from, bool byBot, JsonObject body, DateTimeOffset at)
    {
        Id = id;
        Root = root;
        From = from;
        ByBot = byBot;
        Body = body;
        At = at;
    }

    /// <summary>The message id.</summary>
    public string Id { get; }

    /// <summary>The first message of the thread, in channels; the same as <see cref="Id"/> for that one.</summary>
    public string? Root { get; }

    /// <summary>The channel's id of who wrote it.</summary>
    public string From { get; }

    /// <summary>Whether the bot wrote it.</summary>
    public bool ByBot { get; }

    /// <summary>The activity as it was received last.</summary>
    public JsonObject Body { get; internal set; }

    /// <summary>When it was posted.</summary>
    public DateTimeOffset At { get; }

    /// <summary>How often it was edited.</summary>
    public int Edits { get; internal set; }

    /// <summary>Whether it was deleted.</summary>
    public bool Deleted { get; internal set; }

    /// <summary>The only person who sees it, for targeted messages.</summary>
    public Person? OnlyFor { get; internal init; }

    /// <summary>The words, or an empty string.</summary>
    public string Text => Wire.Text(Body, "text");

    /// <summary>The Adaptive Cards in it.</summary>
    public IReadOnlyList<JsonObject> Cards => Wire.Cards(Body);
}
