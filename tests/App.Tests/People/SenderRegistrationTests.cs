using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.People;

/// <summary>What a whole turn learns about who speaks and where, through the runtime.</summary>
public sealed class SenderRegistrationTests : IDisposable
{
    private const string Home = "0aaaaaaa-0000-0000-0000-00000000000a";

    private readonly TemporaryDatabase _file = new();
    private readonly ServiceProvider _services;
    private int _activities;

    public SenderRegistrationTests()
    {
        var configuration =
            new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Teams:HomeTenant"] = Home }).Build();
        _services = new ServiceCollection().AddLogging().AddStorage(configuration).AddPeople(configuration).AddSingleton(_file.Database)
            .AddSingleton(new Clock(TimeProvider.System, TimeSpan.Zero))
                .AddSingleton(new BotRoutes().BeforeEachTurn(SenderRegistration.Record))
                .AddSingleton(Microsoft.Extensions.Options.Options.Create(new TurnOptions()))
            .AddSingleton<Router>()
                .AddSingleton<DialogTurns>()
                .AddSingleton<DialogStage>()
                .AddSingleton<TurnRunner>()
                .AddScoped<CurrentTurn>()
            .BuildServiceProvider();
    }

    public void Dispose()
    {
        _services.Dispose();
        _file.Dispose();
    }

    [Fact]
    public async Task The_first_message_makes_the_sender_and_the_personal_chat_known()
    {
        await Say();

        var ada = Ada()!;
        (ada.Name, ada.Locale, ada.TimeZone, ada.Tenant, ada.IsGuest).Should().Be(("Ada", "de-DE", "Europe/Berlin", Home, false));
        Read(s => s.GetRequiredService<KnownConversations>().PersonalChat(ada))!.Conversation.Should().Be("a:ada");
    }

    [Fact]
    public async Task A_changed_name_and_a_moved_connector_are_kept()
    {
        await Say();
        await Say(name: "Ada Lovelace", serviceUrl: "https://moved.example/");

        Ada()!.Name.Should().Be("Ada Lovelace");
        Read(s => s.GetRequiredService<KnownConversations>().PersonalChat(Ada()!))!.ServiceUrl.Should().Be("https://moved.example/");
    }

    [Fact]
    public async Task Somebody_of_another_tenant_is_a_guest()
    {
        await Say(tenant: "0bbbbbbb-0000-0000-0000-00000000000b");

        Ada()!.IsGuest.Should().BeTrue();
    }

    [Fact]
    public async Task Known_people_in_known_conversations_cost_no_write()
    {
        await Say();
        await Say();
        var before = Changes();

        for (var i = 0; i < 5; i++) await Say();

        (Changes() - before).Should().Be(0);
    }

    private async Task Say(string name = "Ada", string tenant = Home, string serviceUrl = "https://channel.example/")
    {
        var activity = $$"""
            { "type": "message", "id": "{{++_activities}}", "channelId": "msteams", "serviceUrl": "{{serviceUrl}}",
              "text": "hello", "locale": "de-DE", "localTimezone": "Europe/Berlin",
              "from": { "id": "29:ada", "aadObjectId": "0ccccccc-0000-0000-0000-00000000000c", "name": "{{name}}" },
              "recipient": { "id": "28:bot", "name": "Bot" },
              "conversation": { "id": "a:ada", "conversationType": "personal", "tenantId": "{{tenant}}" } }
            """;
        (await _services.GetRequiredService<TurnRunner>().Run(System.Text.Encoding.UTF8.GetBytes(activity))).Status.Should().Be(200);
    }

    private Person? Ada() => Read(s => s.GetRequiredService<KnownPeople>().Find(new ObservedPerson(null, null, "29:ada", null)));

    private T Read<T>(Func<IServiceProvider, T> read)
    {
        using var scope = _services.CreateScope();
        return read(scope.ServiceProvider);
    }

    // Counted by the engine on the writer's connection.
    private long Changes() =>
        _file.Database.Settle(writer => writer["SELECT total_changes()"].Number()!.Value, CancellationToken.None).GetAwaiter().GetResult();
}
