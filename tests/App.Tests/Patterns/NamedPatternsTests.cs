using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>Who did it is named, hears it once, and may take the name off everywhere.</summary>
public abstract class NamedPatternsTests(Product product)
{
    public sealed class OnSqlite(Product product) : NamedPatternsTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : NamedPatternsTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task Somebody_named_hears_it_once_in_private_and_takes_the_name_off_everywhere()
    {
        var scene = await PatternScene.Set(product);
        var bob = scene.Bob.Name;
        var number = await scene.Keep(scene.Ann, $"{bob} oils the hinge at dawn", ("NamedName", bob));
        await scene.Bob.Chat.See("named you as somebody who did it");
        scene.Lea.Open(scene.Team.Triage()).Messages.Should().NotContain(message => message.Shows("Thanks to"), "thanks are private");
        (await scene.Status(scene.Max, number)).Shows("Thanks to").Should().BeTrue();
        var form = await scene.Open(scene.Ann, number, "Fix it …");
        await scene.Ann.Press(form, "Keep this version", ("Mechanism", $"{bob} knows the hinge"));
        await product.Bot.Idle();
        scene.Bob.Chat.Messages.Count(message => message.FromBot && message.Shows("named you as somebody")).Should().Be(1);

        var named = (await scene.Bob.Chat.See("named you as somebody who did it")).Card;
        (await scene.Bob.Press(named, "Take my name off")).Card!.Shows("Your name is not with").Should().BeTrue();
        await product.Bot.Idle();

        var status = await scene.Status(scene.Max, number);
        status.Words.Should().NotContain(words => words.Contains(bob, StringComparison.Ordinal));
        (status.Shows("Thanks to"), status.Shows("a colleague oils the hinge")).Should().Be((false, true));
        foreach (var sql in new[]
        {
            "SELECT title FROM patterns WHERE id = @id", "SELECT story FROM patterns WHERE id = @id",
            "SELECT content FROM pattern_versions WHERE pattern = @id",
        })
        {
            product.Bot.TextsOf(sql, number).Should().NotBeEmpty().And.NotContain(text => text.Contains(bob, StringComparison.Ordinal));
        }

        var again = await scene.Open(scene.Ann, number, "Name a colleague …");
        (await scene.Ann.Press(again, "Name them", ("Name", bob))).Card!.Shows("would rather not be").Should().BeTrue();
        (await scene.Bob.Press(named, "Take my name off")).Error.Should().BeNull("an old card is pressed again");
        scene.Events(number, "name-taken-off").Should().Be(1);
        (await scene.Bob.Ask("/find hinge", "Reports found")).Shows($"PAT-{number}").Should().BeTrue("it is found by its new words");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task The_five_questions_are_answered_in_own_words_without_a_name_for_fourteen_days()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "The pallet scale is zeroed by two people", ("NamedName", scene.Bob.Name));
        var named = (await scene.Bob.Chat.See("named you as somebody who did it")).Card;

        var before = scene.Bob.Chat.Messages.Select(message => message.Id).ToHashSet();
        await scene.Bob.Press(named, "Tell how you did it …");
        var form = (await scene.Bob.Chat.See(message => !before.Contains(message.Id) && message.Shows("What helped?"))).Card;
        var empty = (await scene.Bob.Press(form, "Keep my answers")).Card!;
        empty.Shows("at least one question").Should().BeTrue();
        await scene.Bob.Press(empty, "Keep my answers", ("Helped", "A bench beside the scale"));
        await product.Bot.Idle();

        var status = await scene.Status(scene.Max, number);
        status.Shows("A bench beside the scale").Should().BeTrue();
        status.Shows("In the words of whoever did it").Should().BeTrue();

        await product.Bot.Change("UPDATE pattern_people SET named_at = 0 WHERE pattern = @id", number);
        (await scene.Forged(scene.Bob, "pattern.follow-up", number)).Should().NotContain("What helped?");
        (await scene.Forged(scene.Max, "pattern.follow-up", number)).Should().NotContain("What helped?");
        (await scene.Forged(scene.Max, "pattern.decline", number)).Should().Contain("There is no such pattern");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_its_owner_left_is_adopted_or_retired_after_ninety_days()
    {
        var scene = await PatternScene.Set(product);
        var adopted = await scene.Keep(scene.Ann, "Straps are rolled, not folded");
        var left = await scene.Keep(scene.Ann, "Hooks hang at eye level");
        await product.Bot.Change("""
            UPDATE team_members SET left_at = joined_at + 1 WHERE person = (SELECT id FROM people WHERE aad_object_id = @id)
            """, scene.Ann.ObjectId);

        await product.Bot.SweepIn(days: 0, hours: 1);
        await scene.Lea.Open(scene.Team.Triage()).See("Who adopts it?");
        var status = await scene.Status(scene.Bob, adopted);
        status.Shows("Its owner has left the team").Should().BeTrue();
        var mine = (await scene.Bob.Press(status, "Adopt it")).Card!;
        mine.Buttons.Should().NotContain("Adopt it");
        (await scene.Max.Press(status, "Adopt it")).ToString().Should().NotContain("adopted by Max");
        await product.Bot.SweepIn(days: 92);

        (scene.State(adopted), scene.State(left)).Should().Be(
            (Improvement.Bot.Patterns.PatternState.Candidate, Improvement.Bot.Patterns.PatternState.Retired));
        product.Bot.Number("""
            SELECT COUNT(*) FROM patterns WHERE id = @id AND owner = (SELECT id FROM people WHERE aad_object_id = @bob)
            """, adopted, scene.Bob.ObjectId).Should().Be(1);
        scene.Events(left, "owner-left").Should().Be(1);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task In_use_in_three_teams_for_four_weeks_it_is_replicated_and_a_measured_improvement_makes_it_a_standard()
    {
        var scene = await PatternScene.Set(product);
        var number = await scene.Keep(scene.Ann, "The gauge is read by two people");
        await scene.Validate(number);
        for (var i = 0; i < 3; i++)
        {
            var team = await product.TeamOf(product.Somebody("Lee"));
            await product.Bot.Change("""
                INSERT INTO pattern_replications (pattern, edition, target_team, status, core_steps_done, proposed_at, in_use_since)
                VALUES (@id, 1, (SELECT id FROM teams WHERE name = @name), 'InUse', 0, 0, 0)
                """, number, team.Name);
        }

        await product.Bot.Change("UPDATE patterns SET next_due_at = 2505600000 WHERE id = @id", number);
        await product.Bot.SweepIn(days: 0, hours: 1);
        scene.State(number).Should().Be(Improvement.Bot.Patterns.PatternState.Replicated);
        (await scene.Forged(product.Administrator, "pattern.make-standard", number)).Should().Contain("measured improvement");
        await product.Bot.Change("UPDATE pattern_replications SET verdict = 'Improved' WHERE pattern = @id", number);
        (await scene.Status(scene.Lea, number)).Buttons.Should().NotContain("Make it the standard", "a standard is for all teams");

        var status = await scene.Status(product.Administrator, number);
        (await product.Administrator.Press(status, "Make it the standard")).Card!.Shows("This is how we do it").Should().BeTrue();
        await product.Bot.Idle();

        scene.State(number).Should().Be(Improvement.Bot.Patterns.PatternState.Standard);
        product.Failures.Should().BeEmpty();
    }
}
