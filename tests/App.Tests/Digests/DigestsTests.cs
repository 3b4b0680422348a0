using FluentAssertions;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Digests;

/// <summary>The digest in the running bot: in the channel, on request, and its settings.</summary>
public abstract class DigestsTests(Product product)
{
    public sealed class OnSqlite(WithDigests product) : DigestsTests(product), IClassFixture<WithDigests>;

    [OnPostgres]
    public sealed class OnPostgreSql(WithDigestsOnPostgres product) : DigestsTests(product), IClassFixture<WithDigestsOnPostgres>;

    public class WithDigests : Product
    {
        private protected override bool HasDigests => true;
    }

    public sealed class WithDigestsOnPostgres : WithDigests
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }

    [StoreFact]
    public async Task A_record_in_the_channel_opens_with_a_tap_leads_back_and_counts_as_a_use()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        var team = await product.TeamOf(lead, ann);
        var filed = await ann.Report("The lamp over bench nine flickers");
        await product.Bot.SweepIn(days: 14);
        var channel = ann.Open(team.Triage());
        var digest = (await channel.See("Not in it:")).Card;

        var opened = (await channel.Press(digest, $"Open {filed.Label}#1")).Card!;
        opened.Shows("The lamp over bench nine flickers").Should().BeTrue();
        var again = (await channel.Press(opened, "Back to the digest")).Card!;
        again.Shows("Needs you").Should().BeTrue();
        await channel.Press(digest, "Not useful");
        await channel.Press(digest, "Useful");
        await product.Bot.Idle();

        Uses(team, "Opened").Should().Be(1);
        (Uses(team, "ThumbUp"), Uses(team, "ThumbDown")).Should().Be((1, 0));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_does_not_fit_is_one_press_away_and_what_was_hidden_since_is_not_there()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        var team = await product.TeamOf(lead, ann);
        for (var i = 0; i < 8; i++) await ann.Report($"Crate {(char)('a' + i)} stands in the way of the door");
        await product.Bot.SweepIn(days: 14);
        var channel = ann.Open(team.Triage());
        var digest = (await channel.See("Not in it:")).Card;

        var more = digest.Buttons.Last(button => button.EndsWith("more …", StringComparison.Ordinal));
        (await channel.Press(digest, more)).Card!.Shows("Crate h").Should().BeTrue();
        await product.Bot.Change("UPDATE errors SET restricted = TRUE WHERE title LIKE 'Crate h%'");
        (await product.Somebody("Eve").Open(team.Triage()).Press(digest, more)).Toast
            .Should().Contain("not for you", "somebody outside the team learns nothing");
        (await lead.Open(team.Triage()).Press(digest, more)).Card!.Shows("Crate g").Should().BeTrue();
        Uses(team, "Pressed").Should().Be(2);
    }

    [StoreFact]
    public async Task Anybody_reads_the_week_so_far_in_private_and_leads_have_the_settings_beside_it()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        var team = await product.TeamOf(lead, ann);
        var filed = await ann.Report("The stapler of desk four jams");

        var hers = (await ann.Ask("/digest", "Not in it:")).Card;
        hers.Shows(team.Name!).Should().BeTrue();
        hers.Buttons.Should().NotContain("Settings …").And.NotContain("Useful");
        var opened = (await ann.Press(hers, $"Open {filed.Label}#1")).Card!;
        (await ann.Press(opened, "Back to the digest")).Card!.Shows("Not in it:").Should().BeTrue();

        var leads = (await lead.Ask("/digest", "Not in it:")).Card;
        (await lead.Chat.Ask(() => lead.Press(leads, "Settings …"), "It holds from the next digest on.")).Card
            .Value("Days").Should().Be("Monday");
        await product.Somebody("Eve").Ask("/digest", "You are in no team that I am in");
    }

    [StoreFact]
    public async Task Leads_choose_and_everybody_else_reads_in_private_who_does()
    {
        var (lead, ann) = (product.Somebody("Lea"), product.Somebody());
        var team = await product.TeamOf(lead, ann);
        (await ann.Ask("/digest settings", "The leads of the team choose")).Shows(lead.Name).Should().BeTrue();

        var form = (await lead.Ask("/digest settings", "It holds from the next digest on.")).Card;
        form.Complaints("Keep these settings", ("Sections", "")).Should().ContainKey("Sections");
        var kept = (await lead.Press(
            form, "Keep these settings", ("Days", "Friday"), ("At", "08:15"), ("Sections", "NeedsYou,Stuck"))).Card!;
        kept.Shows("are kept").Should().BeTrue();

        product.Bot.TextsOf(
            "SELECT days || ' ' || at_time || ' ' || sections FROM digest_schedules WHERE team = @team", Id(team))
            .Should().Equal("Friday 08:15 NeedsYou,Stuck");
        var again = (await lead.Ask("/digest settings", "It holds from the next digest on.")).Card;
        (again.Value("Days"), again.Value("At"), again.Value("Sections")).Should().Be(("Friday", "08:15", "NeedsYou,Stuck"));
    }

    private long Uses(Team team, string what) => product.Bot.Number(
        "SELECT COUNT(*) FROM digest_uses u JOIN digests d ON d.id = u.digest WHERE d.team = @team AND u.what = @what", Id(team), what);

    private long Id(Team team) => product.Bot.Number("SELECT id FROM teams WHERE name = @name", team.Name);
}
