using System.Text;
using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do when nothing can be said somewhere any more.</summary>
public abstract class UnreachableCompliance : StoreCompliance
{
    private static readonly Address Ada = new("https://channel.example/", "a:ada", "home", "29:ada");

    private protected UnreachableCompliance(StorageEngine engine)
        : base(engine)
    {
    }

    [StoreFact]
    public async Task The_administrators_are_told_once_by_name()
    {
        await Meet(StoreUnderTest.Administrator, "29:admin", "Adam", "a:admin");
        await Meet(null, "29:ada", "Ada", "a:ada");

        await Store.Outbox.Unreachable(Ada, "403 ConversationBlockedByUser", default);
        await Store.Outbox.Unreachable(Ada, "403 ConversationBlockedByUser", default);

        var told = (await Store.Waiting()).Single();
        told.To.Conversation.Should().Be("a:admin");
        Encoding.UTF8.GetString(told.Body!).Should().Contain("Ada").And.Contain("ConversationBlockedByUser");
        Store.Announced.Should().ContainSingle(row => row.Id == told.Id, "the sender hears of it at once");
    }

    [StoreFact]
    public async Task Whoever_writes_again_is_in_reach_and_a_second_loss_is_told_again()
    {
        await Meet(StoreUnderTest.Administrator, "29:admin", "Adam", "a:admin");
        await Meet(null, "29:ada", "Ada", "a:ada");
        await Store.Outbox.Unreachable(Ada, "403", default);

        await Meet(null, "29:ada", "Ada", "a:ada");
        await Store.Outbox.Unreachable(Ada, "403", default);

        (await Store.Waiting()).Should().HaveCount(2);
    }

    [StoreFact]
    public async Task Somebody_whose_personal_chat_never_came_about_is_told_of_once_too()
    {
        await Meet(StoreUnderTest.Administrator, "29:admin", "Adam", "a:admin");
        var nobody = Ada with { Conversation = null };

        await Store.Outbox.Unreachable(nobody, "404", default);
        await Store.Outbox.Unreachable(nobody, "404", default);

        (await Store.Waiting()).Should().ContainSingle();
    }

    [StoreFact]
    public async Task An_administrator_out_of_reach_is_not_written_to_about_it()
    {
        await Meet(StoreUnderTest.Administrator, "29:admin", "Adam", "a:admin");

        await Store.Outbox.Unreachable(new("https://channel.example/", "a:admin", "home", "29:admin"), "403", default);

        (await Store.Waiting()).Should().NotContain(row => row.To.Conversation == "a:admin");
    }

    private Task Meet(string? aad, string channelId, string name, string chat) => Store.Commit(services =>
    {
        var person = services.GetRequiredService<KnownPeople>().Keep(new("home", aad, channelId, name));
        services.GetRequiredService<KnownConversations>().Keep(
            new(chat, "personal", "https://channel.example/", "home", "28:bot", "Bot", null), person.Id);
    });
}
