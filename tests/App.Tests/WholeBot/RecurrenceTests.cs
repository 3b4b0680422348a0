using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What comes back after its fix reopens by itself where the rules hold, says why, and can be undone.</summary>
public abstract class RecurrenceTests(Product product)
{
    private const long Day = 24L * 60 * 60 * 1000;

    public sealed class OnSqlite(Product product) : RecurrenceTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : RecurrenceTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task Somebody_meets_it_again_after_the_fix_and_it_is_reopened_with_the_rules_that_let_it_through()
    {
        var story = await Fixed("The elevator of hall one stops between the floors");
        await Meets(story, story.Second, "It stopped again");

        await story.Channel.See(m => m.Shows("It came back") && m.Shows("Somebody said that it is the same.")
            && m.Shows("after the fix took effect on 20"));
        await story.Reporter.Chat.See("has come back after its fix");
        await product.Bot.Idle();
        State(story).Should().Be("Analysing");
        Events(story).Should().EndWith(["witnessed", "recurred"]);
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task It_is_undone_with_one_press_within_a_day_and_later_not()
    {
        var story = await Fixed("The elevator of hall two shakes when it starts");
        await Meets(story, story.Second, "It shakes");
        var card = story.Card();
        await story.Channel.Press(card, "Not the same: undo");
        await product.Bot.Idle();
        State(story).Should().Be("Resolved");
        product.Bot.Number("SELECT COUNT(*) FROM recurrences WHERE error = @id AND undone_at IS NOT NULL", story.Number).Should().Be(1);
        product.Bot.Number("SELECT COUNT(*) FROM fix_outcomes o JOIN fixes f ON f.id = o.fix WHERE f.error = @id AND NOT o.has_worked",
            story.Number)
            .Should().Be(0, "the fix has not failed");
        product.Bot.Number("SELECT COUNT(*) FROM watches WHERE error = @id AND ended_at IS NULL", story.Number).Should().Be(1);

        product.Bot.TextsOf("SELECT note FROM witness_retractions WHERE error = @id", story.Number).Should().Equal("It shakes");
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @id", story.Number).Should().Be(0, "it was something else");

        await Meets(story, story.Owner, "And again");
        State(story).Should().Be("Analysing");
        foreach (var (table, column) in new[] { ("errors", "state_since"), ("recurrences", "judged_at") })
        {
            var key = table is "errors" ? "id" : "error";
            await product.Bot.Change($"UPDATE {table} SET {column} = {column} - {2 * Day} WHERE {key} = @id", story.Number);
        }

        (await story.Channel.Press(card, "Not the same: undo")).Toast.Should().NotBeNullOrEmpty();
        State(story).Should().Be("Analysing");
    }

    [StoreFact]
    public async Task What_happened_on_a_version_without_the_fix_is_counted_and_of_an_unknown_one_the_leads_are_asked()
    {
        var story = await Fixed("The elevator of hall three opens too late", version: "2.4.1");
        await Meets(story, story.Second, "Too late again", "2.4.0");
        State(story).Should().Be("Resolved");
        Outcomes(story).Should().Equal("OlderVersion");

        await Meets(story, story.Owner, "Too late again", "the blue one");
        State(story).Should().Be("Resolved");
        await story.Lead.Chat.See("nobody can tell whether that has the fix of version 2.4.1");

        await Meets(story, story.Reporter, "Too late again", "2.5");
        Outcomes(story).Should().Equal("OlderVersion", "UnknownVersion", "Reopened");
        State(story).Should().Be("Analysing");
    }

    [StoreFact]
    public async Task Right_after_the_fix_work_from_before_may_still_be_under_way_so_that_nothing_is_reopened()
    {
        var story = await Fixed("The elevator of hall four is dark", daysAgo: 0);
        await Meets(story, story.Second, "Still dark");
        State(story).Should().Be("Resolved");
        Outcomes(story).Should().Equal("BeforeTheFix");
    }

    [StoreFact]
    public async Task A_report_that_is_found_to_be_the_same_counts_as_an_occurrence_and_undoing_it_splits_the_two()
    {
        var story = await Fixed("The elevator of hall seven drips oil");
        var again = await story.Second.Report("A black puddle under the cabin", ("Severity", "NearMiss"));
        var status = (await story.Second.Ask($"/status {again.Label}", "History")).Card;
        var form = (await story.Second.Chat.Ask(() => story.Second.Press(status, "Same as another …"), "the same as another report?")).Card;
        await story.Second.Press(form, "It is the same", ("SameAs", story.Label));
        await product.Bot.Idle();
        State(story).Should().Be("Analysing");
        await story.Channel.See(m => m.Shows($"It came back: {story.Second.Name} met it again."));

        await story.Channel.Press(story.Card(), "Not the same: undo");
        await product.Bot.Idle();
        State(story).Should().Be("Resolved");
        product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", again.Number).Should().Equal("Reported");
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @id", story.Number).Should().Be(0);
    }

    [StoreFact]
    public async Task A_report_that_is_alike_and_about_the_same_object_reopens_it_without_anybodys_word_and_undoing_it_teaches()
    {
        const string sentence = "The gripper drops green bottles onto the conveyor whenever the compressor restarts";
        var story = await Fixed(sentence, details: Gripper("gripper 9"));
        var other = await story.Second.Report(sentence, [("Severity", "NearMiss"), .. Gripper("gripper 10")]);
        State(story).Should().Be("Resolved", "{0} is about another object", other.Label);

        var again = await story.Second.Report(sentence, [("Severity", "NearMiss"), .. Gripper("Gripper  9")]);
        await product.Bot.Idle();
        State(story).Should().Be("Analysing");
        await story.Channel.See(m => m.Shows($"It came back: {story.Second.Name} met it again.")
            && m.Shows("alike and about the same object"));
        (await story.Lead.Ask($"/status {again.Label}", "History")).Shows(story.Label).Should().BeTrue("they belong together");

        await story.Channel.Press(story.Card(), "Not the same: undo");
        await product.Bot.Idle();
        State(story).Should().Be("Resolved");
        (await story.Lead.Ask($"/status {again.Label}", "History")).Shows(story.Label).Should().BeFalse("they do not belong together");
        product.Bot.TextsOf(
            "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what LIKE '%linked%' ORDER BY id",
            again.Number).Should().Equal("linked-alike", "unlinked");
        story.Channel.Messages.Single(m => m.Cards.Count == 1 && m.Shows(again.Label) && m.Card.Buttons.Contains("Next step …"))
            .Shows(story.Label).Should().BeFalse("its card in the channel is shown again");
        product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", again.Number).Should().Equal("Reported");

        await story.Second.Report(sentence, [("Severity", "NearMiss"), .. Gripper("gripper 9")]);
        State(story).Should().Be("Resolved", "what is as alike was said to be something else");
    }

    [StoreFact]
    public async Task What_comes_again_after_half_a_year_is_a_report_of_its_own_that_belongs_together_with_the_former()
    {
        const string sentence = "The palletizer stacks seven layers although six are ordered for the short truck";
        var story = await Fixed(sentence, details: Gripper("palletizer 2"));
        await product.Bot.Change(
            $"UPDATE errors SET state = 'Closed', timer_at = NULL, state_since = state_since - {200 * Day} WHERE id = @id", story.Number);

        var again = await story.Second.Report(sentence, [("Severity", "NearMiss"), .. Gripper("palletizer 2")]);
        await product.Bot.Idle();
        State(story).Should().Be("Closed");
        (await story.Lead.Ask($"/status {again.Label}", "History")).Shows($"{story.Label} (again after 200 days)").Should().BeTrue();
        (await story.Lead.Ask($"/status {story.Label}", "History")).Shows($"{again.Label} (again after 200 days)").Should().BeTrue();
    }

    [StoreFact]
    public async Task The_second_time_asks_for_somebody_else_and_the_third_for_a_review_of_the_cause()
    {
        var story = await Fixed("The elevator of hall five is loud");
        await Meets(story, story.Second, "Loud");
        await Again(story);
        await Meets(story, story.Second, "Loud again");
        await story.Lead.Chat.See("has come back for the second time");
        product.Bot.Number("SELECT severity FROM errors WHERE id = @id", story.Number).Should().Be(2, "a step more severe than before");

        await Again(story);
        await Meets(story, story.Second, "Loud as ever");
        await story.Lead.Chat.See("Please review its cause");
        State(story).Should().Be("Analysing");
    }

    [StoreFact]
    public async Task After_three_in_an_hour_a_lead_is_asked_once_and_nothing_more_reopens_by_itself()
    {
        var story = await Fixed("The elevator of hall six smells");
        for (var i = 0; i < 3; i++)
        {
            await Meets(story, story.Second, $"Smell {i}");
            State(story).Should().Be("Analysing");
            await Again(story);
        }

        await Meets(story, story.Second, "Smell 3");
        State(story).Should().Be("Resolved");
        await Meets(story, story.Second, "Smell 4");
        State(story).Should().Be("Resolved");
        await product.Bot.Idle();
        story.Lead.Chat.Messages.Count(m => m.FromBot && m.Shows("many errors were reopened by themselves")).Should().Be(1);
    }

    /// <summary>An error that was fixed, confirmed, and is resolved.</summary>
    private async Task<TriageStory> Fixed(
        string sentence, string? version = null, int daysAgo = 3, params (string Input, string Value)[] details)
    {
        var story = await TriageStory.Begin(product, sentence, [("Severity", "NearMiss"), .. details]);
        await story.IsResolved(product, "Renew the cable", daysAgo);
        if (version is not null)
        {
            await product.Bot.Change("UPDATE watches SET fixed_in_version = @version WHERE error = @id", version, story.Number);
        }

        return story;
    }

    private static (string Input, string Value)[] Gripper(string name) => [("Object", "Tool"), ("ObjectName", name)];

    /// <summary>It is as if a new fix were in place and confirmed again.</summary>
    private async Task Again(TriageStory story)
    {
        await product.Bot.Idle();
        await product.Bot.Change("UPDATE errors SET state = 'Resolved', came_from = NULL, version = version + 1 WHERE id = @id",
            story.Number);
        await product.Bot.Change("UPDATE watches SET ended_at = NULL WHERE error = @id", story.Number);
    }

    private Task Meets(TriageStory story, Person person, string note, string? version = null) =>
        story.Meets(product, person, note, version);

    private string State(TriageStory story) => product.Bot.TextsOf("SELECT state FROM errors WHERE id = @id", story.Number).Single();

    private IReadOnlyList<string> Outcomes(TriageStory story) =>
        product.Bot.TextsOf("SELECT outcome FROM recurrences WHERE error = @id ORDER BY id", story.Number);

    private IReadOnlyList<string> Events(TriageStory story) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what <> 'refused' ORDER BY id", story.Number);
}
