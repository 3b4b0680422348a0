using System.Collections.Concurrent;
using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Engine;
using Improvement.Bot.Storage.Turns;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Storage;

/// <summary>
/// Two processes on one database commit turns beside each other. What hung on one writer at a time holds all the same: readers go on from a
/// number, messages are sent in the order in which they were decided, and whoever must be alone is.
/// </summary>
public sealed class PostgresWritersTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDatabase? _first = PostgresServer.Missing is null ? TemporaryDatabase.OnPostgres() : null;
    private readonly Database? _second;

    public PostgresWritersTests() => _second = _first?.Open();

    private Database First => _first!.Database;

    public void Dispose()
    {
        _second?.Dispose();
        _first?.Dispose();
    }

    [PostgresFact]
    public async Task Turns_of_one_process_and_of_another_are_in_their_transactions_at_the_same_time()
    {
        using var all = new Barrier(3);

        var met = await Task.WhenAll(new[] { First, First, _second! }.Select(each => Beside(each, _ => all.SignalAndWait(Patience))));

        met.Should().Equal(true, true, true);
    }

    [PostgresFact]
    public async Task Who_commits_alone_waits_for_those_beside_and_keeps_them_away()
    {
        using var began = new ManualResetEventSlim();
        using var goOn = new ManualResetEventSlim();
        var beside = Beside(First, writer =>
        {
            Event(writer, 1);
            writer.Statements.Flush();
            began.Set();
            return goOn.Wait(Patience);
        });
        began.Wait(Patience).Should().BeTrue();

        var alone = _second!.Commit(session => new ValueTask<long?>(session.Statements.Number($"SELECT COUNT(*) FROM record_events")));
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        alone.IsCompleted.Should().BeFalse();
        goOn.Set();

        (await beside).Should().BeTrue();
        (await alone).Should().Be(1, "what was under way is committed before");
    }

    [PostgresFact]
    public async Task Who_reads_events_on_from_the_last_number_skips_none()
    {
        var read = new List<long>();
        using var end = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            while (!end.IsCancellationRequested) ReadOn(read);
            ReadOn(read);
        });

        await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Beside(i % 2 is 0 ? First : _second!, writer =>
        {
            Event(writer, i);
            // the number is drawn before others that are committed first, if it is drawn here
            Pause(i);
            return true;
        })));
        await end.CancelAsync();
        await reading;

        read.Should().HaveCount(400).And.OnlyHaveUniqueItems();
    }

    [PostgresFact]
    public async Task The_sender_hears_of_every_message_in_the_order_of_each_conversation()
    {
        var heard = new ConcurrentQueue<OutboxRow>();
        First.Added = rows =>
        {
            foreach (var row in rows) heard.Enqueue(row);
        };
        await using var lease = await First.TakeSenderLease(default);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async conversation =>
        {
            for (var n = 0; n < 20; n++)
            {
                var row = StoreUnderTest.Say($"{n:00}", new("https://connector", $"c{conversation}", null));
                await Beside((n + conversation) % 2 is 0 ? First : _second!, writer =>
                {
                    new TurnWriter(writer, 0).Enqueue(row);
                    Pause(n);
                    return true;
                });
            }
        }));

        SpinWait.SpinUntil(() => heard.Count is 320, Patience).Should().BeTrue();
        heard.Select(row => row.Id).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        foreach (var conversation in heard.GroupBy(row => row.To.Conversation))
        {
            conversation.Select(row => System.Text.Encoding.UTF8.GetString(row.Body!)).Should().BeInAscendingOrder();
        }
    }

    [PostgresFact]
    public async Task A_show_that_many_ask_for_at_once_waits_once_and_knows_how_often()
    {
        var place = await First.Commit(session => ValueTask.FromResult(
            PlaceRows.FindOrAdd(session.Statements, "error:1", "triage", StoreUnderTest.Post, null)));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Beside(i % 2 is 0 ? First : _second!, writer =>
        {
            new TurnWriter(writer, 0).Enqueue(new(OutboxKind.Show, place.To) { Place = place.Id });
            return true;
        })));

        using var session = First.OpenSession();
        OutboxRows.Waiting(session.Statements, 0, 100).Should().ContainSingle().Which.Revision.Should().Be(39);
    }

    [PostgresFact]
    public async Task Two_that_wait_for_each_others_rows_crosswise_are_a_lost_race_of_one()
    {
        foreach (var row in new[] { "one", "two" }) await First.Commit(session => new ValueTask<int>(Row(session.Statements, row)));
        using var both = new Barrier(2);

        var outcomes = await Task.WhenAll(Crosswise(First, "one", "two", both), Crosswise(_second!, "two", "one", both));

        outcomes.Should().BeEquivalentTo(["kept", "lost"]);
    }

    [PostgresFact]
    public async Task A_turn_that_fails_among_others_undoes_itself_alone()
    {
        var units = Enumerable.Range(0, 64).Select(i => Beside(First, writer =>
        {
            Event(writer, i);
            new TurnWriter(writer, 0).Enqueue(StoreUnderTest.Say($"{i}"));
            return i % 8 is 3 ? throw new TimeoutException() : true;
        })).ToList();

        foreach (var (unit, i) in units.Select((unit, i) => (unit, i)))
        {
            if (i % 8 is 3) await ((Func<Task>)(() => unit)).Should().ThrowAsync<TimeoutException>();
            else (await unit).Should().BeTrue();
        }

        using var session = First.OpenSession();
        session.Statements.Number($"SELECT COUNT(*) FROM record_events").Should().Be(56);
        OutboxRows.Waiting(session.Statements, 0, 100).Should().HaveCount(56);
    }

    [PostgresFact]
    public void What_was_added_before_a_part_that_looks_at_it_and_is_undone_stays()
    {
        using var writer = First.Engine.OpenWriter();
        var add = new CommitWriter(writer);
        writer.Begin(beside: true);
        writer.BeginUnit();
        Event(add, 1);
        writer.KeepUnit();
        writer.BeginUnit();
        Event(add, 2);
        writer.Number($"SELECT COUNT(*) FROM record_events").Should().Be(2);
        writer.UndoUnit();
        writer.BeginUnit();
        Event(add, 3);
        writer.UndoUnit();
        writer.Commit(addedToOutbox: false);

        using var session = First.OpenSession();
        RecordEventRows.After(session.Statements, 0, 10).Select(each => each.RecordId).Should().Equal(1);
    }

    [PostgresFact]
    public async Task A_writer_that_could_not_begin_begins_the_next_time()
    {
        using var holder = First.Engine.OpenWriter();
        using var writer = First.Engine.OpenWriter();
        holder.Begin();
        writer.Begin(beside: true);
        var waiting = Task.Run(writer.Flush);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        writer.Interrupt();
        await ((Func<Task>)(() => waiting)).Should().ThrowAsync<System.Data.Common.DbException>();
        holder.RollBack();
        writer.RollBack();

        writer.Begin(beside: true);
        Event(new(writer), 1);
        writer.Commit(addedToOutbox: false);

        using var session = First.OpenSession();
        RecordEventRows.After(session.Statements, 0, 10).Should().ContainSingle();
    }

    [PostgresFact]
    public async Task Of_an_activity_that_comes_to_both_at_once_one_is_kept()
    {
        using var one = new StoreUnderTest(First, TimeProvider.System);
        var other = new TurnStore(_second!, TimeProvider.System);
        await using var scope = new ServiceCollection().AddSingleton(_second!).AddScoped<Session>().BuildServiceProvider();
        for (var n = 0; n < 20; n++)
        {
            var key = new ActivityKey("msteams", "c", $"{n}");
            await using var session = scope.CreateAsyncScope();

            var outcomes = await Task.WhenAll(
                one.CommitBeside(key, writer => writer.Enqueue(StoreUnderTest.Say("once"))),
                other.Commit(key, session.ServiceProvider, writer =>
                {
                    writer.Enqueue(StoreUnderTest.Say("once"));
                    return default;
                }, CancellationToken.None, beside: true));

            outcomes.Should().BeEquivalentTo([CommitOutcome.Committed, CommitOutcome.AlreadySeen]);
        }

        (await one.Waiting()).Should().HaveCount(20);
    }

    private static async Task<string> Crosswise(Database database, string one, string other, Barrier both)
    {
        try
        {
            return await Beside(database, writer =>
            {
                Touch(writer.Statements, one);
                both.SignalAndWait(Patience);
                Touch(writer.Statements, other);
                return true;
            }) ? "kept" : "";
        }
        catch (RaceLostException)
        {
            return "lost";
        }
    }

    private static Task<bool> Beside(Database database, Func<CommitWriter, bool> work) =>
        database.Add(new CommitUnit<bool>(work), CancellationToken.None, beside: true);

    private static void Event(CommitWriter writer, int number) =>
        RecordEventRows.Append(writer.Statements, new("test", number, "happened", DateTimeOffset.UnixEpoch, "bot"));

    private static int Row(Statements writer, string name) =>
        writer.Execute($"INSERT INTO leases {NewRow.Of(("name", name), ("holder", "nobody"), ("expires_at", 0))}");

    private static int Touch(Statements writer, string name) =>
        writer.Execute($"UPDATE leases SET expires_at = expires_at + 1 WHERE name = {name}");

    // Long ones and short ones overtake each other.
    private static void Pause(int number) =>
        Task.Delay(TimeSpan.FromMilliseconds(number % 5 * 3), TimeProvider.System).GetAwaiter().GetResult();

    private void ReadOn(List<long> read)
    {
        using var session = First.OpenSession();
        read.AddRange(RecordEventRows.After(session.Statements, read.LastOrDefault(), 1000).Select(each => each.Id));
    }
}
