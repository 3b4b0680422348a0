using Dapper;
using FluentAssertions;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using static Improvement.Bot.Tests.Storage.StoreUnderTest;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do for turns.</summary>
public abstract class TurnStoreCompliance : StoreCompliance
{
    private static readonly ActivityKey Key = new("msteams", "a:1", "1700000000001");

    private protected TurnStoreCompliance(StorageEngine engine)
        : base(engine)
    {
    }

    [StoreFact]
    public async Task An_activity_is_seen_once_it_is_committed()
    {
        (await Store.Turns.Seen(Key, default)).Should().BeFalse();

        (await Store.Commit(w => w.Enqueue(Say("hello")), Key)).Should().Be(CommitOutcome.Committed);

        (await Store.Turns.Seen(Key, default)).Should().BeTrue();
        (await Store.Turns.Seen(Key with { Activity = "other" }, default)).Should().BeFalse();
    }

    [StoreFact]
    public async Task A_second_delivery_writes_nothing()
    {
        await Store.Commit(w => w.Enqueue(Say("hello")), Key);

        (await Store.Commit(w => w.Enqueue(Say("hello again")), Key)).Should().Be(CommitOutcome.AlreadySeen);

        (await Store.Waiting()).Should().ContainSingle();
    }

    [StoreFact]
    public async Task Of_many_deliveries_at_once_one_is_committed()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Store.Commit(w => w.Enqueue(Say($"{i}")), Key)));

        outcomes.Count(o => o is CommitOutcome.Committed).Should().Be(1);
        outcomes.Count(o => o is CommitOutcome.AlreadySeen).Should().Be(31);
        (await Store.Waiting()).Should().ContainSingle();
    }

    [StoreFact]
    public async Task When_the_work_throws_nothing_is_kept_not_even_the_seen_mark()
    {
        var turn = () => Store.Commit(
            w =>
            {
                w.Enqueue(Say("hello"));
                w.Save(Dialog());
                throw new TimeoutException();
            },
            Key);

        await turn.Should().ThrowAsync<TimeoutException>();

        (await Store.Turns.Seen(Key, default)).Should().BeFalse();
        (await Store.Turns.Dialog("d1", default)).Should().BeNull();
        (await Store.Waiting()).Should().BeEmpty();
        Store.Announced.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_dialog_is_read_as_it_was_saved()
    {
        var saved = Dialog() with { CardActivity = "card",
            Journal = Journal.Begin("report", "d1") with { Turn = 3, Pending = "error", Locale = "de" } };

        await Store.Commit(w => w.Save(saved));

        var expected = saved with { Version = 1 };
        (await Store.Turns.Dialog("d1", default)).Should().BeEquivalentTo(expected);
        (await Store.Turns.DialogIn("a:1", "p1", default)).Should().BeEquivalentTo(expected);
        (await Store.Turns.DialogIn("a:1", "somebody else", default)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_dialog_in_a_thread_is_found_by_its_channel()
    {
        var to = Post with { Conversation = Post.Conversation + ";messageid=1", Person = "29:p1" };

        await Store.Commit(w => w.Save(Dialog(to: to)));

        (await Store.Turns.DialogIn(Post.Conversation!, "p1", default))!.To.Should().Be(to);
    }

    [StoreFact]
    public async Task Who_saves_an_older_version_loses_the_race()
    {
        await Store.Commit(w => w.Save(Dialog()));
        var read = (await Store.Turns.Dialog("d1", default))!;
        await Store.Commit(w => w.Save(read with { CardActivity = "first" }));

        var second = await Store.Commit(w => { w.Enqueue(Say("second")); w.Save(read with { CardActivity = "second" }); }, Key);

        second.Should().Be(CommitOutcome.RaceLost);
        (await Store.Turns.Seen(Key, default)).Should().BeFalse();
        (await Store.Waiting()).Should().BeEmpty();
        (await Store.Turns.Dialog("d1", default))!.CardActivity.Should().Be("first");
        (await Store.Commit(w => w.End(read))).Should().Be(CommitOutcome.RaceLost);
    }

    [StoreFact]
    public async Task Of_two_dialogs_begun_at_once_by_one_person_one_stands()
    {
        var outcomes = await Task.WhenAll(Store.Commit(w => w.Save(Dialog("d1"))), Store.Commit(w => w.Save(Dialog("d2"))));

        outcomes.Should().BeEquivalentTo([CommitOutcome.Committed, CommitOutcome.RaceLost]);
    }

    [StoreFact]
    public async Task A_dialog_cannot_move_to_where_the_person_has_another()
    {
        await Store.Commit(w => w.Save(Dialog("d1")));
        await Store.Commit(w => w.Save(Dialog("d2", to: Post)));
        var second = (await Store.Turns.Dialog("d2", default))!;

        (await Store.Commit(w => w.Save(second with { To = Chat }))).Should().Be(CommitOutcome.RaceLost);
    }

    [StoreFact]
    public async Task An_ended_dialog_is_gone_and_makes_room()
    {
        await Store.Commit(w => w.Save(Dialog()));
        var read = (await Store.Turns.Dialog("d1", default))!;

        (await Store.Commit(w => { w.End(read); w.Save(Dialog("d2")); })).Should().Be(CommitOutcome.Committed);

        (await Store.Turns.Dialog("d1", default)).Should().BeNull();
        (await Store.Turns.DialogIn("a:1", "p1", default))!.Journal.Id.Should().Be("d2");
    }

    [StoreFact]
    public async Task Saving_without_knowing_the_card_keeps_the_one_that_is_stored()
    {
        await Store.Commit(w => w.Save(Dialog() with { CardActivity = "card" }));
        var read = (await Store.Turns.Dialog("d1", default))!;

        await Store.Commit(w => w.Save(read with { CardActivity = null }));

        (await Store.Turns.Dialog("d1", default))!.CardActivity.Should().Be("card");
    }

    [StoreFact]
    public async Task Expired_dialogs_come_oldest_first()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_900_000_000);
        await Store.Commit(w => w.Save(Dialog("later", "p1") with { ExpiresAt = now.AddHours(-1) }));
        await Store.Commit(w => w.Save(Dialog("earlier", "p2") with { ExpiresAt = now.AddHours(-2) }));
        await Store.Commit(w => w.Save(Dialog("not yet", "p3") with { ExpiresAt = now.AddHours(1) }));

        (await Store.Turns.Expired(now, 10, default)).Select(d => d.Journal.Id).Should().Equal("earlier", "later");
        (await Store.Turns.Expired(now, 1, default)).Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_place_is_found_again_by_record_view_and_address()
    {
        long first = 0, again = 0, otherView = 0, otherChat = 0;
        await Store.Commit(w =>
        {
            first = w.PlaceOf("error:1", "triage", Post).Id;
            again = w.PlaceOf("error:1", "triage", Post).Id;
            otherView = w.PlaceOf("error:1", "reporter", Post).Id;
            otherChat = w.PlaceOf("error:1", "triage", Chat).Id;
            w.PlacesOf("error:1").Select(p => p.Id).Should().Equal(first, otherView, otherChat);
            w.PlacesOf("error:2").Should().BeEmpty();
        });

        new[] { first, otherView, otherChat }.Should().OnlyHaveUniqueItems();
        again.Should().Be(first);
    }

    [StoreFact]
    public async Task A_place_is_found_by_its_message()
    {
        var thread = Post with { Conversation = Post.Conversation + ";messageid=5" };
        await Store.Commit(w => w.PlaceOf("error:1", "triage", thread, "77"));

        (await Store.Turns.PlaceAt(Post.Conversation!, "77", default))!.Subject.Should().Be("error:1");
        (await Store.Turns.PlaceAt("19:other@thread.tacv2", "77", default)).Should().BeNull();
        (await Store.Turns.PlaceAt(Post.Conversation!, "78", default)).Should().BeNull();
    }

    [StoreFact]
    public async Task What_services_of_the_scope_write_is_part_of_the_turn()
    {
        var lost = await Store.Commit(async (_, session) =>
        {
            await session.Connection.ExecuteAsync(Note, new { what = "lost" });
            throw new RaceLostException("a record");
        });
        var kept = await Store.Commit(async (_, session) => await session.Connection.ExecuteAsync(Note, new { what = "kept" }));

        (lost, kept).Should().Be((CommitOutcome.RaceLost, CommitOutcome.Committed));
        using var reading = Store.Database.OpenSession();
        reading.Connection.Query<string>("SELECT what FROM record_events").Should().Equal("kept");
    }

    [StoreFact]
    public async Task Work_that_waits_for_something_is_waited_for()
    {
        await Store.Commit(async (writer, _) =>
        {
            await Task.Yield();
            writer.Enqueue(Say("after a while"));
        });

        (await Store.Waiting()).Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_turn_in_its_own_language_keeps_it_in_the_transaction()
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = new("eo");
        string? inside = null;

        await Store.Commit(_ => inside = System.Globalization.CultureInfo.CurrentUICulture.Name);

        System.Globalization.CultureInfo.CurrentUICulture = before;
        inside.Should().Be("eo");
    }

    private const string Note =
        "INSERT INTO record_events (at, actor_kind, record_kind, record_id, what) VALUES (1, 'system', 'test', 1, @what)";
}
