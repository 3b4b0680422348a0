using FluentAssertions;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// What queues, cards, lists and sweeps cost among few reports and among ten times as many. In its usual size it fails where a cost grows
/// with what exists; with SCALE=1000000 it measures (tests/Benchmarks/scale.sh).
/// </summary>
public abstract class ScaleTests(ITestOutputHelper output)
{
    public sealed class OnSqlite(ITestOutputHelper output) : ScaleTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;

        // The times alone would show it only among a hundred thousand reports.
        [StoreFact]
        public void The_queue_is_read_by_the_index_of_what_waits()
        {
            using var place = new TemporaryDatabase(engine: StorageEngine.Sqlite);
            using var session = place.Database.OpenSession();
            using var rows = session.Statements.Read(
                $"EXPLAIN QUERY PLAN SELECT COUNT(*) FROM errors e WHERE {TriageQueue.IsWaiting} AND e.team = {1L}");

            rows.Read().Should().BeTrue();
            rows.GetString(3).Should().Contain("errors_waiting");
        }
    }

    [OnPostgres]
    public sealed class OnPostgreSql(ITestOutputHelper output) : ScaleTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    // Ten times the reports would cost ten times as much where a cost grows with them.
    private const double MostGrowth = 4;

    // Below this a busy machine decides, not the number of reports; a row that is due waits for the disk. In the usual size the quickest
    // call counts for the same reason: other tests run beside.
    private const double NothingMs = 1, CommitMs = 100;

    private static readonly int? Asked = AskedSize.Of("SCALE");

    private static readonly int Reports = Asked ?? 20_000, Timers = Asked is null ? 1_000 : 20_000;
    private static readonly int Calls = Asked is null ? 60 : 2_000;

    // In the usual size as many as of the others: of fewer calls beside other tests not even the quickest was left alone.
    private static readonly int Lists = Asked is null ? Calls : Calls / 4;

    private static readonly int ManyDue = Asked is null ? 500 : 1_000;

    // A Monday morning.
    private static readonly DateTimeOffset Begin = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task A_sweep_costs_what_is_due_and_a_queue_what_it_shows_however_many_reports_exist()
    {
        var few = await Measure(Reports / 10);
        var many = await Measure(Reports);

        foreach (var (name, cost) in many)
        {
            output.WriteLine($"{Engine} {name}: {few[name]} became {cost}");
            var least = name.EndsWith("each", StringComparison.Ordinal) ? CommitMs : NothingMs;
            var (before, now) = Asked is null ? (few[name].Quickest, cost.Quickest) : (few[name].Typical, cost.Typical);
            now.Should().BeLessThan(Math.Max(MostGrowth * before, least), $"{name} does not grow with what exists");
        }
    }

    private async Task<Dictionary<string, Cost>> Measure(int reports)
    {
        var began = TimeProvider.System.GetTimestamp();
        using var database = new TimedReports(Engine, reports, Timers, Begin);
        using var bot = new ScaleBot(database.Database, Begin);
        await bot.Maintain();
        output.WriteLine($"{Engine}: {reports} reports written in {TimeProvider.System.GetElapsedTime(began).TotalSeconds:F0} s");

        var costs = new Dictionary<string, Cost>(StringComparer.Ordinal)
        {
            ["sweep, nothing due"] = await Cost.Of(Calls, async _ => (await bot.Sweep(TimeSpan.Zero)).Should().Be(0)),
            ["queue of a team"] = await Cost.Of(Calls, i => bot.Queue(i % ScaleDatabase.Teams + 1)),
            ["status card"] = await Cost.Of(Lists, i => bot.Status(Team(reports, i), Report(reports, i))),
            ["/my"] = await Cost.Of(Lists, i => bot.My(ScaleDatabase.Teams + 1 + i % 997)),
            ["/find gate"] = await Cost.Of(Lists, i => bot.Find(i % ScaleDatabase.Teams + 1, "gate")),
            ["/find state:reported"] = await Cost.Of(Lists, i => bot.Find(i % ScaleDatabase.Teams + 1, "state:reported")),
        };
        costs["sweep, 100 due, each"] = await SweepOf(bot, due: 100, after: 0);
        costs[$"sweep, {ManyDue} due, each"] = await SweepOf(bot, ManyDue, after: 100);
        return costs;
    }

    /// <summary>The clocks run out one a second, so as many seconds later as many more are due.</summary>
    private static async Task<Cost> SweepOf(ScaleBot bot, int due, int after)
    {
        var began = TimeProvider.System.GetTimestamp();
        (await bot.Sweep(TimeSpan.FromSeconds(after + due))).Should().Be(due, "one row for each clock that ran out");
        return Cost.Shared(TimeProvider.System.GetElapsedTime(began), due);
    }

    // Closed ones with a fix and an action among them, all over the table.
    private static long Report(int reports, int i) => i * 7919L % reports + 1;

    private static long Team(int reports, int i)
    {
        var (step, report) = (reports / Timers, Report(reports, i));
        return (report / step + report % step) % ScaleDatabase.Teams + 1;
    }

    /// <summary>What calls took, in milliseconds.</summary>
    private sealed record Cost(double Quickest, double Typical, double P95, double P99)
    {
        public static async Task<Cost> Of(int calls, Func<int, ValueTask<int>> call)
        {
            for (var i = 0; i < Math.Min(calls, 50); i++) await call(i); // what is compiled at the first call is not part of the cost
            var took = new List<double>(calls);
            for (var i = 0; i < calls; i++)
            {
                var began = TimeProvider.System.GetTimestamp();
                await call(i);
                took.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
            }

            took.Sort();
            return new(took[0], took[calls / 2], took[calls * 95 / 100], took[calls * 99 / 100]);
        }

        public static Task<Cost> Of(int calls, Func<int, Task> call) => Of(calls, async i =>
        {
            await call(i);
            return 0;
        });

        public static Cost Shared(TimeSpan took, int among)
        {
            var each = took.TotalMilliseconds / among;
            return new(each, each, each, each);
        }

        public override string ToString() =>
            P95 == Typical ? $"{Typical:F2} ms" : $"{Typical:F2} / {P95:F2} / {P99:F2} ms (p50, p95, p99)";
    }
}
