using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// What the nightly work on clusters costs among few reports and among ten times as many: the series of categories, alarms and verdicts. In
/// its usual size it fails where a night costs more than what changed; with SCALE=1000000 it measures (tests/Benchmarks/nights.sh), and its
/// limit is the plain aggregate in SQL over the same rows, which a bot that keeps nothing would run each night.
/// </summary>
public abstract class NightTests(ITestOutputHelper output)
{
    public sealed class OnSqlite(ITestOutputHelper output) : NightTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    public sealed class OnPostgreSql(ITestOutputHelper output) : NightTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    private const double MostOfPlain = 3;

    // Ten times the reports would cost ten times as much where a cost grows with them, and need ten times the memory.
    private const double MostGrowth = 5, MostGrowthOfHeap = 2;

    // Below this a busy machine and its disk decide, not the number of reports.
    private const double NothingMs = 250, CommitMs = 100;

    private static readonly int? Asked = AskedSize.Of("SCALE");

    private static readonly int Reports = Asked ?? 20_000;

    private static readonly int Changed = Reports / 365;

    // A Monday in the night.
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task A_night_costs_what_changed_however_many_reports_exist_and_at_most_three_times_the_plain_aggregate()
    {
        await Measure(ClusteredReports.Block); // what is compiled at the first call is no part of the cost
        var few = await Measure(Reports / 10);
        var many = await Measure(Reports);

        many.Night.Should().BeLessThan(Math.Max(MostGrowth * few.Night, NothingMs), "as many reports came in");
        many.Verdict.Should().BeLessThan(Math.Max(MostGrowth * few.Verdict, CommitMs), "a verdict is read from its cluster");
        if (Asked is null) return;
        many.SundayNight.Should().BeLessThan(MostOfPlain * many.Plain);
        many.Megabytes.Should().BeLessThan(MostGrowthOfHeap * few.Megabytes, "memory is bounded");
    }

    private async Task<Cost> Measure(int reports)
    {
        using var database = new ClusteredReports(Engine, reports, Begin);
        using var bot = new ScaleBot(database.Database, Begin);
        await bot.Maintain();
        using var memory = new HeapWatch();
        var first = await Took(() => bot.Alarms(TimeSpan.Zero));
        var plain = await Took(() => Task.FromResult(Plain(database.Database)));
        var nights = new List<double>();
        for (var day = 1; day <= 5; day++)
        {
            database.AddDay(Changed, Begin.AddDays(day));
            nights.Add(await Took(() => bot.Alarms(TimeSpan.FromDays(day))));
        }

        database.AddDay(Changed, Begin.AddDays(7));
        var monday = await Took(() => bot.Alarms(TimeSpan.FromDays(7)));
        var verdicts = await Took(() => bot.Sweep(TimeSpan.FromDays(7)));
        Number(database.Database, $"SELECT COUNT(*) FROM watches WHERE proposed_at IS NOT NULL").Should().Be(database.Watches);
        Number(database.Database, $"SELECT SUM(occurrences) FROM category_days").Should().Be(Plain(database.Database), "none is left out");
        // Nobody answers, so that each is reminded of after two days and after five.
        var reminders = await Took(() => bot.Sweep(TimeSpan.FromDays(15)));
        Number(database.Database, $"SELECT COUNT(*) FROM record_events WHERE what = 'reminded'").Should().Be(2 * database.Watches);
        var cost = new Cost(
            plain, nights.Min(), monday, verdicts / database.Watches, reminders / (2 * database.Watches), database.Watches,
            memory.Megabytes);
        output.WriteLine(
            $"{Engine}, {reports} reports in {reports / ClusteredReports.Block * ClusteredReports.ClustersOfBlock} clusters: {cost}"
            + $", first count of everything {first:F0} ms");
        return cost;
    }

    private static long Plain(Database database)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements.Read($"""
            SELECT team, category, day, COUNT(*) FROM (
                SELECT e.team AS team, e.category AS category, COALESCE(e.occurred_at, e.created_at) / 86400000 AS day FROM errors e
                WHERE NOT e.restricted AND e.state NOT IN ('Duplicate', 'NotAnError', 'Withdrawn')
                UNION ALL
                SELECT e.team, e.category, COALESCE(w.occurred_at, w.created_at) / 86400000 FROM witnesses w JOIN errors e ON e.id = w.error
                WHERE NOT e.restricted AND e.state NOT IN ('Duplicate', 'NotAnError', 'Withdrawn')) AS met
            GROUP BY team, category, day
            """);
        var occurrences = 0L;
        while (rows.Read()) occurrences += rows.GetInt64(3);
        return occurrences;
    }

    private static long? Number(Database database, SqlHandler sql)
    {
        using var session = database.OpenSession();
        return session.Statements.Number(sql);
    }

    private static async Task<double> Took(Func<Task> work)
    {
        var began = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(began).TotalMilliseconds;
    }

    /// <summary>Milliseconds; of the nights the quickest, of the verdicts and reminders each.</summary>
    private sealed record Cost(
        double Plain, double Night, double Monday, double Verdict, double Reminder, int Verdicts, double Megabytes)
    {
        /// <summary>The night from Sunday to Monday: series, alarms and verdicts.</summary>
        public double SundayNight => Monday + Verdicts * Verdict;

        /// <summary>The same if nobody had answered any verdict of the nights before.</summary>
        public double WithReminders => SundayNight + 2 * Verdicts * Reminder;

        public override string ToString() => string.Join(", ", new FormattableString[]
        {
            $"plain aggregate {Plain:F0} ms", $"{Changed} new reports counted in {Night:F0} ms", $"and the week judged in {Monday:F0} ms",
            $"{Verdicts} verdicts of {Verdict:F1} ms", $"both {SundayNight / Plain:F1} times the aggregate",
            $"twice as many reminders of {Reminder:F1} ms", $"with these {WithReminders / Plain:F1} times",
            $"heap at most {Megabytes:F0} MB",
        }.Select(FormattableString.Invariant));
    }
}
