using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>How a dialog leaves its message for everybody.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task With_a_card_the_message_is_that_card_also_when_the_chat_is_opened_again()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        await bench.Ann.Press("Go on", ("What", "milk"));

        await bench.Ann.Press("Continue");

        bench.Ann.Answered!.Words.Should().Equal("Bought milk as number 1");
        bench.Ann.Messages.Should().ContainSingle().Which.Card!.Words.Should().Equal("Bought milk as number 1");
        bench.Kept.Dialogs.Should().BeEmpty("a journal holds what people wrote");
    }

    [Fact]
    public async Task In_a_place_the_message_shows_the_record_from_now_on()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("note milk");
        await bench.Ann.Press("Go on");
        bench.Ann.Answered!.Words.Should().Equal("bill:1: milk");

        bench.Town.Bought.Add("bread");
        await bench.Kept.Commit(null, bench.Chat.Services, writer =>
        {
            foreach (var place in writer.PlacesOf("bill:1")) writer.Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
            return default;
        }, default);
        await bench.Chat.SendOutbox();

        bench.Ann.Messages.Should().ContainSingle().Which.Card!.Words.Should().Equal("bill:1: milk, bread");
    }

    [Fact]
    public async Task In_a_channel_only_the_person_sees_the_form_and_its_end()
    {
        await using var bench = new TurnBench();
        var (ann, ben) = (bench.Chat.Channel("Ann"), bench.Chat.Channel("Ben"));
        await ann.Say("note milk");
        ben.Messages.Should().BeEmpty();

        await ann.Press("Go on");

        ann.Last.Card!.Words.Should().Equal("bill:1: milk");
        ben.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_people_have_a_form_each_in_one_channel()
    {
        await using var bench = new TurnBench();
        var (ann, ben) = (bench.Chat.Channel("Ann"), bench.Chat.Channel("Ben"));
        await ann.Say("errand");
        await ben.Say("note bread");

        await ann.Press("Go on", ("What", "milk"));
        await ben.Press("Go on");

        ann.Card.Shows("From the shop for milk").Should().BeTrue();
        bench.Town.Bought.Should().Equal("bread");
    }

    [Fact]
    public async Task One_that_asks_nothing_ends_at_once()
    {
        await using var bench = new TurnBench(routes =>
            routes.Command("now", new("now", _ => Now(), Dialogs.ErrandJson.Default, () => Framework.Cards.Draw.Card("")), _ => null));

        await bench.Ann.Say("now");

        bench.Ann.Messages.Should().ContainSingle().Which.Card!.Words.Should().Equal("Done at once");
        bench.Kept.Dialogs.Should().BeEmpty();
    }

    // A dialog of which nothing is awaited.
#pragma warning disable CS1998
    private static async Framework.Dialogs.Dialog<Framework.Dialogs.Ending> Now() => Dialogs.Errands.End("Done at once");
#pragma warning restore CS1998
}
