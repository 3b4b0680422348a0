using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>One sentence and one press, and the report is kept, shown and found.</summary>
public abstract class FilingTests(Product product)
{
    public sealed class OnSqlite(Product product) : FilingTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : FilingTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task One_sentence_and_one_press_file_a_report_that_the_triage_channel_shows()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);

        var filed = await ann.Report("The nightly export went to three customers");

        filed.Card.Shows("The nightly export went to three customers").Should().BeTrue();
        filed.Card.Buttons.Should().Contain(["Edit", "Add detail", "Withdraw"]);
        var shown = await bob.Open(team.Triage()).See(filed.Label);
        shown.Shows("The nightly export went to three customers").Should().BeTrue();
        shown.Shows(ann.Name).Should().BeTrue();
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_was_filed_is_found_and_listed_and_shown_also_after_a_restart()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var filed = await ann.Report("The cherry label printer jammed");

        for (var times = 0; times < 2; times++)
        {
            (await ann.Ask("/find cherry label", "Reports found"))
                .Shows($"{filed.Label} · The cherry label printer jammed")
                .Should()
                .BeTrue();
            (await ann.Ask("/my", "My reports")).Shows(filed.Label).Should().BeTrue();
            (await ann.Ask($"/status {filed.Label}", "History")).Shows("The cherry label printer jammed").Should().BeTrue();
            if (times == 0) await product.Restart();
        }

        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE title = 'The cherry label printer jammed'").Should().Be(1);
    }

    [StoreFact]
    public async Task What_is_typed_into_an_empty_form_gets_the_severity_that_its_words_suggest()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);

        var filed = await ann.Report("", ("Story", "Jan was hurt when the mezzanine gave way"));
        var chosen = await ann.Report("", ("Story", "Jan was hurt on the quay, as we practised"), ("Severity", "Hazard"));

        filed.Card.Shows("5 · Critical").Should().BeTrue();
        chosen.Card.Shows("0 · Hazard").Should().BeTrue();
        product.Bot.Number("SELECT severity FROM errors WHERE id = @id", filed.Number).Should().Be(5);
    }

    [StoreFact]
    public async Task A_double_click_files_one_report()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var form = await ann.Form("The double glazing fell out");

        var twice = ann.Chat.PressActivity(form, "Report it");
        var again = ann.Chat.PressActivity(form, "Report it");
        var answers = await product.Teams.DeliverTogether(twice, twice.DeepClone().AsObject(), again);

        answers.Should().OnlyContain(answer => answer.Status == 200 && answer.Body.Contains("ERR-", StringComparison.Ordinal));
        await product.Bot.Idle();
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE title = 'The double glazing fell out'").Should().Be(1);
    }

    [StoreFact]
    public async Task An_old_client_can_file_and_change_a_report()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        var old = ann.Open(ann.PersonalChat, "old phone", old: true);
        await ann.Form("The lift stopped between floors");
        var form = (await old.See("Report an error")).Card;

        await old.Press(form, "Report it");
        var filed = (await old.See("Edit")).Card;
        await old.Press(filed, "Add detail");
        await old.Press((await old.See("Add a detail to")).Card, "Add it", ("Text", "For ten minutes"));
        await old.Press((await old.See("Edit")).Card, "Withdraw");
        await old.Press((await old.See("Why? (optional)")).Card, "Withdraw it", ("Reason", "It was a drill"));

        (await old.See("It was a drill")).Card.Buttons.Should().BeEmpty();
        var channel = ann.Open(team.Triage());
        (await channel.See(m => m.Cards.Count == 1 && m.Shows("It was a drill"))).Shows(Talking.LabelOn(filed)).Should().BeTrue();
        product.Teams.Problems.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Someone_in_several_teams_picks_one()
    {
        var ann = product.Somebody();
        var (first, second) = (await product.TeamOf(ann), await product.TeamOf(ann));
        var form = await ann.Form("The keys are gone");
        form.Inputs.Should().Contain("Team");
        var chosen = product.Bot.Number("SELECT id FROM teams WHERE teams_team_id = @id", second.Id);

        var filed = (await ann.Press(form, "Report it", ("Team", chosen.ToString()))).Card!;

        filed.Shows(second.Name).Should().BeTrue();
        await ann.Open(second.Triage()).See(Talking.LabelOn(filed));
        await product.Bot.Idle();
        first.Triage().Posts.Should().NotContain(post => post.Body.ToJsonString().Contains("The keys are gone"));
    }

    [StoreFact]
    public async Task The_report_of_somebody_in_no_team_is_kept_for_an_administrator()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        await product.TeamOf(bob);

        var filed = await ann.Report("The coffee machine leaks");

        filed.Card.Shows("an administrator will assign it").Should().BeTrue();
        (await product.Administrator.Ask("/find coffee leaks", "Reports found")).Shows(filed.Label).Should().BeTrue();
        (await bob.Ask("/find coffee leaks", "Reports found")).Shows(filed.Label).Should().BeFalse();
    }

    [StoreFact]
    public async Task Health_says_that_it_lives_and_that_it_is_ready()
    {
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri(product.Bot.Endpoint, "/health/live"))).Should().Be("live");
        (await client.GetStringAsync(new Uri(product.Bot.Endpoint, "/health/ready"))).Should().StartWith("ready");
    }
}

/// <summary>A default team of the settings.</summary>
public sealed class DefaultTeamTests(DefaultTeamTests.WithDefaultTeam product) : IClassFixture<DefaultTeamTests.WithDefaultTeam>
{
    [Fact]
    public async Task Somebody_in_no_team_reports_to_the_default_team_of_the_settings()
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = product.Teams.AddTeam("Front desk", "Triage").AddOwners(bob);
        team.AadGroupId.Should().Be(WithDefaultTeam.FrontDesk, "the settings name it");
        await product.Teams.Install(bob, team.Triage());
        await product.Bot.Idle();

        var filed = await ann.Report("The visitor list is empty");

        filed.Card.Shows("Front desk").Should().BeTrue();
        await bob.Open(team.Triage()).See(filed.Label);
    }

    /// <summary>The settings name a team that is added later.</summary>
    public sealed class WithDefaultTeam : Product
    {
        /// <summary>The group of the team that the fake makes out of this name.</summary>
        public static string FrontDesk { get; } = GroupOf("Front desk");

        protected override string? DefaultTeam => FrontDesk;

        private static string GroupOf(string name)
        {
            var teams = FakeTeams.StartAsync().GetAwaiter().GetResult();
            var group = teams.AddTeam(name).AadGroupId;
            teams.DisposeAsync().AsTask().GetAwaiter().GetResult();
            return group;
        }
    }
}
