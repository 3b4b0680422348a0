using FluentAssertions;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Framework.Turns;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Testing;

/// <summary>The store in memory keeps the promises of a database, or the tests that stand on it would prove nothing.</summary>
public sealed class MemoryTurnStoreTests : IDisposable
{
    private static readonly Address Chat = new("https://channel.example/", "a:1", "tenant");
    private static readonly ActivityKey Key = new("msteams", "a:1", "17");
    private readonly MemoryTurnStore _store = new(new FakeTime());

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task When_the_work_throws_nothing_is_kept_not_even_the_mark()
    {
        var turn = () => Commit(writer =>
        {
            writer.Save(Dialog("d1"));
            writer.Enqueue(new(OutboxKind.Say, Chat));
            writer.PlaceOf("bill:1", "bill", Chat);
            throw new TimeoutException();
        });

        await turn.Should().ThrowAsync<TimeoutException>();

        (_store.Dialogs.Count, _store.Waiting.Count, _store.SeenActivities.Count, _store.Commits).Should().Be((0, 0, 0, 0));
    }

    [Fact]
    public async Task A_second_delivery_writes_nothing()
    {
        (await Commit(writer => writer.Enqueue(new(OutboxKind.Say, Chat)))).Should().Be(CommitOutcome.Committed);

        (await Commit(writer => writer.Enqueue(new(OutboxKind.Say, Chat)))).Should().Be(CommitOutcome.AlreadySeen);

        _store.Waiting.Should().ContainSingle();
    }

    [Fact]
    public async Task Who_saves_or_ends_an_older_version_loses_the_race()
    {
        await Write(writer => writer.Save(Dialog("d1")));
        var read = _store.Dialogs.Single();
        await Write(writer => writer.Save(read));

        (await Write(writer => writer.Save(read))).Should().Be(CommitOutcome.RaceLost);
        (await Write(writer => writer.End(read))).Should().Be(CommitOutcome.RaceLost);

        _store.Dialogs.Should().ContainSingle().Which.Version.Should().Be(2);
    }

    [Fact]
    public async Task A_person_has_one_dialog_in_a_conversation()
    {
        await Write(writer => writer.Save(Dialog("d1")));

        (await Write(writer => writer.Save(Dialog("d2")))).Should().Be(CommitOutcome.RaceLost);
        (await Write(writer => { writer.End(_store.Dialogs.Single()); writer.Save(Dialog("d2")); })).Should().Be(CommitOutcome.Committed);
    }

    [Fact]
    public async Task Only_what_can_be_written_down_survives()
    {
        var journal = Journal.Begin("errand", "d1") with { Turn = 3, Pending = "wish" };
        await Write(writer => writer.Save(Dialog("d1") with { Journal = journal }));

        var read = (await _store.DialogIn("a:1", "ann", default))!;

        read.Journal.Should().NotBeSameAs(journal);
        read.Journal.ToJson().Should().Equal(journal.ToJson());
    }

    [Fact]
    public async Task A_waiting_show_is_not_added_twice_and_a_delivery_of_older_content_does_not_settle_it()
    {
        var outbox = new MemoryOutboxStore(_store);
        await Write(Show);
        var first = _store.Waiting.Single();
        await Write(Show);

        (await outbox.Delivered(first, new("m1", Chat), default)).Should().BeFalse();
        (await outbox.Delivered(_store.Waiting.Single(), new("m1", Chat), default)).Should().BeTrue();

        _store.Waiting.Should().BeEmpty();
        (await _store.PlaceAt("a:1", "m1", default))!.Subject.Should().Be("bill:1");

        static void Show(ITurnWriter writer) =>
            writer.Enqueue(new(OutboxKind.Show, Chat) { Place = writer.PlaceOf("bill:1", "bill", Chat).Id });
    }

    [Fact]
    public async Task A_delivered_form_is_the_live_card_of_its_dialog_and_no_turn_forgets_it()
    {
        await Write(writer => { writer.Save(Dialog("d1")); writer.Enqueue(new(OutboxKind.Say, Chat) { DialogId = "d1" }); });
        await new MemoryOutboxStore(_store).Delivered(_store.Waiting.Single(), new("m1", Chat), default);
        var read = _store.Dialogs.Single();

        await Write(writer => writer.Save(read with { CardActivity = null }));

        (read.CardActivity, read.Version, _store.Dialogs.Single().CardActivity).Should().Be(("m1", 1, "m1"));
    }

    [Fact]
    public async Task Of_many_at_once_each_sees_what_the_one_before_has_left()
    {
        await Write(writer => writer.Save(Dialog("d1")));
        var read = _store.Dialogs.Single();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Write(writer => writer.Save(read)))));

        outcomes.Count(outcome => outcome is CommitOutcome.Committed).Should().Be(1);
    }

    private Task<CommitOutcome> Commit(Action<ITurnWriter> work) =>
        _store.Commit(Key, null!, writer => { work(writer); return default; }, default);

    private Task<CommitOutcome> Write(Action<ITurnWriter> work) =>
        _store.Commit(null, null!, writer => { work(writer); return default; }, default);

    private static SavedDialog Dialog(string id) =>
        new(Journal.Begin("errand", id), Chat, "ann", null, 0, new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
}
