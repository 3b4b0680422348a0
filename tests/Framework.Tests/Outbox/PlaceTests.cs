using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

public sealed class PlaceTests : IDisposable
{
    private readonly OutboxBench _bench = new();
    private string _state = "new";

    public PlaceTests() => _bench.Draw = _ => Task.FromResult<Card?>(Draw.Card(_state));

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_place_is_posted_once_and_replaced_from_then_on()
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"));
        await _bench.Run(_bench.Show(place));
        _state = "accepted";

        await _bench.Run(_bench.Show(place));

        _bench.Calls.Select(call => call.ToString()).Should().Equal("POST 19:c@thread.tacv2: new", "PUT 19:c@thread.tacv2/m1: accepted");
    }

    [Fact]
    public async Task What_is_asked_for_five_times_while_it_waits_is_shown_once_in_its_newest_state()
    {
        var place = _bench.Place("error:1", Chat("a:1"));
        _bench.Store.Commit(Enumerable.Repeat(_bench.Show(place), 5));
        _state = "newest";

        await _bench.Run();

        _bench.Calls.Select(call => call.Text).Should().Equal("newest");
    }

    [Fact]
    public async Task A_change_while_the_show_is_under_way_is_shown_after_it()
    {
        var place = _bench.Place("error:1", Chat("a:1"));
        var hold = new TaskCompletionSource();
        _bench.Hold = call => call.Text is "new" ? hold.Task : Task.CompletedTask;
        await _bench.Start();
        _bench.Store.Commit(_bench.Show(place));
        await Until(() => _bench.Arrived == 1);

        _state = "changed twice";
        _bench.Store.Commit(_bench.Show(place));
        _bench.Store.Commit(_bench.Show(place));
        hold.SetResult();
        await _bench.Run();

        _bench.Calls.Select(call => call.ToString()).Should().Equal("POST a:1: new", "PUT a:1/m1: changed twice");
        _bench.Store.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_message_that_is_gone_is_posted_anew_and_the_lines_follow_it()
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"), "old");
        _bench.Refuse = call => call.Activity is "old" ? Error(404, "ActivityNotFoundInConversation") : null;

        await _bench.Run(_bench.Show(place), _bench.Line(place, "line"));

        _bench.Calls.Select(call => call.ToString()).Should().Equal(
            "PUT 19:c@thread.tacv2/old: new → 404", "POST 19:c@thread.tacv2: new", "POST 19:c@thread.tacv2;messageid=m1: line");
        _bench.Store.Places[0].ActivityId.Should().Be("m1");
    }

    [Fact]
    public async Task Nothing_to_show_any_more_settles_the_row_without_a_word()
    {
        _bench.Draw = _ => Task.FromResult<Card?>(null);

        await _bench.Run(_bench.Show(_bench.Place("error:1", Chat("a:1"))));

        _bench.Calls.Should().BeEmpty();
        _bench.Store.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task A_view_that_cannot_be_drawn_is_set_aside_after_three_attempts()
    {
        var drawings = 0;
        _bench.Draw = _ => throw new InvalidOperationException($"drawing {++drawings}");

        await _bench.Run(_bench.Show(_bench.Place("error:1", Chat("a:1"))), Say(Chat("a:1"), "next"));

        drawings.Should().Be(3);
        _bench.Store.Parked.Should().ContainSingle();
        _bench.Calls.Select(call => call.Text).Should().Equal("next");
    }

    [Fact]
    public async Task A_view_that_nobody_registered_is_set_aside()
    {
        var place = _bench.Store.PlaceOf("error:1", "unheard of", Chat("a:1"));

        await _bench.Run(_bench.Show(place));

        _bench.Store.Parked.Should().ContainSingle().Which.Problem.Should().Be("There is no view 'unheard of'.");
    }

    [Theory]
    [InlineData(7, "a:1")] // the limit of its own thread
    [InlineData(5, null)] // the limit of the tenant
    public async Task A_show_that_waited_for_a_limit_is_shown_once_in_its_newest_state(int before, string? chat)
    {
        _bench.Options.Limits.Enabled = true;
        var place = _bench.Place("error:1", Chat("a:1"));
        await _bench.Start();
        _bench.Store.Commit(Enumerable.Range(0, before).Select(i => Say(Chat(chat ?? $"a:x{i}"), $"{i}")));
        await _bench.Quiet();
        _bench.Store.Commit(_bench.Show(place));
        await _bench.Quiet();
        _state = "newest";

        await _bench.Run(_bench.Show(place));

        _bench.Calls.Skip(before).Select(call => call.Text).Should().Equal("newest");
    }

    [Fact]
    public async Task A_line_follows_its_post_before_the_post_is_noted()
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"));
        _bench.Store.Commit(_bench.Show(place), _bench.Line(place, "line"));

        await _bench.Start(new SlowNotes(_bench.Store, new TaskCompletionSource().Task));
        await Until(() => _bench.Calls.Count == 2);

        _bench.Calls[1].ToString().Should().Be("POST 19:c@thread.tacv2;messageid=m1: line");
        _bench.Store.Places[0].ActivityId.Should().BeNull();
    }

    [Theory]
    [InlineData(7, "19:c@thread.tacv2;messageid=m1")] // the limit of its own thread
    [InlineData(5, null)] // the limit of the tenant
    public async Task A_line_that_waited_for_a_limit_is_said_in_the_thread_of_its_message(int before, string? chat)
    {
        _bench.Options.Limits.Enabled = true;
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"), "m1");
        await _bench.Start();
        _bench.Store.Commit(Enumerable.Range(0, before).Select(i => Say(Chat(chat ?? $"a:x{i}"), $"{i}")));
        await _bench.Quiet();

        await _bench.Run(_bench.Line(place, "line"));

        _bench.Calls.Skip(before).Select(call => call.ToString()).Should().Equal("POST 19:c@thread.tacv2;messageid=m1: line");
        _bench.Store.Rows.Should().BeEmpty();
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    public async Task A_line_that_failed_is_asked_about_and_said_again(int status)
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"), "m1");
        var asked = 0;
        _bench.MayTell = _ => ++asked > 0;
        _bench.Refuse = _ => _bench.Calls.Count is 0 ? Error(status) : null;

        await _bench.Run(_bench.Line(place, "line"));

        _bench.Calls.Select(call => call.ToString()).Should().Equal(
            $"POST 19:c@thread.tacv2;messageid=m1: line → {status}", "POST 19:c@thread.tacv2;messageid=m1: line");
        asked.Should().Be(2);
    }

    [Fact]
    public async Task A_line_whose_readers_may_no_longer_see_it_after_a_wait_is_not_said()
    {
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"), "m1");
        _bench.MayTell = _ => _bench.Calls.Count is 0;
        _bench.Refuse = _ => Error(502);

        await _bench.Run(_bench.Line(place, "line"));

        _bench.Calls.Should().ContainSingle();
        _bench.Store.Rows.Should().BeEmpty();
        _bench.Store.Parked.Should().BeEmpty();
    }

    [Fact]
    public async Task Replacing_a_message_that_is_gone_counts_as_done()
    {
        _bench.Refuse = _ => Error(404, "ActivityNotFoundInConversation");

        await _bench.Run(Replace(Chat("a:1")));

        _bench.Store.Rows.Should().BeEmpty();
        _bench.Store.Parked.Should().BeEmpty();
    }

    [Fact]
    public async Task In_a_shared_conversation_a_message_for_one_person_is_replaced_for_that_person()
    {
        await _bench.Run(Replace(Chat("19:c@thread.tacv2") with { Person = "29:ann" }), Replace(Chat("a:1") with { Person = "29:ann" }));

        _bench.Calls.Select(call => call.ToString()).Should().BeEquivalentTo("PUT private 19:c@thread.tacv2/m9: text", "PUT a:1/m9: text");
    }

    private static OutboxRow Replace(Address to) => new(OutboxKind.Replace, to) { ActivityId = "m9", Body = Message("text") };
}
