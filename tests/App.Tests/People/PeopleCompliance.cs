using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Turns;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.People;

/// <summary>What every engine must do for people and conversations.</summary>
public abstract class PeopleCompliance : PeopleScopeCompliance
{
    private protected PeopleCompliance(StorageEngine engine)
        : base(engine)
    {
    }

    [StoreFact]
    public async Task A_person_is_found_again_by_the_Entra_object_id_in_any_case()
    {
        var ada = await Scope.Keep("Ada");

        Find(new("home", PeopleScope.AadOf("Ada").ToUpperInvariant(), null, null)).Should().Be(ada);
        Find(new(null, null, "29:Ada", null)).Should().Be(ada);
        Find(new("home", PeopleScope.AadOf("Bob"), "29:Bob", "Bob")).Should().BeNull();
    }

    [StoreFact]
    public async Task Meeting_somebody_again_keeps_the_id_and_what_was_known()
    {
        var before = await Scope.Keep(
            new ObservedPerson("home", PeopleScope.AadOf("Ada"), "29:Ada", "Ada") { Email = "ada@example.org", Locale = "de-DE" });

        var after =
            await Scope.Keep(new ObservedPerson(null, PeopleScope.AadOf("Ada"), null, "Ada Lovelace") { TimeZone = "Europe/London" });

        after.Should().Be(before with { Name = "Ada Lovelace", TimeZone = "Europe/London" });
        Find(new(null, PeopleScope.AadOf("Ada"), null, null)).Should().Be(after);
    }

    [StoreFact]
    public async Task Somebody_without_an_Entra_id_is_a_guest_until_they_have_one()
    {
        var guest = await Scope.Keep(new ObservedPerson("home", null, "29:x", "Visitor"));
        guest.IsGuest.Should().BeTrue();

        var known = await Scope.Keep(new ObservedPerson("home", PeopleScope.AadOf("x"), "29:x", "Xenia"));

        known.Id.Should().Be(guest.Id);
        known.IsGuest.Should().BeFalse();
    }

    [StoreFact]
    public async Task Whom_the_roster_calls_a_guest_stays_one_when_they_write()
    {
        await Scope.Keep(new ObservedPerson("home", PeopleScope.AadOf("x"), "29:x", "Xenia") { IsGuest = true });

        (await Scope.Keep("x")).IsGuest.Should().BeTrue();
    }

    [StoreFact]
    public async Task A_channel_id_that_passes_to_somebody_else_is_theirs_alone()
    {
        var before = await Scope.Keep(new ObservedPerson("home", PeopleScope.AadOf("Ada"), "29:same", "Ada"));
        var after = await Scope.Keep(new ObservedPerson("home", PeopleScope.AadOf("Bob"), "29:same", "Bob"));

        after.Id.Should().NotBe(before.Id);
        Find(new(null, null, "29:same", null))!.Id.Should().Be(after.Id);
    }

    [StoreFact]
    public async Task What_comes_to_nothing_is_not_remembered()
    {
        var seen = new ObservedPerson("home", PeopleScope.AadOf("Ada"), "29:Ada", "Ada");

        var failing = () => Scope.Write(s =>
        {
            s.GetRequiredService<KnownPeople>().Keep(seen);
            s.GetRequiredService<KnownPeople>().Find(seen).Should().NotBeNull();
            throw new TimeoutException();
        });

        await failing.Should().ThrowAsync<TimeoutException>();
        Find(seen).Should().BeNull();
    }

    [StoreFact]
    public async Task Who_was_asked_for_as_a_turn_began_is_looked_up_again_in_its_commit()
    {
        var seen = new ObservedPerson("home", PeopleScope.AadOf("Ada"), "29:Ada", "Ada");
        var chat = new ObservedConversation("a:ada", "personal", "https://channel.example/", "home", "28:bot", "Bot", null);

        await Task.Run(() => Scope.Read(services =>
        {
            var (people, conversations) = (services.GetRequiredService<KnownPeople>(), services.GetRequiredService<KnownConversations>());
            people.AskAhead(seen);
            conversations.AskAhead(chat);
            services.GetRequiredService<Session>().Statements.Any($"SELECT 1 FROM people").Should().BeFalse();
            Scope.Write(other =>
            {
                var ada = other.GetRequiredService<KnownPeople>().Keep(seen);
                other.GetRequiredService<KnownConversations>().Keep(chat, ada.Id);
            }).GetAwaiter().GetResult();

            (people.Find(seen) is null, conversations.Knows(chat)).Should().Be((true, false));
            people.Find(seen with { Name = "Somebody else" }).Should().BeNull("it is asked by what identifies a person");
            services.GetRequiredService<TurnStore>().Commit(null, services, _ =>
            {
                (people.Find(seen)?.Name, conversations.Knows(chat)).Should().Be(("Ada", true));
                return default;
            }, default).GetAwaiter().GetResult().Should().Be(CommitOutcome.Committed);
            return true;
        }));
    }

    [StoreFact]
    public async Task One_welcome_whichever_event_comes_first_and_another_after_a_return()
    {
        var chat = new ObservedConversation("a:1", "personal", "https://channel.example/", "home", "28:bot", "Bot", null);
        await Scope.Write(s => s.GetRequiredService<KnownConversations>().Keep(chat, null));

        (await TryWelcome()).Should().BeTrue();
        (await TryWelcome()).Should().BeFalse();

        await Scope.Write(s => s.GetRequiredService<KnownConversations>().Removed("a:1"));
        await Scope.Write(s => s.GetRequiredService<KnownConversations>().Keep(chat, null));
        (await TryWelcome()).Should().BeTrue();

        Task<bool> TryWelcome() => Scope.Write(s => s.GetRequiredService<KnownConversations>().TryWelcome("a:1"));
    }

    [StoreFact]
    public async Task A_personal_chat_is_known_by_its_person()
    {
        var ada = await Scope.Keep("Ada");
        Scope.Read(s => s.GetRequiredService<KnownConversations>().PersonalChat(ada)).Should().BeNull();
        Scope.Read(s =>
            s.GetRequiredService<KnownConversations>().PersonalChat(ada, "https://other.example/"))!.Person.Should().Be("29:Ada");

        await Scope.Write(s =>
            s.GetRequiredService<KnownConversations>().Keep(
                new("a:ada", "personal", "https://channel.example/", "home", "28:bot", "Bot", null), ada.Id));

        var address = Scope.Read(s => s.GetRequiredService<KnownConversations>().PersonalChat(ada));
        address.Should().Be(new Framework.Outbox.Address("https://channel.example/", "a:ada", "home", "29:Ada"));
    }

    [StoreFact]
    public async Task A_known_conversation_costs_no_write_until_its_connector_moves()
    {
        var ada = await Scope.Keep("Ada");
        var chat = new ObservedConversation("a:ada", "personal", "https://channel.example/", "home", "28:bot", "Bot", null);
        Knows(chat).Should().BeFalse();

        await Scope.Write(s => s.GetRequiredService<KnownConversations>().Keep(chat, ada.Id));

        Knows(chat).Should().BeTrue();
        Knows(chat with { ServiceUrl = "https://moved.example/" }).Should().BeFalse();

        bool Knows(ObservedConversation seen) => Scope.Read(s => s.GetRequiredService<KnownConversations>().Knows(seen));
    }

    private Person? Find(ObservedPerson seen) => Scope.Read(s => s.GetRequiredService<KnownPeople>().Find(seen));
}
