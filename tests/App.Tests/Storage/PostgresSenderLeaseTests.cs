using System.Diagnostics;
using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Storage;
using Improvement.Bot.Storage.Turns;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.Storage;

/// <summary>Of two processes on one database one holds the sender lease, and receives every committed row.</summary>
public sealed class PostgresSenderLeaseTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDatabase? _first = PostgresServer.Missing is null ? TemporaryDatabase.OnPostgres() : null;
    private readonly Database? _second;
    private readonly List<OutboxRow> _heard = [];

    public PostgresSenderLeaseTests() => _second = _first?.Open();

    public void Dispose()
    {
        _second?.Dispose();
        _first?.Dispose();
    }

    [PostgresFact]
    public async Task The_second_holds_the_lease_as_soon_as_the_first_releases_it()
    {
        var first = await _first!.Database.TakeSenderLease(default);
        var waiting = _second!.TakeSenderLease(default).AsTask();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        waiting.IsCompleted.Should().BeFalse();

        await first.DisposeAsync();

        await using var second = await waiting.WaitAsync(Patience);
        second.IsHeld.Should().BeTrue();
        first.Lost.IsCancellationRequested.Should().BeFalse("it was released, not lost");
    }

    [PostgresFact]
    public async Task Whoever_is_cut_off_stops_sending_before_the_other_holds_the_lease()
    {
        await using var first = await _first!.Database.TakeSenderLease(default);
        var lost = new TaskCompletionSource<long>();
        first.Lost.Register(() => lost.TrySetResult(Stopwatch.GetTimestamp()));
        var waiting = Task.Run(async () => (Lease: await _second!.TakeSenderLease(default), At: Stopwatch.GetTimestamp()));
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        using (var session = _second!.OpenSession())
            session.Statements["SELECT COUNT(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted AND "
                + "database = (SELECT oid FROM pg_database WHERE datname = current_database())"]
                .Number()
                .Should()
                .Be(1);

        var (lease, at) = await waiting.WaitAsync(Patience);
        await using var second = lease;
        (await lost.Task.WaitAsync(Patience)).Should().BeLessThan(at);
        (first.IsHeld, second.IsHeld).Should().Be((false, true));
    }

    [PostgresFact]
    public async Task Whoever_receives_nothing_any_more_stops_sending_before_the_other_holds_the_lease_although_every_connection_stands()
    {
        using var way = new SilentProxy(PostgresServer.Shared.Socket);
        using var far = _first!.OpenThrough(way);
        await using var first = await far.TakeSenderLease(default);
        var lost = new TaskCompletionSource<long>();
        first.Lost.Register(() => lost.TrySetResult(Stopwatch.GetTimestamp()));
        var waiting = Task.Run(async () => (Lease: await _second!.TakeSenderLease(default), At: Stopwatch.GetTimestamp()));
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        way.FallSilent();

        var (lease, at) = await waiting.WaitAsync(Patience);
        await using var second = lease;
        (await lost.Task.WaitAsync(Patience)).Should().BeLessThan(at);
        (first.IsHeld, second.IsHeld).Should().Be((false, true));
        way.Resume();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        (first.IsHeld, second.IsHeld).Should().Be((false, true), "a lost lease does not come back by itself");
    }

    [PostgresFact]
    public async Task The_holder_of_the_lease_receives_what_everybody_commits_in_the_order_of_the_numbers()
    {
        _first!.Database.Added = rows =>
        {
            lock (_heard) _heard.AddRange(rows);
        };
        await using var lease = await _first.Database.TakeSenderLease(default);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? _first.Database : _second!).Commit(session =>
        {
            return new ValueTask<OutboxRow?>(OutboxRows.Add(session.Statements, StoreUnderTest.Say($"{i}"), 0));
        })));

        SpinWait.SpinUntil(() => Heard().Count == 200, Patience).Should().BeTrue();
        Heard().Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    private List<long> Heard()
    {
        lock (_heard) return [.. _heard.Select(row => row.Id)];
    }
}
