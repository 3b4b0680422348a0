using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Xunit;
using Xunit.Abstractions;

namespace Improvement.Bot.Tests.Scale;

/// <summary>
/// What the prioritised list of one team and of all, and the digest of one team cost among few reports and among ten times as many. In its
/// usual size it fails where one of them costs far more than ten times as much among ten times the reports; with SCALE=1000000 it measures
/// (tests/Benchmarks/week.sh), and its limit is the plain aggregate in SQL over the same rows.
/// </summary>
public abstract class WeekTests(ITestOutputHelper output)
{
    public sealed class OnSqlite(ITestOutputHelper output) : WeekTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.Sqlite;
    }

    [OnPostgres]
    public sealed class OnPostgreSql(ITestOutputHelper output) : WeekTests(output)
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    private const double MostOfPlain = 3;

    // Ten times the reports would cost a hundred times as much where each is compared with each.
    private const double MostGrowth = 15;

    // Below this a busy machine decides, not the number of reports.
    private const double NothingMs = 250;

    private const int Calls = 5, OneTeam = 1, MostBytes = 12 * 1024;

    private static readonly int? Asked = AskedSize.Of("SCALE");

    private static readonly int Reports = Asked ?? 20_000;

    // A Monday at the hour of the digest.
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Sql CanBeActedOn = Sql.Of($"""
        e.state IN ('Reported', 'NeedsInfo', 'Accepted', 'Contained', 'Analysing', 'FixProposed', 'ChangesRequested', 'Implementing')
        """);

    private static readonly Sql OfTeam = Sql.Of($"e.team = {OneTeam}");

    private protected abstract StorageEngine Engine { get; }

    [StoreFact]
    public async Task List_and_digest_cost_no_more_than_the_data_of_whom_they_are_for_and_at_most_three_times_the_plain_aggregate()
    {
        await Measure(ClusteredReports.Block); // what is compiled at the first call is no part of the cost
        var few = await Measure(Reports / 10);
        var many = await Measure(Reports);

        many.All.Ms.Should().BeLessThan(Math.Max(MostGrowth * few.All.Ms, NothingMs), "ten times the reports");
        many.Team.Ms.Should().BeLessThan(Math.Max(MostGrowth * few.Team.Ms, NothingMs), "ten times the reports of the team");
        many.Digest.Ms.Should().BeLessThan(Math.Max(MostGrowth * few.Digest.Ms, NothingMs), "ten times the reports of the team");
        if (Asked is null) return;
        many.All.OfPlain.Should().BeLessThan(MostOfPlain, "the list of all teams");
        many.Team.OfPlain.Should().BeLessThan(MostOfPlain, "the list of one team");
        many.Digest.OfPlain.Should().BeLessThan(MostOfPlain, "the digest of one team");
    }

    private async Task<Costs> Measure(int reports)
    {
        using var database = new ClusteredReports(Engine, reports, Now);
        var clusters = database.Reopen();
        using var bot = new ScaleBot(database.Database, Now);
        await bot.Maintain();
        using var memory = new HeapWatch();
        (await bot.List(team: null)).Should().BeInRange(clusters - database.Watches, clusters, "each cluster once");
        (await bot.Digest(OneTeam)).Should().BeInRange(1, MostBytes);
        var costs = new Costs(
            new(await Quickest(() => bot.List(team: null)), await Plain(database, Open(Sql.Of($"TRUE")))),
            new(await Quickest(() => bot.List(OneTeam)), await Plain(database, Open(OfTeam))),
            new(await Quickest(() => bot.Digest(OneTeam)), await Plain(database, Open(OfTeam), Waiting, Happened, Weekly)),
            memory.Megabytes);
        output.WriteLine($"{Engine}, {reports} reports, {clusters} clusters that can be acted on: {costs}");
        return costs;
    }

    /// <summary>What a bot would ask that ranks by counts alone: each error that can be acted on, with its occurrences.</summary>
    private static Sql Open(Sql which) => Sql.Of($"""
        SELECT COALESCE(p.id, e.id), COUNT(*), MIN(e.created_at), MAX(e.severity)
        FROM errors e LEFT JOIN errors p ON p.id = e.duplicate_of
        WHERE COALESCE(p.state, e.state) IN
            ('Reported', 'NeedsInfo', 'Accepted', 'Contained', 'Analysing', 'FixProposed', 'ChangesRequested', 'Implementing')
            AND NOT e.restricted AND {which}
        GROUP BY COALESCE(p.id, e.id) ORDER BY 2 DESC
        """);

    /// <summary>What waits in each state, of the team.</summary>
    private static Sql Waiting => Sql.Of($"""
        SELECT e.state, COUNT(*), MIN(e.state_since) FROM errors e
        WHERE {CanBeActedOn} AND {OfTeam} AND NOT e.restricted GROUP BY e.state
        """);

    /// <summary>What happened in the week, to how many records of the team.</summary>
    private static Sql Happened => Sql.Of($"""
        SELECT h.what, COUNT(DISTINCT h.record_id) FROM record_events h
        WHERE h.team = {OneTeam} AND h.at >= {Now.AddDays(-7)} AND h.at < {Now} GROUP BY h.what
        """);

    /// <summary>How much was reported in the team in each of thirteen weeks.</summary>
    private static Sql Weekly => Sql.Of($"""
        SELECT e.local_date, COUNT(*) FROM errors e
        WHERE {OfTeam} AND NOT e.restricted AND e.local_date >= {DateOnly.FromDateTime(Now.AddDays(-91).Date)} GROUP BY e.local_date
        """);

    private static Task<double> Plain(ClusteredReports database, params Sql[] statements) => Quickest(() =>
    {
        using var session = database.Database.OpenSession();
        var read = 0;
        foreach (var statement in statements)
        {
            using var rows = session.Statements.Read($"{statement}");
            while (rows.Read()) read++;
        }

        return Task.FromResult(read);
    });

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
    private sealed record Cost(double Ms, double Plain)
    {
        public double OfPlain => Ms / Plain;

        public override string ToString() =>
            FormattableString.Invariant($"{Ms:F1} ms, {OfPlain:F1} times the plain aggregate of {Plain:F1} ms");
    }

    private sealed record Costs(Cost All, Cost Team, Cost Digest, double Megabytes)
    {
        public override string ToString() => FormattableString.Invariant(
            $"list of all teams {All}; of one team {Team}; digest of one team {Digest}; heap at most {Megabytes:F0} MB");
    }
}
