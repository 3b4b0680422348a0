using FluentAssertions;
using Improvement.Bot.Reviews;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Patterns;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Reviews;

/// <summary>Where reviews are offered, whom a restricted one is for, and what is made of what is kept and changed.</summary>
public abstract class ReviewFollowTests(Product product)
{
    public sealed class OnSqlite(Product product) : ReviewFollowTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ReviewFollowTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task What_is_kept_becomes_a_pattern_and_what_is_changed_an_error_or_an_action_and_each_is_made_once()
    {
        var scene = await ReviewScene.Set(product);
        var number = await scene.Begin("Delivery of the organ", scene.Bob);
        await scene.Answer(scene.Ann, number, ("Keep", "Two people count the pipes"), ("Change", "The ramp was too steep"));
        await scene.Answer(scene.Bob, number, ("Change", "Measure the door the day before"));
        var before = await ReviewScene.Status(scene.Bob, number);

        var capture = await ReviewScene.Below(scene.Bob, before, "Keep as success pattern", "Keep a success");
        capture.Value("Story").Should().Be("Two people count the pipes");
        (capture.Shows($"From REV-{number}"), capture.Shows("What worked?")).Should().Be((true, true));
        await scene.Bob.Press(capture, "Keep it");
        var report = await ReviewScene.Below(scene.Bob, before, "Report an error#1", "Report an error");
        report.Value("Story").Should().Be("The ramp was too steep");
        await scene.Bob.Press(report, "Report it");
        await product.Bot.Idle();
        var (pattern, error) = (
            product.Bot.Number("SELECT MAX(id) FROM patterns WHERE origin_kind = 'review' AND origin = @id", number),
            product.Bot.Number("SELECT MAX(id) FROM errors WHERE story = 'The ramp was too steep'"));

        var now = await ReviewScene.Status(scene.Ann, number);
        now.Buttons.Should().Contain([$"→ PAT-{pattern}", $"→ ERR-{error}"]).And.NotContain("Keep as success pattern");
        (await scene.Ann.Press(before, "Keep as success pattern")).Toast.Should().Contain($"PAT-{pattern} was made of it");
        var (first, second) = (
            await ReviewScene.Below(scene.Ann, now, "Make it an action", "What is to be done"),
            await ReviewScene.Below(scene.Max, await ReviewScene.Status(scene.Max, number), "Make it an action", "What is to be done"));
        first.Value("Title").Should().Be("Measure the door the day before");
        (await scene.Ann.Press(first, "Make it an action")).Card!.Shows("Measure the door").Should().BeTrue();
        (await scene.Max.Press(second, "Make it an action")).Card!.Shows("Somebody was faster").Should().BeTrue();
        await product.Bot.Idle();

        product.Bot.Number("SELECT COUNT(*) FROM actions WHERE parent_kind = 'review' AND parent = @id AND state = 'Proposed'", number)
            .Should().Be(1);
        await scene.Lea.Open(scene.Team.Triage()).See("Measure the door the day before");
        scene.Events(number, "followed").Should().Be(3);
        (await ReviewScene.Status(scene.Ann, number)).Buttons
            .Should().Contain(button => button.StartsWith("→ ACT-", StringComparison.Ordinal)).And.NotContain("Make it an action");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task It_is_offered_on_an_error_that_did_harm_once_it_is_closed_and_leads_back_to_it()
    {
        var scene = await ReviewScene.Set(product);
        var (harm, near) = (
            await scene.Ann.Report("The winch slipped", ("Severity", "MinorHarm")),
            await scene.Ann.Report("A rope frayed", ("Severity", "NearMiss")));
        (await Error(scene.Ann, harm.Label)).Buttons.Should().NotContain("Look back together …");
        await product.Bot.Change(
            "UPDATE errors SET state = 'Closed', version = version + 1 WHERE id IN (@a, @b)", harm.Number, near.Number);
        (await Error(scene.Ann, near.Label)).Buttons.Should().NotContain("Look back together …");

        var form = await ReviewScene.Below(
            scene.Ann, await Error(scene.Ann, harm.Label), "Look back together …", "Everybody answers four questions");
        form.Value("Title").Should().Be("The winch slipped");
        var nobody = (await scene.Ann.Press(form, "Ask them")).Card!;
        nobody.Shows("choose at least one more person").Should().BeTrue();
        var unknown = (await scene.Ann.Press(nobody, "Ask them", ("Others", $"{scene.Bob.Name}, Nobody Known"))).Card!;
        unknown.Shows("“Nobody Known” is nobody who can take part").Should().BeTrue();
        var begun = (await scene.Ann.Press(unknown, "Ask them", ("Others", scene.Bob.Name))).Card!;
        await product.Bot.Idle();

        var number = ReviewScene.NumberOn(begun);
        begun.Buttons.Should().Contain($"Open {harm.Label}");
        (await Error(scene.Bob, harm.Label)).Buttons.Should().Contain($"Looked back: REV-{number}");
        (await scene.Eve.Ask($"/review {harm.Label}", "There is no such report")).Shows("winch").Should().BeFalse();
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task It_is_offered_to_a_team_that_took_a_pattern_over()
    {
        var patterns = await ReplicationScene.Set(product, "Keys hang by size");
        var team = await patterns.Another();
        await patterns.Offer(team);
        (await patterns.Card(team.Lead)).Buttons.Should().NotContain("Look back together …");
        await patterns.Use(team);

        var card = await patterns.Card(team.Lead);
        var form = await ReviewScene.Below(team.Lead, card, "Look back together …", "Everybody answers four questions");
        var begun = (await team.Lead.Press(form, "Ask them", ("Others", team.Colleague.Name))).Card!;
        await product.Bot.Idle();

        product.Bot.Number("SELECT team FROM reviews WHERE id = @id", ReviewScene.NumberOn(begun)).Should().Be(team.Id);
        await team.Colleague.Chat.See("Please answer on your own");
        (await patterns.Card(team.Lead)).Buttons.Should().Contain($"Looked back: REV-{ReviewScene.NumberOn(begun)}");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Of_a_restricted_record_only_those_who_see_it_whole_are_asked_and_nobody_else_sees_the_review()
    {
        var scene = await ReviewScene.Set(product);
        var error = await scene.Ann.Report("A salary was read aloud", ("Confidentiality", "Restricted"));
        var form = (await scene.Ann.Ask($"/review {error.Label}", "Everybody answers four questions")).Card;
        var offered = form.Json.ToString();
        (offered.Contains(scene.Lea.Name), offered.Contains(scene.Bob.Name)).Should().Be((true, false));
        var refused = (await scene.Ann.Press(form, "Ask them", ("Others", scene.Bob.Name))).Card!;
        refused.Shows("is nobody who can take part").Should().BeTrue();
        var begun = (await scene.Ann.Press(refused, "Ask them", ("Others", scene.Lea.Name))).Card!;
        await product.Bot.Idle();

        var number = ReviewScene.NumberOn(begun);
        (await scene.Bob.Ask($"/status REV-{number}", "There is no such review")).Shows("salary").Should().BeFalse();
        await scene.Answer(scene.Lea, number, ("Change", "Close the door first"));
        await scene.Answer(scene.Ann, number, ("Happened", "It was a slip"));
        (await scene.Bob.Ask($"/status REV-{number}", "There is no such review")).Shows("salary").Should().BeFalse();
        var report = await ReviewScene.Below(
            scene.Ann, await ReviewScene.Status(scene.Ann, number), "Report an error", "Report an error");
        await scene.Ann.Press(report, "Report it");
        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE story = 'Close the door first' AND restricted").Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    private static async Task<SeenCard> Error(Person person, string label) => (await person.Ask($"/status {label}", "History")).Card;
}
