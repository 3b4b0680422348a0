using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Xunit;
using static Improvement.Bot.Framework.Tests.Outbox.OutboxBench;

namespace Improvement.Bot.Framework.Tests.Outbox;

/// <summary>
/// The store cannot keep what happened to a message, as on a full disk: it is noted again until it is, and meanwhile it is not forgotten.
/// </summary>
public sealed class NoteTests : IDisposable
{
    private readonly OutboxBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_delivery_that_cannot_be_noted_for_an_hour_is_noted_then_and_counts_as_waiting()
    {
        var line = new FullDisk(_bench.Store) { IsFull = true };
        await _bench.Start(line);
        _bench.Store.Commit(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"));
        await _bench.Pass(TimeSpan.FromHours(1));

        _bench.Sender.Health().Waiting.Should().BeGreaterThanOrEqualTo(1);
        _bench.Sender.Health().OldestAge.Should().BeGreaterThanOrEqualTo(TimeSpan.FromHours(1));
        var saidMeanwhile = _bench.Taken.Count();
        saidMeanwhile.Should().BeLessThanOrEqualTo(2, "the queue is held");
        line.IsFull = false;
        await _bench.Run();

        _bench.Taken.Select(call => call.Text).Should().Equal("one", "two");
        _bench.Store.Rows.Should().BeEmpty();
        _bench.Sender.Health().Waiting.Should().Be(0);
    }

    [Fact]
    public async Task A_place_whose_post_could_not_be_noted_is_updated_and_not_posted_again()
    {
        var line = new FullDisk(_bench.Store) { IsFull = true };
        var place = _bench.Place("error:1", Chat("19:c@thread.tacv2"));
        await _bench.Start(line);
        _bench.Store.Commit(_bench.Show(place));
        await _bench.Pass(TimeSpan.FromMinutes(10));
        _bench.Store.Commit(_bench.Show(place), _bench.Line(place, "line"));
        await _bench.Pass(TimeSpan.FromMinutes(10));

        line.IsFull = false;
        await _bench.Run();

        _bench.Taken.Select(call => call.ToString()).Should().Equal(
            ["POST 19:c@thread.tacv2: error:1", "POST 19:c@thread.tacv2;messageid=m1: line", "PUT 19:c@thread.tacv2/m1: error:1"],
            "what is to be shown again goes to the end of its queue");
        _bench.Store.Places[0].ActivityId.Should().Be("m1");
        _bench.Store.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_restart_says_twice_is_at_most_what_the_workers_had_in_hand()
    {
        const int People = 500;
        _bench.Options.Workers = 8;
        var line = new FullDisk(_bench.Store) { IsFull = true };
        await _bench.Start(line);
        _bench.Store.Commit(Enumerable.Range(0, People).Select(i => Say(Chat($"a:{i}"), "news")));
        await _bench.Pass(TimeSpan.FromMinutes(10));
        _bench.Taken.Count().Should().BeLessThanOrEqualTo(2 * _bench.Options.Workers);

        await _bench.Crash();
        await _bench.Start();
        await _bench.Run();

        _bench.Taken.Count().Should().BeInRange(People, People + (2 * _bench.Options.Workers));
        _bench.Taken.Select(call => call.Conversation).Distinct().Should().HaveCount(People);
        _bench.Store.Rows.Should().BeEmpty();
    }

    [Fact]
    public async Task Other_conversations_go_on_while_the_note_of_one_fails()
    {
        var line = new FullDisk(_bench.Store) { Refuses = row => row.To.Conversation is "a:1" };
        await _bench.Start(line);
        _bench.Store.Commit(Say(Chat("a:1"), "one"), Say(Chat("a:1"), "two"), Say(Chat("a:2"), "three"), Say(Chat("a:2"), "four"));
        await _bench.Pass(TimeSpan.FromMinutes(1));

        _bench.Taken.Select(call => call.Text).Should().Contain(["three", "four"]);
        _bench.Store.Rows.Should().OnlyContain(row => row.To.Conversation == "a:1");
    }

    [Fact]
    public async Task What_is_set_aside_is_noted_until_it_is_kept_too()
    {
        _bench.Refuse = call =>
            call.Text is "bad"
                ? Error(413, "MessageSizeTooBig")
                : call.Conversation is "a:gone" ? Error(403, "ConversationBlockedByUser") : null;
        var line = new FullDisk(_bench.Store) { IsFull = true };
        await _bench.Start(line);
        _bench.Store.Commit(Say(Chat("a:1"), "bad"), Say(Chat("a:gone"), "two"));
        await _bench.Pass(TimeSpan.FromMinutes(10));
        _bench.Sender.Health().Waiting.Should().Be(2);

        line.IsFull = false;
        await _bench.Run();

        _bench.Store.Parked.Should().HaveCount(2);
        _bench.Store.OutOfReach.Should().ContainSingle();
        _bench.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_application_that_stops_notes_once_more_and_waits_for_no_disk()
    {
        var line = new FullDisk(_bench.Store) { IsFull = true };
        await _bench.Start(line);
        _bench.Store.Commit(Say(Chat("a:1"), "one"));
        await _bench.Pass(TimeSpan.FromMinutes(1));

        line.IsFull = false;
        await _bench.Sender.StopAsync(default).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);

        _bench.Store.Rows.Should().BeEmpty();
    }

    private sealed class FullDisk(IOutboxStore store) : StoreLine(store)
    {
        public bool IsFull { get; set; }

        public Func<OutboxRow, bool> Refuses { get; set; } = _ => false;

        public override Task<bool> Delivered(OutboxRow row, Delivery delivery, CancellationToken ct) =>
            IsFull || Refuses(row) ? throw new IOException("No space left on device.") : base.Delivered(row, delivery, ct);

        public override Task Park(OutboxRow row, string problem, Fate fate, CancellationToken ct) =>
            IsFull ? Task.FromException(new IOException("No space left on device.")) : base.Park(row, problem, fate, ct);
    }
}
