using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class PersonTests : IDisposable
{
    private const string Channel = "19:c@thread.tacv2";
    private readonly OutboxBench _bench = new();

    public PersonTests() => _bench.Options.AskToWriteToMe = _ => OutgoingActivity.Of("Please write to me in our chat");

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_personal_chat_is_created_once_and_remembered()
    {
        await _bench.Run(Say(Person("29:ann"), "one") with { DialogId = "d" }, Say(Person("29:ann"), "two"));

        _bench.Calls.Select(call => call.ToString()).Should().Equal("CREATE 29:ann", "POST a:29:ann: one", "POST a:29:ann: two");
        _bench.Store.CardOf("d").Should().Be(new Delivery("m1", Person("29:ann") with { Conversation = "a:29:ann" }));
    }

    [Fact]
    public async Task A_place_of_a_person_learns_its_conversation()
    {
        await _bench.Run(_bench.Show(_bench.Place("error:1", Person("29:ann"))));

        _bench.Store.Places[0].To.Conversation.Should().Be("a:29:ann");
        _bench.Store.Places[0].ActivityId.Should().Be("m1");
    }

    [Fact]
    public async Task What_is_written_to_the_new_chat_stays_behind_what_was_written_to_the_person()
    {
        var hold = new TaskCompletionSource();
        _bench.Hold = call => call.Text is "one" ? hold.Task : Task.CompletedTask;
        await _bench.Start();
        _bench.Store.Commit(Say(Person("29:ann"), "one"), Say(Person("29:ann"), "two"));
        await Until(() => _bench.Arrived == 2); // the chat is created and known

        _bench.Store.Commit(Say(Chat("a:29:ann"), "three"), Say(Chat("a:bob"), "elsewhere"));
        await Until(() => _bench.Store.Rows.All(row => row.To.Conversation != "a:bob"));
        hold.SetResult();
        await _bench.Run();

        _bench.Taken.Where(call => call.Conversation is "a:29:ann").Select(call => call.Text).Should().Equal("one", "two", "three");
    }

    [Fact]
    public async Task A_chat_that_its_person_removed_is_created_again_once()
    {
        _bench.Refuse = call => call.Conversation is "a:old" ? Error(404, "ConversationNotFound") : null;

        await _bench.Run(Say(Chat("a:old") with { Person = "29:ann" }, "one") with { DialogId = "d" });

        _bench.Calls.Select(call => call.ToString()).Should().Equal("POST a:old: one → 404", "CREATE 29:ann", "POST a:29:ann: one");
        _bench.Store.CardOf("d")!.To.Conversation.Should().Be("a:29:ann");
    }

    [Fact]
    public async Task A_chat_that_is_gone_for_good_is_not_created_for_ever()
    {
        _bench.Refuse = call => call.Verb is "POST" ? Error(404, "ConversationNotFound") : null;

        await _bench.Run(Say(Chat("a:old") with { Person = "29:ann" }, "one"));

        _bench.Calls.Count(call => call.Verb is "CREATE").Should().Be(1);
        _bench.Store.Parked.Should().ContainSingle();
        _bench.Store.OutOfReach.Should().ContainSingle();
    }

    [Fact]
    public async Task A_show_in_a_removed_chat_is_posted_in_the_new_one()
    {
        _bench.Refuse = call => call.Conversation is "a:old" ? Error(404, "ConversationNotFound") : null;

        await _bench.Run(_bench.Show(_bench.Place("error:1", Chat("a:old") with { Person = "29:ann" }, "m-old")));

        _bench.Calls.Select(call => call.ToString())
            .Should().Equal("PUT a:old/m-old: error:1 → 404", "CREATE 29:ann", "POST a:29:ann: error:1");
        _bench.Store.Places[0].Should().Match<Place>(place => place.ActivityId == "m1" && place.To.Conversation == "a:29:ann");
    }

    [Fact]
    public async Task A_private_message_goes_into_the_conversation_where_the_channel_allows_it()
    {
        await _bench.Run(Privately());

        _bench.Calls.Select(call => call.ToString()).Should().Equal($"POST private {Channel}: form");
        _bench.Store.CardOf("d")!.To.Conversation.Should().Be(Channel);
    }

    [Theory]
    [InlineData(403, "BotNotInConversationRoster")]
    [InlineData(400, "BadSyntax")]
    [InlineData(404, "ActivityNotFoundInConversation")]
    public async Task Where_it_does_not_the_message_goes_into_the_personal_chat(int status, string code)
    {
        _bench.Refuse = call => call.Private ? Error(status, code) : null;

        await _bench.Run(Privately());

        _bench.Calls.Select(call => call.ToString())
            .Should().Equal($"POST private {Channel}: form → {status}", "CREATE 29:ann", "POST a:29:ann: form");
        _bench.Store.CardOf("d").Should().Be(new Delivery("m1", new("https://teams.example/", "a:29:ann", "t", "29:ann")));
    }

    [Fact]
    public async Task Where_neither_arrives_one_line_asks_the_person_to_write()
    {
        _bench.Refuse = call => call.Private || call.Verb is "CREATE" ? Error(403, "ForbiddenOperationException") : null;

        await _bench.Run(Privately());

        _bench.Calls[^1].ToString().Should().Be($"POST {Channel}: Please write to me in our chat");
        _bench.Calls.Should().HaveCount(3);
        _bench.Store.CardOf("d")!.ActivityId.Should().BeNull();
        _bench.Store.Rows.Should().BeEmpty();
        _bench.Store.Parked.Should().BeEmpty();
    }

    [Fact]
    public async Task A_passing_trouble_is_no_refusal()
    {
        var failures = 1;
        _bench.Refuse = call => call.Private && failures-- > 0 ? Error(412, "PreconditionFailed") : null;

        await _bench.Run(Privately());

        _bench.Calls.Should().OnlyContain(call => call.Private);
    }

    [Fact]
    public async Task Without_words_for_it_a_private_message_that_arrives_nowhere_is_set_aside()
    {
        _bench.Options.AskToWriteToMe = null;
        _bench.Refuse = _ => Error(403, "ForbiddenOperationException");

        await _bench.Run(Privately());

        _bench.Store.Parked.Should().ContainSingle();
    }

    private static OutboxRow Privately() =>
        new(OutboxKind.SayPrivately, Chat(Channel) with { Person = "29:ann" }) { Body = Message("form"), DialogId = "d" };
}
