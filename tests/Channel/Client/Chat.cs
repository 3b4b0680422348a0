using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// A conversation on one client of one person. It shows messages as Teams does: the answer to a press stands in the place of the card
/// for this person on this client, until the chat is opened again, the answers are forgotten or the bot edits the message.
/// </summary>
public sealed partial class Chat
{
    private readonly FakeTeams _teams;
    private readonly bool _old;

    private Chat(Person person, Conversation conversation, string client, bool old)
    {
        Person = person;
        Conversation = conversation;
        Client = client;
        _teams = person.Teams;
        _old = old;
    }

    /// <summary>Whose client it is.</summary>
    public Person Person { get; }

    /// <summary>What is open on it.</summary>
    public Conversation Conversation { get; }

    /// <summary>The name of the device.</summary>
    public string Client { get; }

    /// <summary>Whether the person looks at it; only then cards come into view and are refreshed.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>What is seen now, oldest first. In a channel all threads, in the order of posting.</summary>
    public IReadOnlyList<SeenMessage> Messages
    {
        get
        {
            lock (_teams.Gate)
            {
                return [.. Conversation.Written.Where(Sees).Select(Seen)];
            }
        }
    }

    /// <summary>The newest message of the bot that has a card.</summary>
    public SeenCard Card =>
        Messages.LastOrDefault(m => m.FromBot && m.Cards.Count > 0)?.Cards[^1] ?? throw new InvalidOperationException("No card is seen.");

    /// <summary>A message as it is seen now.</summary>
    public SeenMessage? Message(string id) => Messages.FirstOrDefault(m => m.Id == id);

    /// <summary>Waits until a message is seen.</summary>
    /// <param name="which">What is looked for; the newest that fits is given.</param>
    /// <param name="within">How long to wait; ten seconds if nothing is said.</param>
    /// <exception cref="TimeoutException">It did not come; the text tells what is seen instead.</exception>
    public async Task<SeenMessage> Sees(Func<SeenMessage, bool> which, TimeSpan? within = null)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (Messages.LastOrDefault(which) is { } found)
            {
                return found;
            }

            if (watch.Elapsed > (within ?? TimeSpan.FromSeconds(10)))
            {
                throw new TimeoutException($"{Person} does not see it in {Conversation}. Seen:\n{string.Join('\n', Messages)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), _teams.RealTime);
        }
    }

    /// <summary>Waits until the words are seen in a message or a card of the bot.</summary>
    public Task<SeenMessage> Sees(string words, TimeSpan? within = null) => Sees(m => m.FromBot && m.Shows(words), within);

    /// <summary>Writes a message; in a channel to the bot by mention, as a new thread.</summary>
    public Task<Delivery> Say(string text) => _teams.Deliver(_teams.Activities.Message(Person, Conversation, text));

    /// <summary>Writes into a thread of a channel, to the bot by mention.</summary>
    public Task<Delivery> SayIn(string root, string text) =>
        _teams.Deliver(_teams.Activities.Message(Person, Conversation.Thread(root), text));

    /// <summary>Writes to the bot so that nobody else sees it, as the <c>/</c> menu does in channels and group chats.</summary>
    public Task<Delivery> SayPrivately(string text) => _teams.Deliver(_teams.Activities.Targeted(Person, Conversation, text));

    internal static Chat Open(Person person, Conversation conversation, string client, bool old)
    {
        var chat = new Chat(person, conversation, client, old);
        lock (person.Teams.Gate)
        {
            person.Teams.Chats.Add(chat);
            chat.LookAtAll();
        }

        return chat;
    }

    internal static Chat? Known(Person person, Conversation conversation)
    {
        lock (person.Teams.Gate)
        {
            return person.Teams.Chats.Find(c => c.Person == person && c.Conversation == conversation);
        }
    }

    private bool Sees(Post post) =>
        !post.Deleted && (post.OnlyFor is null || (post.OnlyFor == Person && _teams.Now - post.At < TimeSpan.FromHours(24)));

    private SeenMessage Seen(Post post)
    {
        IEnumerable<JsonObject> cards = View(post) is { } own ? [own] : post.Cards;
        return new(
            this, post.Id, post.Root, post.ByBot, post.Text, [.. cards.Select(c => new SeenCard(this, post.Id, c))],
            post.OnlyFor is not null, post.Edits);
    }
}
