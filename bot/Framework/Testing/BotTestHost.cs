using System.Text.Json.Nodes;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Framework.Testing;

/// <summary>
/// A bot and its conversations without a server and without Teams: activities go through the same turns as in the running bot, everything
/// is kept in memory, and what the bot says stands in <see cref="Messages"/> at once.
/// </summary>
public sealed class BotTestHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<RenderedMessage> _messages = [];
    private readonly Dictionary<(string Person, string Id), Conversation> _conversations = [];
    private int _lastId;

    /// <param name="routes">Routes of the bot.</param>
    /// <param name="services">Services of its handlers and dialogs; may replace those of the test host, such as the store.</param>
    public BotTestHost(Action<BotRoutes> routes, Action<IServiceCollection>? services = null, TimeProvider? time = null)
    {
        var collection = new ServiceCollection().AddLogging().AddOptions();
        collection.AddSingleton(time ?? TimeProvider.System).AddSingleton<MemoryTurnStore>()
            .AddSingleton(provider => new MemoryOutboxStore(provider.GetRequiredService<MemoryTurnStore>()));
        collection.AddSingleton<ITurnStore>(provider => provider.GetRequiredService<MemoryTurnStore>());
        collection.AddSingleton<IOutboxStore>(provider => provider.GetRequiredService<MemoryOutboxStore>());
        collection.AddBotFramework(routes);
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();
    }

    /// <summary>Everything that the bot uses.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The store.</summary>
    public MemoryTurnStore Store => _services.GetRequiredService<MemoryTurnStore>();

    /// <summary>The messages of the bot in their current state, oldest first.</summary>
    public IReadOnlyList<RenderedMessage> Messages => _messages;

    /// <summary>The personal chat of somebody with the bot.</summary>
    public Conversation Personal(string person) => Known(person, "a:" + person, ConversationKind.Personal);

    /// <summary>A channel, as one of its members sees it.</summary>
    public Conversation Channel(string person, string channel = "general") =>
        Known(person, $"19:{channel}@thread.tacv2", ConversationKind.Channel);

    /// <summary>Hands an activity to the bot, as the channel does, and delivers the answer messages.</summary>
    public async Task<InvokeAnswer> Deliver(JsonObject activity)
    {
        var answer = await Task.Run(() => _services.GetRequiredService<TurnRunner>()
            .Run(System.Text.Encoding.UTF8.GetBytes(activity.ToJsonString())));
        await SendOutbox();
        return answer;
    }

    /// <summary>Delivers all messages that wait in the outbox.</summary>
    public async Task SendOutbox()
    {
        var outbox = _services.GetRequiredService<MemoryOutboxStore>();
        while (await outbox.Waiting(0, 1, default) is [var row]) await outbox.Delivered(row, await Show(row), default);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    internal string NextId() => (++_lastId).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private Conversation Known(string person, string id, ConversationKind kind)
    {
        if (!_conversations.TryGetValue((person, id), out var known)) _conversations[(person, id)] = known = new(this, person, id, kind);
        return known;
    }

    private async ValueTask<Delivery> Show(OutboxRow row)
    {
        switch (row.Kind)
        {
            case OutboxKind.Replace:
                return Put(row.To, row.ActivityId, row.Body!);

            case OutboxKind.Show:
                var place = _services.GetRequiredService<MemoryTurnStore>().Tables.Places[row.Place!.Value];
                return await Drawn(place) is { } body ? Put(place.To, place.ActivityId, body) : new(place.ActivityId, place.To);

            case OutboxKind.SayInThread:
                var post = _services.GetRequiredService<MemoryTurnStore>().Tables.Places[row.Place!.Value];
                return Put(post.To.ThreadOf(post.ActivityId ?? ""), null, row.Body!);

            default:
                return Put(row.To, null, row.Body!);
        }
    }

    private Delivery Put(Address to, string? replaced, byte[] body)
    {
        var there = to.Conversation is null ? to with { Conversation = PersonalChatOf(to.Person!) } : to;
        if (_messages.Find(message => message.Id == replaced) is { } old)
        {
            old.Replace(body);
            return new(old.Id, there);
        }

        var added = new RenderedMessage("m" + NextId(), there.Conversation!, there.IsShared ? there.Person : null, body);
        _messages.Add(added);
        return new(added.Id, there);
    }

    private async Task<byte[]?> Drawn(Place place)
    {
        await using var scope = _services.CreateAsyncScope();
        var view = _services.GetRequiredService<BotRoutes>().Views[place.View];
        return await view.Draw(scope.ServiceProvider, place, default) is { } card ? OutgoingActivity.Of(card).ToJson() : null;
    }

    private static string PersonalChatOf(string person) => "a:" + person["29:".Length..];
}
