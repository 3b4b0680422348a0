using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The process is killed again and again while the weekly digests of teams and people are composed and posted: afterwards each exists once
/// and arrived, twice only where the process died between the channel's answer and the note.
/// </summary>
public abstract class KilledDigestsTests(ITestOutputHelper output)
{
    [Collection("killed bot")]
    public sealed class OnSqlite(ITestOutputHelper output) : KilledDigestsTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    [Collection("killed bot")]
    public sealed class OnPostgreSql(ITestOutputHelper output) : KilledDigestsTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    private const int Groups = 8, MembersOfEach = 4, People = Groups * MembersOfEach;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), WithinAMoment = TimeSpan.FromMilliseconds(150);

    private readonly List<ProcessLife> _lives = [];

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task Each_digest_exists_once_and_is_posted_once_although_the_bot_is_killed_in_the_middle()
    {
        await using var bot = await BotFixture.StartAsync(Engine, new("Backup:Schedule", ""), new("Backup:Trial", ""));
        var teams = new List<Team>();
        for (var number = 1; number <= Groups; number++) teams.Add(await bot.AddTeamWith($"Group {number}", MembersOfEach));
        await bot.Teams.Quiet();
        await bot.Bot.Kill();
        using var database = Database.Open(bot.Storage, TimeProvider.System, NullLogger<Database>.Instance);
        await database.Settle(DueDigests.Make, CancellationToken.None);
        await OutboxLedger.Begin(bot.Storage);
        var before = bot.Teams.Received.Count;
        bot.Teams.Faults.AddRandom(1, 0.8, new Fault.Delay(WithinAMoment)).On(ConnectorRoute.Send);
        var kept = new Kept(database);

        await RunAndKill(bot, () => kept.Digests > 1);
        var composed = kept.Digests + kept.Personal;
        await RunAndKill(bot, () => kept.Personal > People / 3);
        await RunAndKill(bot, () => bot.Teams.Received.Count > before + Groups);
        var waiting = kept.Waiting;
        await RunAndKill(bot, () => kept is { Digests: Groups, Personal: People, Waiting: 0 });

        composed.Should().BeInRange(1, Groups + People - 1, "it was killed while they were composed");
        waiting.Should().BePositive("it was killed while they were posted");
        kept.TeamsWithOne.Should().Be(Groups);
        IsWrittenOnce(OutboxLedger.Read(database), teams, bot.Teams.People);
        var taken = bot.Teams.Received.Skip(before).Where(request => request is { Done: true, Method: "POST" });
        var deliveries = new Deliveries(OutboxLedger.Read(database), taken, _lives);
        deliveries.Check();
        output.WriteLine(
            $"{composed} composed at the first kill, {waiting} waiting at the third, {deliveries.Taken} taken, {deliveries.Doubled} twice");
        bot.Teams.Problems.Should().BeEmpty();
    }

    private async Task RunAndKill(BotFixture bot, Func<bool> isSo)
    {
        var began = bot.Teams.Now;
        await using var process = bot.Another();
        var starting = process.Start(); // the sweep begins before the process says that it lives
        for (var since = TimeProvider.System.GetTimestamp(); !isSo();)
        {
            TimeProvider.System.GetElapsedTime(since).Should().BeLessThan(Patience, string.Join('\n', process.Output.TakeLast(20)));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        var ports = process.Freeze();
        _lives.Add(new(began, bot.Teams.Now, ports));
        await process.Kill();
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static void IsWrittenOnce(IReadOnlyList<OutboxEntry> written, IReadOnlyList<Team> teams, IReadOnlyList<Person> people)
    {
        foreach (var team in teams) In(team.Channels[1]).Should().Be(1, $"{team.Name} has one digest");
        var members = people.Where(person => teams.Any(team => team.Members.Contains(person))).ToList();
        members.Should().HaveCount(People);
        foreach (var person in members) In(person.PersonalChat).Should().Be(1, $"{person.Name} has one message");

        int In(Conversation where) => written.Count(entry => entry.Conversation == where.Id);
    }

    /// <summary>What is in the database by now.</summary>
    private sealed class Kept(Database database)
    {
        /// <summary>Digests of teams.</summary>
        public long Digests => Number($"SELECT COUNT(*) FROM digests");

        /// <summary>Teams that have exactly one.</summary>
        public long TeamsWithOne =>
            Number($"SELECT COUNT(*) FROM teams WHERE (SELECT COUNT(*) FROM digests WHERE digests.team = teams.id) = 1");

        /// <summary>People whose digest is done for this week.</summary>
        public long Personal => Number($"SELECT COUNT(*) FROM personal_digests WHERE next_due_at > {TimeProvider.System.GetUtcNow()}");

        /// <summary>Messages that wait.</summary>
        public long Waiting => Number($"SELECT COUNT(*) FROM outbox");

        private long Number(SqlHandler sql)
        {
            using var session = database.OpenSession();
            return session.Statements.Number(sql) ?? 0;
        }
    }
}
