using FluentAssertions;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Improvement.Bot.Tests.Storage;

/// <summary>What every engine must do.</summary>
public abstract class MaintenanceCompliance : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly TemporaryDatabase _file;
    private readonly StoreUnderTest _store;
    private readonly DatabaseMaintenance _maintenance;

    private protected MaintenanceCompliance(StorageEngine engine)
    {
        _file = new TemporaryDatabase(_clock, engine);
        _store = new StoreUnderTest(_file.Database, _clock);
        _maintenance = new DatabaseMaintenance(_file.Database, _clock);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _store.Dispose();
        _file.Dispose();
    }

    [StoreFact]
    public async Task Marks_of_activities_go_after_three_days_and_not_before()
    {
        await Task.WhenAll(Enumerable.Range(0, 1200).Select(i => _store.Commit(_ => { }, Key($"old {i}"))));
        _clock.Advance(TimeSpan.FromDays(2));
        await _store.Commit(_ => { }, Key("new"));
        (await _maintenance.Maintain(default)).Should().Be(0);

        _clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));

        (await _maintenance.Maintain(default)).Should().Be(1200);
        (await _store.Turns.Seen(Key("new"), default)).Should().BeTrue();
        (await _store.Turns.Seen(Key("old 7"), default)).Should().BeFalse();
    }

    [StoreFact]
    public async Task What_was_set_aside_goes_after_thirty_days_and_what_waits_stays()
    {
        await _store.Commit(w => { w.Enqueue(StoreUnderTest.Say("parked")); w.Enqueue(StoreUnderTest.Say("waits")); });
        await _store.Outbox.Park(_store.Announced[0], "400", Fate.Final, default);

        _clock.Advance(TimeSpan.FromDays(31));

        (await _maintenance.Maintain(default)).Should().Be(1);
        (await _store.Waiting()).Should().ContainSingle();
    }

    private static ActivityKey Key(string activity) => new("msteams", "a:1", activity);
}
