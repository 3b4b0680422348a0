using FluentAssertions;
using Improvement.Bot.Effects;
using Improvement.Bot.Effects.Figures;
using Improvement.Bot.Errors;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Improvement.Bot.Tests.Effects;

/// <summary>Somebody sends figures and fixes an effect in the chat, and is told the verdict.</summary>
public abstract class EffectStoryTests(Product product)
{
    public sealed class OnSqlite(Product product) : EffectStoryTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : EffectStoryTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task From_figures_to_a_verdict()
    {
        var (lea, max) = (product.Somebody("Lea"), product.Somebody("Max"));
        await product.TeamOf(lea, max);
        var report = await lea.Report("The hand-over of the night shift was lost");

        var form = (await lea.Ask("/figures Open hand-overs", "Own figures")).Card;
        var wrong = await lea.Press(form, "Send the figures", ("Lines", "2026-01-05; 4\n06.01.2026; 5"));
        wrong.Card!.Shows("Line 2: “06.01.2026” is no day").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM figure_series WHERE name = 'Open hand-overs'").Should().Be(0, "nothing is half kept");
        var kept = await lea.Press(wrong.Card, "Send the figures", ("Lines", Weeks(12)));
        kept.Card!.Shows("Open hand-overs: 12 new").Should().BeTrue();
        var second = (await lea.Ask("/figures Late answers", "Own figures")).Card;
        await lea.Press(second, "Send the figures", ("Lines", Weeks(12)));

        var list = (await lea.Ask($"/effect {report.Label}", $"Effects of {report.Label}")).Card;
        list.Shows("Nothing is measured yet").Should().BeTrue();
        var choices = (await lea.Chat.Ask(() => lea.Press(list, "Measure its effect"), $"Measure the effect of {report.Label}")).Card;
        choices.Json.ToString().Should().Contain($"Errors a week like {report.Label} (The hand-over of the night shift was lost)");
        var confirm = await lea.Press(choices, "Next",
            ("Metric", Series("Open hand-overs")), ("Smallest", "0,5"), ("Balance", Series("Late answers")), ("BalanceSmallest", "1"),
            ("Start", $"{Today.AddDays(10):yyyy-MM-dd}"), ("Weeks", "8"));
        confirm.Card!.Shows("This is fixed now").Should().BeTrue($"{confirm.Card}");
        var done = await lea.Press(confirm.Card, "Fix it");
        done.Card!.Shows($"The effect of {report.Label} is measured").Should().BeTrue();

        var status = (await lea.Ask($"/status {report.Label}", report.Label)).Card;
        (await lea.Chat.Ask(() => lea.Press(status, "Its effect"), "it begins on")).Should().NotBeNull();
        var shown = await max.Ask($"/effect {report.Label}", "it begins on");
        var one = await max.Press(shown.Card, "Show it");
        one.Card!.Shows("a fall of 0.5 matters").Should().BeTrue();
        one.Card.Buttons.Should().NotContain("Take it back", "somebody else registered it");
        await product.Bot.SweepIn(90);
        await product.Bot.SweepIn(94);
        await product.Bot.Idle();
        await lea.Chat.See("fewer than 8 values since the start");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Weeks_of_an_error_and_of_a_category_count_from_the_first_report_on_until_they_are_over()
    {
        var lea = product.Somebody("Lea");
        var name = (await product.TeamOf(lea)).Name;
        var team = new TeamId(product.Bot.Number("SELECT id FROM teams WHERE name = @name", name));
        var report = await lea.Report("The rowan export is late");
        var monday = Today.AddDays(-(((int)Today.DayOfWeek + 6) % 7));
        var began = new DateTimeOffset(monday.AddDays(-28).ToDateTime(new(12, 0)), TimeSpan.Zero);
        await product.Bot.Change(
            "UPDATE errors SET created_at = @at, occurred_at = NULL WHERE id = @id", began.ToUnixTimeMilliseconds(), report.Number);
        await product.Bot.Change(
            "INSERT INTO category_days (team, category, day, occurrences) VALUES (@team, 'late', @day, 3)", team.Value,
            $"{monday.AddDays(-10):yyyy-MM-dd}");

        using var scope = product.Bot.Services.CreateScope();
        var (sources, first) = (scope.ServiceProvider.GetRequiredService<MetricSources>(), monday.AddDays(-35));
        sources.Weeks(team, new("error-cluster", $"{report.Number}"), first, 7).Should().Equal([null, null, 0, 0, 0, null, null]);
        sources.Weeks(team, new("error-category", "late"), first, 7).Should().Equal([null, null, 0, 3, 0, null, null]);
        sources.Choices(team, ErrorKind.Id(report.Number)).Select(each => each.Metric.ToString())
            .Should().Contain([$"error-cluster:{report.Number}", "error-category:late"]);
        sources.Weeks(team, new("gone", "x"), first, 2).Should().HaveCount(2).And.OnlyContain(each => each == null);
    }

    [StoreFact]
    public async Task A_file_of_figures_is_kept_whole_or_not_at_all()
    {
        var team = await product.TeamOf(product.Somebody("Lea"));
        var file = Path.Combine(product.Folder, $"{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, "unit,day,value\nNorth,2026-01-05,4\nNorth,05.01.2026,4\n");
        (await Run(file, team.Name)).Should().Match<(int Code, string Said, string Problems)>(
            run => run.Code == 1 && run.Said == "" && run.Problems.Contains("Line 3") && run.Problems.Contains("nothing was kept"));
        await File.WriteAllTextAsync(file, "unit,day,value\nNorth,2026-01-05,4\nNorth,2026-01-06,4\n");
        foreach (var said in new[] { "From a file: 2 new", "0 changed, 2 already there" })
        {
            (await Run(file, team.Name)).Should().Match<(int Code, string Said, string Problems)>(
                run => run.Code == 0 && run.Said.Contains(said) && run.Problems == "");
        }
        (await Run(file, "Nobody's team")).Code.Should().Be(2);
        (await Run(file + ".gone", team.Name)).Code.Should().Be(2);

        async Task<(int Code, string Said, string Problems)> Run(string path, string name)
        {
            var (said, problems) = (new StringWriter(), new StringWriter());
            var command = FigureFile.Command(() => product.Bot.Services, said, problems);
            return (await command.Parse([path, "--series", "From a file", "--team", name]).InvokeAsync(), $"{said}", $"{problems}");
        }
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static string Weeks(int count) => string.Join('\n', Enumerable.Range(1, count).Select(week =>
        $"{Today.AddDays(-7 * week):yyyy-MM-dd}; {4 + (week % 3)}"));

    private string Series(string name) => $"figures:{product.Bot.Number("SELECT id FROM figure_series WHERE name = @name", name)}";
}
