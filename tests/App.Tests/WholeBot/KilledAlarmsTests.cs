using FluentAssertions;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Errors;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Person = Improvement.Bot.Tests.Channel.Person;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The process is killed again and again in the middle of the job that counts days and raises alarms: afterwards each day is counted as it
/// was, and each alarm is raised once, with one card.
/// </summary>
public abstract class KilledAlarmsTests
{
    [Collection("killed bot")]
    public sealed class OnSqlite : KilledAlarmsTests
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    [Collection("killed bot")]
    public sealed class OnPostgreSql : KilledAlarmsTests
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    /// <summary>Reports of a frequent category that never rises, in each week, so that there is something to count for a while.</summary>
    private const int Steady = 100, Weeks = 33, Risen = 3;

    private const string MeetAgain = """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 5)
        INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at)
        SELECT e.id, e.reporter, 'again-' || e.id || '-' || n, 'again', e.created_at - n * 86400000, e.created_at
        FROM errors e, numbers WHERE e.category = 'wrong'
        """;

    // Two of each error, so that they take many commits.
    private const string NoteAll = """
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 2)
        INSERT INTO record_events (at, actor, actor_kind, record_kind, record_id, team, what)
        SELECT e.created_at, e.reporter, 'person', 'error', e.id, e.team, CASE n WHEN 1 THEN 'filed' ELSE 'detail-added' END
        FROM errors e, numbers ORDER BY e.id, n
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly List<DateTimeOffset> _kills = [];

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task What_was_cut_short_goes_on_and_nothing_is_counted_or_told_twice()
    {
        await using var bot = await BotFixture.StartAsync(Engine, new("Backup:Schedule", ""), new("Backup:Trial", ""));
        var lead = bot.Add("Lea Lead");
        await bot.InstallInTeam();
        await lead.Ask("/help", "report-error");
        await bot.Teams.Quiet();
        using var database = Database.Open(bot.Storage, TimeProvider.System, NullLogger<Database>.Instance);
        var kept = new KeptAlarms(database);
        await Until(() => kept.IsScheduled);
        await bot.Bot.Kill();
        await database.Settle(writer => Furnish(writer, lead), CancellationToken.None);
        var last = kept.LastEvent;

        await RunAndKill(bot, database, () => kept.Counted > 0);
        var early = kept.Counted;
        await RunAndKill(bot, database, () => kept.Counted > Math.Max(early, last / 2) || kept.Counted == last);
        await RunAndKill(bot, database, () => kept.Alarms > 0);
        await RunAndKill(bot, database, () => kept.IsOver);

        early.Should().BeInRange(1, last - 1, "it was killed in the middle");
        kept.CheckDays();
        kept.Raised().Should().BeEquivalentTo("omitted ByWeek", "unsafe InThirtyDays");
        foreach (var alarm in kept.Numbers()) IsShownOnce(bot, kept, alarm);
        bot.Teams.Problems.Where(problem => !problem.Contains("a failure")).Should().BeEmpty();
        bot.Failures.Should().BeEmpty();
    }

    /// <summary>Reports of more than half a year: one category is as ever, one has risen, one that is rare came six times today.</summary>
    private static bool Furnish(Statements writer, Person reporter)
    {
        var who = new PersonId(writer.Number($"SELECT id FROM people WHERE aad_object_id = {reporter.ObjectId}")!.Value);
        var team = new TeamId(writer.Number($"SELECT id FROM teams")!.Value);
        var now = TimeProvider.System.GetUtcNow();
        var monday = new DateTimeOffset(CalendarWeek.MondayOf(DateOnly.FromDateTime(now.UtcDateTime)), default, TimeSpan.Zero);
        for (var week = -Weeks; week < 0; week++)
        {
            Report("wrong", monday.AddDays(7 * week), Steady);
            Report("omitted", monday.AddDays(7 * week), week < -Risen ? 3 : 20);
        }

        Report("unsafe", monday.AddDays(-7 * Weeks), 1);
        for (var hour = 0; hour < 6; hour++) Add("unsafe", now.AddHours(-hour));
        writer[MeetAgain].Execute();
        writer[NoteAll].Execute();
        writer.Execute($"UPDATE schedules SET since = 0 WHERE job = {AlarmWatch.Job}"); // so the last hour was missed
        return true;

        void Report(string category, DateTimeOffset from, int times)
        {
            for (var i = 0; i < times; i++) Add(category, from.AddHours(1 + (163.0 * i / times)));
        }

        void Add(string category, DateTimeOffset at) =>
            new NewError("A form was lost", "A form was lost", who, ActorKind.Person, team, at, DateOnly.FromDateTime(at.UtcDateTime))
            {
                Category = category,
            }.AddTo(writer);
    }

    /// <summary>Runs until something is so, and is killed at that moment; what the former process held is free, as after a pause.</summary>
    private async Task RunAndKill(BotFixture bot, Database database, Func<bool> isSo)
    {
        await database.Settle(
            writer =>
            {
                writer.Execute($"UPDATE leases SET expires_at = 0");
                writer.Execute($"UPDATE job_runs SET due_at = 0 WHERE job = {AlarmWatch.Job} AND done_at IS NULL");
                return true;
            }, CancellationToken.None);
        var starting = bot.Bot.Start(); // the job is quick, and begins before the process says that it lives
        await Until(isSo);
        bot.Bot.Freeze();
        _kills.Add(bot.Teams.Now);
        await bot.Bot.Kill();
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var began = TimeProvider.System.GetTimestamp(); !isSo();)
        {
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Patience);
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    /// <summary>One place, and one card there; a second one only where it was killed between the channel's answer and the note.</summary>
    private void IsShownOnce(BotFixture bot, KeptAlarms kept, long alarm)
    {
        kept.Places(alarm).Should().Be(1);
        var posts = bot.Triage.Posts
            .Where(post => post.ByBot && post.Cards is [var card] && card.ToJsonString().Contains($"\"ALM-{alarm}\"")).ToList();
        posts.Should().NotBeEmpty();
        foreach (var (first, second) in posts.Zip(posts.Skip(1)))
        {
            _kills.Should().Contain(
                kill => first.At <= kill && kill <= second.At, $"otherwise nothing explains why ALM-{alarm} was posted again");
        }
    }
}
