using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;
using Xunit;
using Xunit.Abstractions;
using static Improvement.Bot.Tests.Storage.StoreUnderTest;

namespace Improvement.Bot.Tests.Storage;

public sealed class SqliteFanOutTests(ITestOutputHelper output) : FanOutCompliance(StorageEngine.Sqlite, output);

[OnPostgres]
public sealed class PostgresFanOutTests(ITestOutputHelper output) : FanOutCompliance(StorageEngine.PostgreSql, output);

/// <summary>What every engine must do for the progress of a message to many.</summary>
public abstract class FanOutCompliance : StoreCompliance
{
    private const int Many = 10_000;

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly ITestOutputHelper _output;

    private protected FanOutCompliance(StorageEngine engine, ITestOutputHelper output) : base(engine) => _output = output;

    [StoreFact]
    public async Task Each_message_is_counted_once_whatever_becomes_of_it()
    {
        var rows = await Written(4);
        await Store.Commit(w => w.Enqueue(new(OutboxKind.Say, Chat) { Body = [1] }));
        Progress().Should().Be((4, 0, 4, 0));

        await Store.Outbox.Delivered(rows[0], new("m1", Chat), default);
        await Store.Outbox.Delivered(rows[0], new("m1", Chat), default);
        await Store.Outbox.Failed(rows[1], 1, Now.AddMinutes(1), "429", default);
        await Store.Outbox.Park(rows[2], "404", Fate.Unreachable(rows[2].To), default);
        await Store.Outbox.Park(rows[2], "404", Fate.Unreachable(rows[2].To), default);
        Progress().Should().Be((4, 1, 2, 1));

        await Store.Commit(w => w.SendAgain(rows[2].To.Conversation!));
        Progress().Should().Be((4, 1, 3, 0), "what comes out again is no new message");
        foreach (var row in await Store.Waiting()) await Store.Outbox.Delivered(row, new("m", row.To), default);
        Progress().Should().Be((4, 4, 0, 0));
    }

    [StoreFact]
    public async Task A_kind_has_one_of_each_period_and_the_limit_of_each_tenant_counts_for_itself()
    {
        var first = await Begin("2026-03-02");
        (await Begin("2026-03-02")).Should().Be(first);
        var second = await Begin("2026-03-09");
        await Store.Commit(w =>
        {
            for (var i = 0; i < 5; i++) w.Enqueue(To(i, second) with { To = Chat with { Conversation = $"a:{i}", Tenant = $"t{i % 2}" } });
        });

        var newest = Read(Now);
        newest.Select(each => (each.Period, each.Waiting, each.MostOfATenant)).Should().Equal(("2026-03-09", 5, 3), ("2026-03-02", 0, 0));
        Read(Now.AddDays(9)).Should().BeEmpty("it is over for long");
        (await Store.Database.Settle(writer => FanOutRows.Forget(writer, Now.AddDays(1)), default)).Should().Be(1, "one has messages");
    }

    [StoreFact]
    public async Task Ten_thousand_messages_are_counted_in_an_index()
    {
        await Written(Many);
        Progress().Should().Be((Many, 0, Many, 0));
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 10; i++) Progress();
        _output.WriteLine($"{TimeProvider.System.GetElapsedTime(began).TotalMilliseconds / 10:0.0} ms each");
        using var session = Store.Database.OpenSession();
        var explain = Store.Database.IsShared ? "EXPLAIN" : "EXPLAIN QUERY PLAN";
        using var rows = session.Statements[
            $"{explain} SELECT COUNT(*), COUNT(parked_at) FROM outbox WHERE fan_out = 1 GROUP BY to_tenant"].Read();
        var plan = new List<string>();
        while (rows.Read()) plan.Add(rows.GetString(Store.Database.IsShared ? 0 : 3));
        if (!Store.Database.IsShared) string.Join('\n', plan).Should().Contain("COVERING INDEX outbox_fan_out");
        _output.WriteLine(string.Join('\n', plan));
    }

    private async Task<long> Begin(string period) =>
        await Store.Database.Settle(writer => FanOutRows.Begin(writer, "digest", period, Now), default);

    private async Task<IReadOnlyList<OutboxRow>> Written(int count)
    {
        var fanOut = await Begin("2026-03-02");
        await Store.Commit(w =>
        {
            for (var i = 0; i < count; i++) w.Enqueue(To(i, fanOut));
        });
        return [.. (await Store.Outbox.Waiting(0, count, default)).Where(row => row.FanOut == fanOut)];
    }

    private static OutboxRow To(int person, long fanOut) =>
        new(OutboxKind.Say, Chat with { Conversation = $"a:{person}" }) { Body = new byte[2000], FanOut = fanOut };

    private (long Planned, long Sent, long Waiting, long Aside) Progress()
    {
        var only = Read(Now).Should().ContainSingle().Which;
        return (only.Planned, only.Sent, only.Waiting, only.Aside);
    }

    private IReadOnlyList<FanOutProgress> Read(DateTimeOffset now)
    {
        using var session = Store.Database.OpenSession();
        return FanOutRows.Newest(session.Statements, now, 5);
    }
}
