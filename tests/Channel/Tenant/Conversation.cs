namespace Improvement.Bot.Tests.Channel;

/// <summary>What kind of conversation it is, in the words of <c>conversationType</c>.</summary>
public enum ConversationKind
{
    /// <summary>One person and the bot.</summary>
    Personal,

    /// <summary>Several people and the bot.</summary>
    GroupChat,

    /// <summary>A channel of a team, made of threads.</summary>
    Channel,
}

/// <summary>A chat or a channel: who is in it and what was posted.</summary>
public sealed class Conversation
{
    internal Conversation(FakeTeams teams, ConversationKind kind, string id, string? name, List<Person>? members = null)
    {
        Teams = teams;
        Kind = kind;
        Id = id;
        Name = name;
        Members = members ?? [];
    }

    /// <summary>The tenant.</summary>
    public FakeTeams Teams { get; }

    /// <summary>Personal chat, group chat or channel.</summary>
    public ConversationKind Kind { get; }

    /// <summary>The id without a thread: <c>a:1…</c>, <c>19:…@thread.v2</c> or <c>19:…@thread.tacv2</c>.</summary>
    public string Id { get; }

    /// <summary>The name; personal chats and General have none.</summary>
    public string? Name { get; set; }

    /// <summary>The team of a channel.</summary>
    public Team? Team { get; internal init; }

    /// <summary>The person of a personal chat.</summary>
    public Person? Person { get; internal init; }

    /// <summary>Who is in it.</summary>
    public List<Person> Members { get; }

    /// <summary>Whether the bot is installed here. Without it every call answers 403.</summary>
    public bool BotIsIn { get; set; }

    /// <summary>Whether its roster gives ids of the channel and names alone, as has been seen.</summary>
    public bool HasBriefRoster { get; set; }

    /// <summary>Set when the conversation no longer exists for the connector (a removed chat history, a deleted team): 404.</summary>
    public bool Gone { get; set; }

    /// <summary>Every post in order, deleted and private ones too.</summary>
    public IReadOnlyList<Post> Posts
    {
        get
        {
            lock (Teams.Gate)
            {
                return [.. Written];
            }
        }
    }

    internal List<Post> Written { get; } = [];

    /// <summary>A thread of a channel; elsewhere the conversation itself.</summary>
    public Place Thread(string root) => new(this, Kind is ConversationKind.Channel ? root : null);

    /// <summary>What the bot calls <c>conversationType</c>.</summary>
    public string TypeName => Kind switch
    {
        ConversationKind.Personal => "personal",
        ConversationKind.GroupChat => "groupChat",
        _ => "channel",
    };

    internal Post? Find(string postId) => Written.Find(p => p.Id == postId && !p.Deleted);

    internal bool Has(string mriOrObjectId) => Members.Exists(p => p.Mri == mriOrObjectId || p.ObjectId == mriOrObjectId);

    /// <inheritdoc />
    public override string ToString() => Person is { } person ? $"chat with {person.Name}" : Name ?? Team?.Name ?? Id;
}

/// <summary>Where something is posted: a conversation, or one thread of a channel.</summary>
/// <param name="Conversation">The conversation.</param>
/// <param name="Root">The id of the thread's first message, in channels.</param>
public readonly record struct Place(Conversation Conversation, string? Root)
{
    /// <summary>The id on the wire: <c>19:…@thread.tacv2;messageid=1776…</c> for threads.</summary>
    public string Id => Root is null ? Conversation.Id : $"{Conversation.Id};messageid={Root}";

    /// <summary>A conversation is a place: the whole of it.</summary>
    public static implicit operator Place(Conversation conversation) => new(conversation, null);
}
