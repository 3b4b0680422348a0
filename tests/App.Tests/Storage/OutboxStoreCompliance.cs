using System.Text;
using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Storage.Turns;
using Microsoft.Extensions.DependencyInjection;
using static Improvement.Bot.Tests.Storage.StoreUnderTest;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do for the outbox.</summary>
public abstract class OutboxStoreCompliance : StoreCompliance
{
    private protected OutboxStoreCompliance(StorageEngine engine)
        : base(engine)
    {
    }

    [StoreFact]
    public async Task Rows_wait_in_the_order_of_their_commits_and_are_announced_in_it()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Store.Commit(w => { w.Enqueue(Say($"{i} a")); w.Enqueue(Say($"{i} b")); })));

        var waiting = await Store.Waiting();

        waiting.Should().HaveCount(128);
        waiting.Select(r => r.Id).Should().BeInAscendingOrder();
        Store.Announced.Select(r => r.Id).Should().Equal(waiting.Select(r => r.Id));
        waiting.Should().OnlyContain(r => r.Created != null);
    }

    [StoreFact]
    public async Task A_row_is_read_as_it_was_written()
    {
        var row = new OutboxRow(OutboxKind.Replace, Post with { Person = "29:p" }) { Body = [1, 2, 3], ActivityId = "5", DialogId = "d1" };
        await Store.Commit(w => w.Enqueue(row));

        var waiting = (await Store.Waiting()).Single();

        waiting.Should().BeEquivalentTo(row with { Id = waiting.Id, Created = waiting.Created });
        waiting.Should().BeEquivalentTo(Store.Announced.Single());
    }

    [StoreFact]
    public async Task Reading_goes_on_after_a_row()
    {
        await Store.Commit(w => { for (var i = 0; i < 5; i++) w.Enqueue(Say($"{i}")); });
        var all = await Store.Waiting();

        var next = await Store.Outbox.Waiting(all[1].Id, 2, default);

        next.Select(r => r.Id).Should().Equal(all[2].Id, all[3].Id);
    }

    [StoreFact]
    public async Task A_delivered_say_is_gone_and_its_id_is_not_given_again()
    {
        var first = await Added(Say("first"));

        (await Store.Outbox.Delivered(first, new("m1", Chat), default)).Should().BeTrue();

        (await Store.Waiting()).Should().BeEmpty();
        (await Added(Say("second"))).Id.Should().BeGreaterThan(first.Id);
    }

    [StoreFact]
    public async Task A_show_that_waits_is_not_added_twice()
    {
        var show = await AddedShow();

        await ShowAgain(show);

        Store.Announced.Should().ContainSingle();
        (await Store.Waiting()).Should().ContainSingle(r => r.Id == show.Id && r.Revision == show.Revision + 1);
        (await Store.Outbox.Showing(show.Id, default))!.Value.Revision.Should().Be(show.Revision + 1);
    }

    [StoreFact]
    public async Task A_show_asked_for_again_in_flight_is_sent_again_and_then_done()
    {
        var show = await AddedShow();
        await ShowAgain(show);

        (await Store.Outbox.Delivered(show, new("m1", Post), default)).Should().BeFalse();

        var showing = (await Store.Outbox.Showing(show.Id, default))!.Value;
        showing.Place.ActivityId.Should().Be("m1", "what was delivered is known, also when it is out of date already");
        (await Store.Outbox.Delivered(show with { Revision = showing.Revision }, new("m1", Post), default)).Should().BeTrue();
        (await Store.Waiting()).Should().BeEmpty();
        (await Store.Outbox.Showing(show.Id, default)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_show_asked_for_after_its_delivery_is_a_new_row()
    {
        var show = await AddedShow();
        await Store.Outbox.Delivered(show, new("m1", Post), default);

        await ShowAgain(show);

        Store.Announced.Should().HaveCount(2);
        Store.Announced[1].Id.Should().BeGreaterThan(show.Id);
        (await Store.Outbox.FindPlace(show.Place!.Value, default))!.ActivityId.Should().Be("m1");
    }

    [StoreFact]
    public async Task Two_places_do_not_coalesce()
    {
        await AddedShow("error:1");
        await AddedShow("error:2");

        (await Store.Waiting()).Should().HaveCount(2);
    }

    [StoreFact]
    public async Task A_delivered_card_becomes_the_live_card_of_its_dialog_and_its_version_stays()
    {
        await Store.Commit(w => { w.Save(Dialog()); w.Enqueue(Say("question") with { DialogId = "d1" }); });

        await Store.Outbox.Delivered(Store.Announced.Single(), new("m1", Chat), default);

        var dialog = (await Store.Turns.Dialog("d1", default))!;
        dialog.CardActivity.Should().Be("m1");
        dialog.Version.Should().Be(1);
    }

    [StoreFact]
    public async Task A_dialog_whose_card_went_to_the_personal_chat_lives_there()
    {
        var alone = Post with { Person = "29:p1" };
        await Store.Commit(w =>
        {
            w.Save(Dialog(to: alone));
            w.Enqueue(new OutboxRow(OutboxKind.SayPrivately, alone) { Body = [1], DialogId = "d1" });
        });

        await Store.Outbox.Delivered(Store.Announced.Single(), new("m1", Chat), default);

        (await Store.Turns.DialogIn("a:1", "p1", default))!.To.Should().Be(Chat);
        (await Store.Turns.DialogIn(Post.Conversation!, "p1", default)).Should().BeNull();
    }

    [StoreFact]
    public async Task A_place_whose_personal_chat_was_created_is_found_again_either_way()
    {
        var person = new Address("https://channel.example/", null, "tenant", "29:p1");
        var show = await AddedShow(to: person);

        await Store.Outbox.Delivered(show, new("m1", person with { Conversation = "a:new" }), default);

        (await Store.Outbox.FindPlace(show.Place!.Value, default))!.To.Conversation.Should().Be("a:new");
        await Store.Commit(w =>
        {
            w.PlaceOf("error:1", "triage", person).Id.Should().Be(show.Place!.Value);
            w.PlaceOf("error:1", "triage", person with { Conversation = "a:new" }).Id.Should().Be(show.Place!.Value);
        });
    }

    [StoreFact]
    public async Task A_failed_row_waits_on_with_its_attempts()
    {
        var row = await Added(Say("hello"));
        var later = DateTimeOffset.FromUnixTimeSeconds(2_000_000_000);

        await Store.Outbox.Failed(row, 2, later, "429", default);

        (await Store.Waiting()).Should().ContainSingle(r => r.Attempts == 2 && r.NotBefore == later);
    }

    [StoreFact]
    public async Task A_parked_row_no_longer_waits_and_its_place_can_be_shown_anew()
    {
        var show = await AddedShow();

        await Store.Outbox.Park(show, "400 bad card", Fate.Final, default);

        (await Store.Waiting()).Should().BeEmpty();
        await ShowAgain(show);
        (await Store.Waiting()).Should().ContainSingle(r => r.Id > show.Id);
    }

    [StoreFact]
    public async Task What_is_set_aside_for_a_conversation_comes_back_as_new_rows_in_order_and_once()
    {
        var (thread, elsewhere) = (
            Post with { Conversation = Post.Conversation + ";messageid=5" }, Post with { Conversation = "19:y@thread.tacv2" });
        var rows = new[] { await AddedShow(), await Added(Say("line", thread)), await Added(Say("for good", Post)),
            await Added(Say("elsewhere", elsewhere)) };
        foreach (var row in rows) await Store.Outbox.Park(row, "404", row == rows[2] ? Fate.Final : Fate.Unreachable(row.To), default);
        await ShowAgain(rows[0]);

        await Store.Commit(w => w.SendAgain(Post.Conversation!));
        await Store.Commit(w => w.SendAgain(Post.Conversation!));

        var waiting = await Store.Waiting();
        waiting.Select(row => row.Kind).Should().Equal(OutboxKind.Show, OutboxKind.Say);
        waiting[1].Body.Should().Equal(rows[1].Body);
        waiting.Should().OnlyContain(row => row.Id > rows[3].Id && row.Attempts == 0);
        Store.Announced.Should().ContainSingle(row => row.Id == waiting[1].Id, "the sender hears of it");
    }

    [StoreFact]
    public async Task The_newest_address_of_a_conversation_is_that_of_its_last_activity()
    {
        (await Store.Outbox.ServiceUrlOf(Post, default)).Should().BeNull();
        await Store.Outbox.Unreachable(Post, "404", default);

        await Store.Commit(services =>
            services.GetRequiredService<KnownConversations>().Keep(
                new(Post.Conversation!, "channel", "https://moved.example/", "tenant", "28:bot", "Bot", null), null));

        (await Store.Outbox.ServiceUrlOf(Post with { Conversation = Post.Conversation + ";messageid=5" }, default))
            .Should()
            .Be("https://moved.example/");
    }

    [StoreFact]
    public async Task The_newest_address_of_a_conversation_comes_with_the_rows_that_wait_for_it()
    {
        var show = await AddedShow();
        await Added(Say("in a chat"));
        (await Store.Waiting()).Should().OnlyContain(row => row.Connector == null);

        await Store.Commit(services =>
            services.GetRequiredService<KnownConversations>().Keep(
                new(Post.Conversation!, "channel", "https://moved.example/", "tenant", "28:bot", "Bot", null), null));

        (await Store.Waiting()).Select(row => row.Connector).Should().Equal("https://moved.example/", null);
        (await Store.Outbox.Showing(show.Id, default))!.Value.Connector.Should().Be("https://moved.example/");
    }

    [StoreFact]
    public async Task A_card_that_arrives_after_its_person_asked_for_the_form_elsewhere_is_not_the_live_one()
    {
        var (one, other) = (
            Post with { Conversation = Post.Conversation + ";messageid=1" },
            Post with { Conversation = Post.Conversation + ";messageid=2" });
        await Store.Commit(w => { w.Save(Dialog(to: one)); w.Enqueue(Say("first", one) with { DialogId = "d1" }); });
        var first = Store.Announced.Single();
        await Store.Commit(w =>
            { w.Save(Dialog(to: other, version: 1) with { IsMoved = true }); w.Enqueue(Say("second", other) with { DialogId = "d1" }); });

        await Store.Outbox.Delivered(first, new("m1", one), default);
        (await Store.Turns.Dialog("d1", default))!.CardActivity.Should().BeNull();
        await Store.Outbox.Delivered(Store.Announced[1], new("m2", other), default);

        (await Store.Turns.Dialog("d1", default))!.Should().Match<SavedDialog>(dialog => dialog.CardActivity == "m2" && dialog.To == other);
    }

    [StoreFact]
    public async Task Settling_many_rows_at_once_settles_them_all()
    {
        await Store.Commit(w => { for (var i = 0; i < 64; i++) w.Enqueue(Say($"{i}")); });

        var settled = await Task.WhenAll(Store.Announced.Select(r => Store.Outbox.Delivered(r, new($"m{r.Id}", Chat), default)));

        settled.Should().OnlyContain(s => s);
        (await Store.Waiting()).Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_a_job_says_through_its_session_is_announced()
    {
        await Store.Database.Commit(session =>
        {
            session.Writer.Enqueue(Say("done"));
            return default;
        });

        Store.Announced.Select(r => r.Id).Should().Equal((await Store.Waiting()).Select(r => r.Id)).And.ContainSingle();
    }

    [StoreFact]
    public async Task Of_units_that_run_again_because_one_failed_only_what_is_kept_is_announced()
    {
        using var goOn = new ManualResetEventSlim();
        var before = Store.Database.Commit(_ => new ValueTask<bool>(goOn.Wait(TimeSpan.FromSeconds(10))));
        var units =
            Enumerable.Range(0, 8).Select(i => Store.Database.Add(Saying($"{i}", fails: i % 3 == 1), default, settling: true)).ToList();

        goOn.Set();

        await before;
        foreach (var (unit, i) in units.Select((unit, i) => (unit, i)))
        {
            if (i % 3 == 1) await ((Func<Task>)(() => unit)).Should().ThrowAsync<TimeoutException>();
            else (await unit).Should().BeTrue();
        }

        var waiting = await Store.Waiting();
        waiting.Select(r => Encoding.UTF8.GetString(r.Body!)).Should().Equal("0", "2", "3", "5", "6");
        Store.Announced.Select(r => r.Id).Should().Equal(waiting.Select(r => r.Id));
    }

    private static CommitUnit<bool> Saying(string text, bool fails) => new(writer =>
    {
        new TurnWriter(writer, now: 1).Enqueue(Say(text));
        return fails ? throw new TimeoutException() : true;
    });

    private async Task<OutboxRow> Added(OutboxRow row)
    {
        await Store.Commit(w => w.Enqueue(row));
        return Store.Announced[^1];
    }

    private async Task<OutboxRow> AddedShow(string subject = "error:1", Address? to = null)
    {
        await Store.Commit(w =>
            w.Enqueue(new OutboxRow(OutboxKind.Show, to ?? Post) { Place = w.PlaceOf(subject, "triage", to ?? Post).Id }));
        return Store.Announced[^1];
    }

    private Task<CommitOutcome> ShowAgain(OutboxRow show) =>
        Store.Commit(w => w.Enqueue(new OutboxRow(OutboxKind.Show, show.To) { Place = show.Place }));
}
