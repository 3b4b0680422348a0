using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// What the prioritised list costs among few reports and among ten times as many: of one team, and of all. In its usual size it fails where
/// a list costs far more than ten times as much among ten times the reports; with SCALE=1000000 it measures (tests/Benchmarks/week.sh), and
/// its limit is the plain aggregate in SQL over the same rows.
/// </summary>
public abstract class ListTests(ITestOutputHelper output)
{
    public sealed class OnSqlite(ITestOutputHelper output) : ListTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    public sealed class OnPostgreSql(ITestOutputHelper output) : ListTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    private const double MostOfPlain = 3;

    // Ten times the reports would cost a hundred times as much where each is compared with each.
    private const double MostGrowth = 15;

    // Below this a busy machine decides, not the number of reports.
    private const double NothingMs = 250;

    private const int Calls = 5;

    private static readonly int? Asked = AskedSize.Of("SCALE");

    private static readonly int Reports = Asked ?? 20_000;

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task The_list_costs_no_more_than_the_data_of_whom_it_is_for_and_at_most_three_times_the_plain_aggregate()
    {
        await Measure(ClusteredReports.Block); // what is compiled at the first call is no part of the cost
        var few = await Measure(Reports / 10);
        var many = await Measure(Reports);

        many.All.Should().BeLessThan(Math.Max(MostGrowth * few.All, NothingMs), "ten times the reports");
        many.Team.Should().BeLessThan(Math.Max(MostGrowth * few.Team, NothingMs), "ten times the reports of the team");
        if (Asked is null) return;
        many.All.Should().BeLessThan(MostOfPlain * many.Plain);
        many.Team.Should().BeLessThan(MostOfPlain * many.PlainOfTeam);
    }

    private async Task<Cost> Measure(int reports)
    {
        using var database = new ClusteredReports(Engine, reports, Now);
        var clusters = database.Reopen();
        using var bot = new ScaleBot(database.Database, Now);
        await bot.Maintain();
        using var memory = new HeapWatch();
        (await bot.List(team: null)).Should().BeInRange(clusters - database.Watches, clusters, "each cluster once");
        var cost = new Cost(
            await Quickest(() => bot.List(team: null)), await Quickest(() => bot.List(team: 1)),
            await Quickest(() => Task.FromResult(Plain(database.Database, Sql.Of($"TRUE")))),
            await Quickest(() => Task.FromResult(Plain(database.Database, Sql.Of($"e.team = {1}")))), memory.Megabytes);
        output.WriteLine($"{Engine}, {reports} reports, {clusters} clusters that can be acted on: {cost}");
        return cost;
    }

    /// <summary>What a bot would ask that ranks by counts alone: each error that can be acted on, with its occurrences.</summary>
    private static int Plain(Database database, Sql which)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements.Read($"""
            SELECT COALESCE(p.id, e.id), COUNT(*), MIN(e.created_at), MAX(e.severity)
            FROM errors e LEFT JOIN errors p ON p.id = e.duplicate_of
            WHERE COALESCE(p.state, e.state) IN
                ('Reported', 'NeedsInfo', 'Accepted', 'Contained', 'Analysing', 'FixProposed', 'ChangesRequested', 'Implementing')
                AND NOT e.restricted AND {which}
            GROUP BY COALESCE(p.id, e.id) ORDER BY 2 DESC
            """);
        var clusters = 0;
        while (rows.Read()) clusters++;
        return clusters;
    }

    private static async Task<double> Quickest(Func<Task<int>> work)
    {
        var quickest = double.MaxValue;
        for (var call = 0; call < Calls; call++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await work();
            quickest = Math.Min(quickest, TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        return quickest;
    }

    /// <summary>Milliseconds, the quickest of several calls each.</summary>
    private sealed record Cost(double All, double Team, double Plain, double PlainOfTeam, double Megabytes)
    {
        public override string ToString() => string.Join(", ", new FormattableString[]
        {
            $"list of all teams {All:F1} ms, {All / Plain:F1} times the plain aggregate of {Plain:F1} ms",
            $"of one team {Team:F1} ms, {Team / PlainOfTeam:F1} times that of {PlainOfTeam:F1} ms", $"heap at most {Megabytes:F0} MB",
        }.Select(FormattableString.Invariant));
    }
}
