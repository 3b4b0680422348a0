using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The process, on PostgreSQL two of them, is killed again and again while clocks run out, and meanwhile the clock jumps forward and back:
/// every effect happens once, and every message arrives, twice only where the process died between the channel's answer and the note.
/// </summary>
public abstract class KilledTimersTests(ITestOutputHelper output)
{
    [Collection("killed bot")]
    public sealed class OnSqlite(ITestOutputHelper output) : KilledTimersTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    [Collection("killed bot")]
    public sealed class OnPostgreSql(ITestOutputHelper output) : KilledTimersTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    // CRASHES=60 for the full size
    private static readonly int? Asked = AskedSize.Of("CRASHES");

    private static readonly int Seed = AskedSize.Of("SEED") ?? 20261127;

    // 40 working days are the longest clock of the errors.
    private static readonly TimeSpan Played = TimeSpan.FromDays(60), End = TimeSpan.FromDays(90), Patience = TimeSpan.FromMinutes(2);

    // Reminders that came up after those of their day were sent wait for another one, over a weekend and to the next morning at most.
    private static readonly TimeSpan OneMessageADay = TimeSpan.FromDays(4);

    private static readonly (string Effect, string[] Words)[] Sentences =
    [
        ("RemindLeads", ["has waited for a lead since", "has waited for twice its time. Owner"]),
        ("Escalate", ["and no lead has looked at it"]),
        ("LeadsDecide", ["stays unanswered"]),
    ];

    private readonly Random _chance = new(Seed);
    private readonly List<ProcessLife> _lives = [];

    private protected abstract StorageEngine Engine { get; }

    // With two instances a round takes twice as long.
    private int Rounds => Asked ?? (Engine is StorageEngine.PostgreSql ? 2 : 3);

    [StoreFact]
    public async Task Every_effect_happens_once_and_a_message_comes_twice_only_where_a_kill_came_before_its_note()
    {
        Person? administrator = null;
        await using var bot = await BotFixture.StartAsync(Engine, teams =>
        [
            new("Backup:Schedule", ""), new("Backup:Trial", ""),
            new("Roles:Administrators:0", (administrator = teams.AddPerson("Ada Admin")).ObjectId),
        ]);
        var errors = await Begin(bot, administrator!);
        var before = bot.Teams.Received.Count;
        await OutboxLedger.Begin(bot.Storage);

        for (var round = 0; round < Rounds; round++) await RunAndKill(bot, OffsetOf(round));
        await RunUntil(bot, End, kept => kept.IsQuiet);
        await RunUntil(bot, End.Add(OneMessageADay), kept => kept.IsOver);

        using var database = Database.Open(bot.Storage, TimeProvider.System, NullLogger<Database>.Instance);
        var kept = new KeptTimers(database);
        foreach (var error in errors) kept.Check(error);
        kept.CheckRuns(errors.Sum(error => error.Days.Count));
        var taken = bot.Teams.Received.Skip(before).Where(request => request is { Done: true, Method: "POST" });
        var deliveries = new Deliveries(OutboxLedger.Read(database), taken, _lives);
        deliveries.Check();
        EffectsAreToldOnce(OutboxLedger.Read(database), errors);
        output.WriteLine(
            $"Seed {Seed}: {errors.Count} errors, {_lives.Count} kills, {deliveries.Taken} messages, {deliveries.Doubled} doubled.");
        bot.Teams.Problems.Should().BeEmpty();
    }

    private async Task<IReadOnlyList<WaitingError>> Begin(BotFixture bot, Person administrator)
    {
        var (lead, ann, bob) = (bot.Add("Lea Lead"), bot.Add("Ann Able"), bot.Add("Bob Baker"));
        bot.Teams.Allow(administrator.PersonalChat);
        await bot.InstallInTeam();
        foreach (var person in new[] { lead, ann, bob, administrator }) await person.Ask("/help", "report-error");
        var errors = await new WaitingErrors(ann, lead, bob).Make(Math.Max(3, Rounds / 2));
        await bot.Teams.Quiet();
        await bot.Bot.Kill();
        return errors;
    }

    // Forward over several clocks at once, as after an outage, and now and then back.
    private TimeSpan OffsetOf(int round) => round % 4 is 3
        ? Played * round / Rounds - TimeSpan.FromDays(_chance.Next(1, 12))
        : Played * (round + _chance.NextDouble()) / Rounds;

    private async Task RunAndKill(BotFixture bot, TimeSpan offset)
    {
        var began = bot.Teams.Now;
        var running = Instances(bot, offset);
        await Task.WhenAll(running.Select(each => each.Start()));
        while (running.Count > 0)
        {
            await SomeMoment(bot.Teams);
            var next = running[_chance.Next(running.Count)];
            running.Remove(next);
            await Kill(bot.Teams, next, began);
        }
    }

    private static List<BotProcess> Instances(BotFixture bot, TimeSpan offset) =>
    [
        .. Enumerable.Range(0, bot.Storage.Kind is StorageEngine.PostgreSql ? 2 : 1)
            .Select(_ => bot.Another(new KeyValuePair<string, string>("Clock:Offset", offset.ToString()))),
    ];

    /// <summary>After some time, or, more often, right after the channel has taken some more messages.</summary>
    private async Task SomeMoment(FakeTeams teams)
    {
        if (_chance.Next(4) is 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_chance.Next(1500, 3500)), TimeProvider.System);
            return;
        }

        var (enough, began) = (teams.Received.Count + _chance.Next(1, 12), TimeProvider.System.GetTimestamp());
        while (teams.Received.Count < enough && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(3)) await Task.Yield();
    }

    private async Task Kill(FakeTeams teams, BotProcess process, DateTimeOffset began)
    {
        var ports = process.Freeze();
        var at = teams.Now;
        await process.DisposeAsync();
        _lives.Add(new(began, at, ports));
    }

    private async Task RunUntil(BotFixture bot, TimeSpan offset, Func<KeptTimers, bool> isSo)
    {
        var began = bot.Teams.Now;
        var last = Instances(bot, offset);
        await Task.WhenAll(last.Select(each => each.Start()));
        using (var database = Database.Open(bot.Storage, TimeProvider.System, NullLogger<Database>.Instance))
        {
            var kept = new KeptTimers(database);
            for (var since = TimeProvider.System.GetTimestamp(); !isSo(kept);)
            {
                TimeProvider.System.GetElapsedTime(since).Should().BeLessThan(
                    Patience, "{0} do not wait for ever: {1}", kept, string.Join('\n', last.SelectMany(each => each.Output.TakeLast(20))));
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }

        foreach (var process in last) await Kill(bot.Teams, process, began);
    }

    /// <summary>Of what is told at once, each effect has one entry in the outbox; reminders of a day share theirs.</summary>
    private static void EffectsAreToldOnce(IReadOnlyList<OutboxEntry> outbox, IReadOnlyList<WaitingError> errors)
    {
        foreach (var error in errors)
        {
            var told = outbox.Select(entry => entry.Content).Where(content => content.Contains($"ERR-{error.Number} ")).ToList();
            foreach (var (effect, words) in Sentences)
            {
                told.Count(content => words.Any(content.Contains))
                    .Should().Be(error.Events.Count(happened => happened == effect), $"ERR-{error.Number} {effect}");
            }
        }
    }
}
