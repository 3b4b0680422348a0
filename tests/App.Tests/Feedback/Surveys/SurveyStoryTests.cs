using FluentAssertions;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>A pulse as a team lives it: launched from the chat, answered on a card, told, answered by its leads, asked after.</summary>
public abstract partial class SurveyStoryTests(SurveyStoryTests.Asking product)
{
    private const int People = 12;

    public sealed class OnSqlite(Asking product) : SurveyStoryTests(product), IClassFixture<Asking>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresAsking product) : SurveyStoryTests(product), IClassFixture<PostgresAsking>;

    /// <summary>The application with a folder of keys of its own.</summary>
    public class Asking : Product
    {
        protected override IEnumerable<(string Name, string Value)> Settings => [("Anonymity:KeyFolder", Keys)];

        private string Keys => Directory.CreateDirectory(Path.Combine(Folder, "keys")).FullName;
    }

    /// <summary>The same on PostgreSQL.</summary>
    public sealed class PostgresAsking : Asking
    {
        private protected override Improvement.Bot.Storage.StorageEngine Engine => Improvement.Bot.Storage.StorageEngine.PostgreSql;
    }

    [StoreFact]
    public async Task An_anonymous_pulse_from_the_launch_to_what_follows()
    {
        var (team, people) = await Team();
        var lead = people[0];
        await Launch(lead);
        var cards = await Invited(people);

        cards[1].Shows("Nobody who has this bot's database").Should().BeTrue();
        for (var i = 0; i < 10; i++)
        {
            var words = i is 3 ? $"Ask {people[5].Name} at x@example.org for calmer mornings" : null;
            (await Answer(people[i], cards[i], i, words)).Shows("Your answer is counted").Should().BeTrue();
        }

        (await people[1].Press(cards[1], "Send", ("react-how", "1"))).Card!.Shows("answered this survey already").Should().BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM survey_responses JOIN survey_waves ON id = wave WHERE mode = 'Anonymous'")
            .Should().Be(0, "an anonymous wave keeps nothing of a person");
        await CloseNow();

        var result = (await lead.Chat.See("10 of 12 answered")).Card;
        result.Buttons.Should().Contain(["Post it in the channel", "Say what follows", "How to talk about it", "Comments"]);
        (await people[1].Chat.See("It has closed. Those who lead have the result.")).Should().NotBeNull();

        var comments = (await lead.Press(result, "Comments")).Card!;
        comments.Shows("calmer mornings").Should().BeTrue();
        comments.Shows("example.org").Should().BeFalse("addresses are left out");
        comments.Shows(people[5].Name.Split(' ')[1]).Should().BeFalse("names of people who were asked are left out");

        await lead.Press(result, "Ask the team");
        await product.Rounds();
        (await people[2].Chat.See("what matters most for your work, and why?")).Should().NotBeNull();
        product.Bot.Number("SELECT COUNT(*) FROM surveys WHERE template = 'matters-most'").Should().Be(1);

        await lead.Press(result, "Post it in the channel");
        (await people[1].Open(team.Triage()).See("10 of 12")).Should().NotBeNull();

        var refused = await Launched(lead);
        refused.Shows("has no answer yet").Should().BeTrue("the last result comes first");
        (await lead.Press(refused, "Next", ("Way", "Reply"))).Card!.Buttons.Should().Contain("Say what follows");
        await Reply(lead, "We moved the meeting to ten");
        (await people[2].Chat.See("We moved the meeting to ten")).Should().NotBeNull();
    }

    [StoreFact]
    public async Task Ten_days_later_the_same_people_are_asked_one_thing()
    {
        var (_, people) = await Team();
        await Launch(people[0]);
        var cards = await Invited(people);
        for (var i = 0; i < 7; i++) await Answer(people[i], cards[i], i, null);
        await CloseNow();
        await people[0].Chat.See("7 of 12 answered");

        await product.Bot.Change("UPDATE surveys SET next_due_at = 1 WHERE about IS NOT NULL");
        await product.Rounds();

        var card = (await people[3].Chat.See("Were the results of the last survey talked about with you?")).Card;
        (await people[3].Press(card, "Send", ("talked-about", "yes"))).Card!.Shows("Your answer is counted").Should().BeTrue();
        foreach (var person in people[4..10]) await person.Press(await Asked(person), "Send", ("talked-about", "no"));
        await CloseNow();

        (await people[0].Chat.See("Ten days later")).Card.Shows("7 of 12 answered").Should().BeTrue("it stands on the result itself");

        async Task<SeenCard> Asked(Person person) => (await person.Chat.See("Were the results of the last survey talked about")).Card;
    }

    [StoreFact]
    public async Task A_lead_adds_a_question_of_their_own_which_the_bot_looks_at_first()
    {
        var (_, people) = await Team();
        var form = (await people[0].Press(await Opened(people[0]), "Next", ("WithOwn", "true"))).Card!;

        var refused = (await people[0].Press(form, "Next", ("Words", "Who made the last error?"), ("Kind", "Words"))).Card!;
        refused.Shows("Who made the last error?").Should().BeTrue("what was typed stays");
        refused.Buttons.Should().NotContain("Launch", "it asks for a person");
        var few = (await people[0].Press(
            refused, "Next", ("Words", "Where shall we meet?"), ("Kind", "OneChoice"), ("Options", "Hall"))).Card!;
        few.Shows("Write 2 to 8 choices").Should().BeTrue();
        var preview = (await people[0].Press(
            few, "Next", ("Words", "Surely we meet too often?"), ("Kind", "OneChoice"), ("Options", "Hall\nYard\n\nNowhere"))).Card!;
        preview.Shows("About your question").Should().BeTrue("it suggests an answer, which is advice and no refusal");
        await people[0].Press(preview, "Launch");
        await product.Rounds();
        var cards = await Invited(people);
        cards[1].Inputs.Should().HaveCount(5, "it takes the place of the one that changes");
        var item = new OwnItem(ItemKind.SingleChoice, "Surely we meet too often?", ["Hall", "Yard", "Nowhere"]).Code;
        for (var i = 0; i < 7; i++) await people[i].Press(cards[i], "Send", (item, $"option-{1 + i % 2}"));
        await CloseNow();

        var result = (await people[0].Chat.See("7 of 12 answered")).Card;
        result.Shows("Surely we meet too often?").Should().BeTrue();
        result.Shows("Yard").Should().BeTrue();
    }

    [StoreFact]
    public async Task Six_answers_tell_scores_and_no_comments_and_five_tell_nothing()
    {
        foreach (var (answers, told) in new[] { (6, "6 of 12 answered"), (5, "Fewer than 6 of 12 people answered") })
        {
            var (_, people) = await Team();
            await Launch(people[0]);
            var cards = await Invited(people);
            for (var i = 0; i < answers; i++) await Answer(people[i], cards[i], i, "Say nothing of this");
            await CloseNow();

            (await people[0].Chat.See(told)).Should().NotBeNull();
        }

        product.Bot.Number("SELECT COUNT(*) FROM survey_comments WHERE body LIKE 'Say nothing%'").Should().Be(0);
    }

    [StoreFact]
    public async Task A_team_of_four_is_not_asked_anonymously_and_can_be_asked_with_names()
    {
        var people = Enumerable.Range(0, 4).Select(_ => product.Somebody()).ToArray();
        await product.TeamOf(people[0], people[1..]);

        var form = await Opened(people[0]);
        var refused = (await people[0].Press(form, "Next", ("Mode", "Anonymous"), ("Template", "after-rollout"))).Card!;

        refused.Shows("needs at least 6 people").Should().BeTrue();
        var shown = (await people[0].Press(refused, "Next", ("Way", "Change"))).Card!;
        (await people[0].Press(shown, "Next", ("Mode", "Attributed"), ("Template", "tool-satisfaction"))).Card!
            .Shows("read every answer with its name").Should().BeTrue();
    }

    [StoreFact]
    public async Task Answers_with_names_can_be_typed_and_are_read_by_the_lead()
    {
        var people = Enumerable.Range(0, 3).Select(_ => product.Somebody()).ToArray();
        await product.TeamOf(people[0], people[1..]);
        await people[0].Press((await people[0].Press(await Opened(people[0]), "Next")).Card!, "Launch");
        await product.Rounds();
        await people[1].Chat.See("Those who lead your team read what you answer");

        await people[1].Ask("/survey 3", "Please choose one of the answers");
        await people[1].Ask("/survey no; 4; 2; 1-2; Shorter forms", "Your answer is counted");
        await people[1].Ask("/survey yes; 5; 2; 0; Nothing", "answered this survey already");
        await CloseNow();

        var result = (await people[0].Chat.See("Answers with names")).Card;
        var names = (await people[0].Press(result, "Answers with names")).Card!;
        names.Shows("Shorter forms").Should().BeTrue();
        names.Shows(people[1].Name).Should().BeTrue();
    }

    [StoreFact]
    public async Task Three_who_find_a_question_not_acceptable_end_a_survey_with_names_and_its_answers_are_destroyed()
    {
        var people = Enumerable.Range(0, 4).Select(_ => product.Somebody()).ToArray();
        await product.TeamOf(people[0], people[1..]);
        await people[0].Press((await people[0].Press(await Opened(people[0]), "Next", ("Cadence", "Monthly"))).Card!, "Launch");
        await product.Rounds();
        foreach (var person in people[..3])
        {
            var card = (await person.Chat.See("After a rollout: ")).Card;
            await person.Press(card, "This question is not acceptable");
        }

        await product.Rounds();

        (await people[3].Chat.See("several people said that a question is not acceptable")).Should().NotBeNull();
        var wave = product.Bot.Number("SELECT MAX(id) FROM survey_waves WHERE state = 'Stopped'");
        product.Bot.Number($"SELECT COUNT(*) FROM survey_responses WHERE wave = {wave}").Should().Be(0);

        var overview = (await people[0].Ask("/survey", "To come: After a rollout, every month")).Card;
        await people[0].Press(overview, "End it");
        await people[0].Chat.Ask(() => people[0].Say("/survey"), "Launch a pulse");
        product.Bot.Number(
            $"SELECT COUNT(*) FROM surveys JOIN survey_waves w ON survey = surveys.id WHERE w.id = {wave} AND next_due_at IS NULL")
            .Should().Be(1);
    }

    [StoreFact]
    public async Task What_is_typed_is_no_answer_to_an_anonymous_survey()
    {
        var (_, people) = await Team();
        await Launch(people[0]);

        await people[2].Ask("/survey 9; 4; 4; More light", "Anonymous surveys are answered on their card alone");
    }

    [StoreFact]
    public async Task Whoever_leads_no_team_launches_nothing()
    {
        var (_, people) = await Team();

        (await people[4].Ask("/survey", "Surveys")).Card.Buttons.Should().NotContain("Launch a pulse");
    }

    private async Task<(Improvement.Bot.Tests.Channel.Team Team, Person[] People)> Team()
    {
        var people = Enumerable.Range(0, People).Select(_ => product.Somebody()).ToArray();
        return (await product.TeamOf(people[0], people[1..]), people);
    }

    private static async Task<SeenCard> Opened(Person lead)
    {
        var overview = (await lead.Ask("/survey", "Surveys")).Card;
        return (await lead.Chat.Ask(() => lead.Press(overview, "Launch a pulse"), "What to ask")).Card;
    }

    private static async Task<SeenCard> Launched(Person lead) => (await lead.Press(await Opened(lead), "Next")).Card!;

    private async Task Launch(Person lead)
    {
        var preview = await Launched(lead);
        preview.Shows("12 people are asked").Should().BeTrue();
        await lead.Press(preview, "Launch");
        await product.Rounds();
        product.Failures.Should().BeEmpty();
    }

    private async Task<SeenCard[]> Invited(Person[] people)
    {
        var cards = new List<SeenCard>();
        foreach (var person in people) cards.Add((await person.Chat.See("Team pulse: ")).Card);
        return [.. cards];
    }

    private static async Task<SeenCard> Answer(Person person, SeenCard card, int i, string? words)
    {
        (string, string)[] answers =
        [
            ("pulse-recommend", $"{4 + i % 7}"), ("speak-same-day", $"{1 + i % 5}"), ("react-how", $"{1 + (i + 2) % 5}"),
            ("pulse-better", words ?? ""),
        ];
        var shown = (await person.Press(card, "Send", answers)).Card!;
        if (words is null) return shown;
        shown.Shows("Your words, as others read them").Should().BeTrue();
        return (await person.Press(shown, "Send it like this", answers)).Card!;
    }

    private async Task Reply(Person lead, string words)
    {
        var result = (await lead.Chat.See("of 12 answered")).Card;
        var form = (await lead.Chat.Ask(() => lead.Press(result, "Say what follows"), "what follows")).Card;
        await lead.Press(form, "Tell everybody", ("Did", "true"), ("Words", words));
        await product.Bot.Idle();
    }

    private async Task CloseNow()
    {
        await product.Bot.Change("UPDATE survey_waves SET closes_at = 1 WHERE state = 'Open'");
        await product.Rounds();
    }
}
