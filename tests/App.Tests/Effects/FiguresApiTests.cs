using FluentAssertions;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Effects;

/// <summary>Own figures over HTTP, in the running application.</summary>
public abstract class FiguresApiTests(ApiProduct product)
{
    private const string Figures = "/api/v1/figures";

    public sealed class OnSqlite(ApiProduct product) : FiguresApiTests(product), IClassFixture<ApiProduct>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresApiProduct product) : FiguresApiTests(product), IClassFixture<PostgresApiProduct>;

    [StoreFact]
    public async Task A_system_sends_figures_reads_them_and_nobody_of_another_team_does()
    {
        var team = await product.TeamOf(product.Somebody("Lea"));
        using var system = await product.CallerIn(team, "Board", ("Kind", "System"), ("SendFigures", "true"));
        using var reader = await product.CallerIn(team, "Reader", ("ReadFigures", "true"));
        using var narrow = await product.CallerIn(team, "Narrow");
        using var stranger = await product.CallerIn(
            await product.TeamOf(product.Somebody("Eve")), "Stranger", ("ReadFigures", "true"), ("SendFigures", "true"));

        var figures = new Dictionary<string, object> { ["2026-01-05"] = 4, ["2026-01-06"] = "2.5" };
        var body = new { series = "Open hand-overs", unit = "North", figures };
        for (var i = 0; i < 2; i++)
        {
            var sent = await system.Post(Figures, body, ("Idempotency-Key", $"board-{i}"));
            (sent.Status, sent.Json.GetProperty("units")[0].GetProperty("figures").GetInt64()).Should().Be((200, 2), sent.Body);
        }
        await system.Post(Figures, new { series = "open hand-overs", figures = new Dictionary<string, double> { ["2026-01-05"] = 7 } });

        var series = (await reader.Get(Figures)).Json.GetProperty("items").EnumerateArray().Single();
        series.GetProperty("units").EnumerateArray().Select(unit => unit.GetProperty("unit").GetString())
            .Should().BeEquivalentTo("North", team.Name);
        var self = series.GetProperty("self").GetString()!;
        var page = await reader.Get($"{self}?unit=North&from=2026-01-06");
        page.Json.GetProperty("items").EnumerateArray().Single().GetProperty("value").GetDouble().Should().Be(2.5);

        (await narrow.Get(Figures)).Problem.Should().Be("scope-missing");
        (await reader.Post(Figures, body)).Problem.Should().Be("scope-missing");
        (await stranger.Get(self)).Status.Should().Be(404);
        (await stranger.Get(Figures)).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_is_wrong_is_refused_by_its_name_and_nothing_is_kept()
    {
        var team = await product.TeamOf(product.Somebody("Lea"));
        using var system = await product.CallerIn(team, "Odd board", ("SendFigures", "true"));

        var refused = await system.Post(Figures, new
        {
            series = "Open",
            figures = new Dictionary<string, object>
            {
                ["2026-01-05"] = 4, ["05.01.2026"] = 4, ["2026-01-06"] = "many", ["2199-01-06"] = 1,
            },
        });
        refused.Status.Should().Be(422);
        refused.Complaints["/figures/05.01.2026"].Should().Contain("2026-03-02");
        refused.Complaints["/figures/2026-01-06"].Should().Contain("no number");
        refused.Complaints["/figures/2199-01-06"].Should().Contain("future");
        (await system.Post(Figures, new { figures = new Dictionary<string, object>() })).Complaints.Keys
            .Should().BeEquivalentTo("/series", "/figures");
        (await system.Get(Figures)).Json.GetProperty("items").GetArrayLength().Should().Be(0, "nothing of it was kept");
        (await system.Get($"{Figures}/4711?from=monday&colour=red")).Complaints.Keys.Should().BeEquivalentTo("from", "colour");
        (await system.Get($"{Figures}/4711")).Status.Should().Be(404);
    }

    [StoreFact]
    public async Task Pages_follow_each_other_by_whole_days()
    {
        var team = await product.TeamOf(product.Somebody("Lea"));
        using var system = await product.CallerIn(team, "Large board", ("SendFigures", "true"));
        var first = new DateOnly(2021, 1, 1);
        foreach (var unit in new[] { "North", "South" })
        {
            var figures = Enumerable.Range(0, 800).ToDictionary(day => $"{first.AddDays(day):yyyy-MM-dd}", day => day);
            (await system.Post(Figures, new { series = "Open", unit, figures })).Status.Should().Be(200);
        }

        var found = new List<string>();
        var address = (await system.Get(Figures)).Json.GetProperty("items")[0].GetProperty("self").GetString();
        while (address is not null)
        {
            var page = await system.Get(address);
            found.AddRange(page.Json.GetProperty("items").EnumerateArray()
                .Select(each => $"{each.GetProperty("day").GetString()} {each.GetProperty("unit").GetString()}"));
            address = page.Json.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        found.Should().HaveCount(1_600).And.OnlyHaveUniqueItems().And.BeInAscendingOrder(StringComparer.Ordinal);
    }
}
