using System.Text.Json;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Who and what there is.</summary>
public sealed partial class FakeTeams
{
    private readonly List<Person> _people = [];
    private readonly List<Team> _teams = [];
    private readonly Dictionary<string, Conversation> _conversations = [];
    private readonly List<ReceivedCard> _cards = [];
    private long _lastMessageId;
    private TimeSpan _passed;

    /// <summary>Everybody.</summary>
    public IReadOnlyList<Person> People => _people;

    /// <summary>All teams.</summary>
    public IReadOnlyList<Team> Teams => _teams;

    /// <summary>Looks at each card that arrives and says what is wrong with it; null is good.</summary>
    public Func<JsonElement, string?>? CardProblem { get; set; }

    /// <summary>Every card that the bot gave away, in order.</summary>
    public IReadOnlyList<ReceivedCard> Cards
    {
        get
        {
            lock (Gate)
            {
                return [.. _cards];
            }
        }
    }

    internal List<Chat> Chats { get; } = [];

    /// <summary>Adds somebody.</summary>
    /// <param name="name">The name, of which the ids are made; no two people have the same.</param>
    /// <param name="role">user, guest or anonymous.</param>
    public Person AddPerson(string name, string role = "user")
    {
        lock (Gate)
        {
            var person = new Person(this, name, role);
            _people.Add(person);
            _conversations.Add(person.PersonalChat.Id, person.PersonalChat);
            return person;
        }
    }

    /// <summary>Adds a team with its General channel and the channels named.</summary>
    public Team AddTeam(string name, params string[] channels)
    {
        lock (Gate)
        {
            var team = new Team(this, name);
            _teams.Add(team);
            foreach (var channel in channels)
            {
                team.AddChannel(channel);
            }

            return team;
        }
    }

    /// <summary>Adds a group chat.</summary>
    public Conversation AddGroupChat(string name, params Person[] people)
    {
        lock (Gate)
        {
            var chat = new Conversation(
                this, ConversationKind.GroupChat, $"19:{MadeUp.Token(32, TenantId, "group chat", name)}@thread.v2", name, [.. people]);
            _conversations.Add(chat.Id, chat);
            return chat;
        }
    }

    /// <summary>
    /// Adds the chat that two people have with each other; the bot can never be in it, and it is called <c>personal</c> all the same.
    /// </summary>
    public Conversation AddChatOfTwo(Person one, Person other)
    {
        lock (Gate)
        {
            var chat =
                new Conversation(this, ConversationKind.Personal, $"19:{one.ObjectId}_{other.ObjectId}@unq.gbl.spaces", null, [one, other]);
            _conversations.Add(chat.Id, chat);
            return chat;
        }
    }

    /// <summary>Moves the fake's clock on, for the rules of refreshing and of private messages.</summary>
    public void PassTime(TimeSpan time)
    {
        lock (Gate)
        {
            _passed += time;
        }
    }

    internal Conversation? FindConversation(string id)
    {
        lock (Gate)
        {
            return _conversations.GetValueOrDefault(id) ?? _teams.SelectMany(t => t.Channels).FirstOrDefault(c => c.Id == id);
        }
    }

    internal string NextMessageId()
    {
        lock (Gate)
        {
            return (_lastMessageId = Math.Max(_lastMessageId + 1, Now.ToUnixTimeMilliseconds())).ToString();
        }
    }

    internal Post PostByBot(Conversation conversation, string? root, JsonObject body, Person? onlyFor)
    {
        var id = NextMessageId();
        var post = new Post(
            id, conversation.Kind is ConversationKind.Channel ? root ?? id : null, BotId, byBot: true, body, Now) { OnlyFor = onlyFor };
        conversation.Written.Add(post);
        CameIntoView(conversation, post, CardWay.Sent);
        return post;
    }

    internal void Edit(Conversation conversation, Post post, JsonObject body)
    {
        post.Body = body;
        post.Edits++;
        CameIntoView(conversation, post, CardWay.Edited);
    }

    internal void Note(CardWay way, string conversationId, JsonObject card)
    {
        var json = Wire.Element(card);
        var problem = CardProblem?.Invoke(json);
        lock (Gate)
        {
            _cards.Add(new(_cards.Count + 1, way, conversationId, json, problem));
        }
    }

    private void CameIntoView(Conversation conversation, Post post, CardWay way)
    {
        foreach (var card in post.Cards)
        {
            Note(way, conversation.Id, card);
        }

        foreach (var chat in Chats.FindAll(c => c.Conversation == conversation))
        {
            _ = chat.LookAt(post, afterEdit: way is CardWay.Edited);
        }
    }
}
