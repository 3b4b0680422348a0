using FluentAssertions;
using Improvement.Bot.Tests.Api;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// A restricted report is seen by its reporter, the leads, the administrators and people named on it, and by nobody else, anywhere.
/// </summary>
public abstract class RestrictedTests(Product product)
{
    public sealed class OnSqlite(Product product) : RestrictedTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : RestrictedTests(product), IClassFixture<PostgresProduct>;

    private const string Secret = "The payroll file of the juggling troupe was sent to the tailor";
    private const string Like = "The payroll file of the juggling troupe was sent to the wrong tailor";
    private const string Word = "juggling";

    [StoreFact]
    public async Task A_restricted_report_is_seen_by_those_it_is_for_and_by_nobody_else_in_any_place()
    {
        var (reporter, lead, member, reader, witness) = (
            product.Somebody(), product.Somebody("Lea"), product.Somebody("Max"), product.Somebody("Rita"), product.Somebody("Wim"));
        var (guest, elsewhere, stranger) = (product.Somebody("Gus", "guest"), product.Somebody("Eli"), product.Somebody("Stan"));
        var team = await product.TeamOf(lead, reporter, member, guest, reader);
        await product.TeamOf(elsewhere);
        foreach (var person in product.Teams.People) await product.Teams.Install(person);
        await product.Bot.Change("UPDATE teams SET shares_similar = TRUE");
        using var agent = await product.CallerIn(team);
        using var outsider = await product.CallerIn(product.Teams.Teams[^1], "Other agent");
        var (talk, triage) = (reporter.Open(team.Talk()), member.Open(team.Triage()));

        // Filed by mention in a channel, and restricted from the start.
        var form = await talk.Ask(() => talk.Say($"report-error {Secret}"), "Report an error");
        var filed = (await talk.Press(form.Card, "Report it", ("Confidentiality", "Restricted"))).Card!;
        var label = Talking.LabelOn(filed);
        var number = long.Parse(label.AsSpan(4));
        await product.Bot.Change(
            "INSERT INTO error_readers (error, person) SELECT @error, id FROM people WHERE channel_user_id = @reader", number, reader.Mri);
        await lead.Chat.See(label);
        await product.Bot.Idle();
        InChannels(team).Should().BeEmpty("neither the triage channel nor the channel it was reported from shows it");

        Person[] may = [reporter, lead, reader, product.Administrator];
        Person[] mayNot = [member, guest, elsewhere, stranger, witness];
        foreach (var person in may) await Sees(person, label);
        foreach (var person in mayNot) await SeesNothing(person, label);
        foreach (var caller in new[] { agent, outsider }) await SeesNothing(caller, number);

        // What happens to it says nothing to anybody else.
        await Change("Add detail", "Add it", ("Text", $"More about {Word}"));
        await Witnesses(lead, label);
        await product.Bot.Idle();
        InChannels(team).Should().BeEmpty("what happens to it posts no line either");
        foreach (var person in mayNot) await SeesNothing(person, label);
        await NoWordsInEvents(number);

        // Shown to the team, and hidden again.
        await Change("Edit", "Save changes", ("Confidentiality", "Normal"));
        var shown = (await triage.See(label)).Card;
        shown.Shows(Word).Should().BeTrue();
        (await member.Open(team.Talk()).See(label))
            .Shows(Word)
            .Should()
            .BeTrue("the channel it was reported from shows it as it would have from the start");
        await triage.See("made the report visible to the team.");
        await Sees(member, label);
        var note = await triage.Ask(() => triage.Press(shown, "Same thing happened to me"), "What did you see?");
        await triage.Press(note.Card, "Count me in");
        await product.Bot.Idle();

        await Change("Edit", "Save changes", ("Confidentiality", "Restricted"), ("Title", $"The {Word} secret"));
        await triage.See(m => !m.IsPrivate && m.Shows("can be seen only by its reporter"));
        await product.Bot.Idle();
        (await triage.Press(shown, "Same thing happened to me")).Should().NotBeNull();
        product.Teams.PassTime(TimeSpan.FromMinutes(2));
        await product.Teams.ForgetAnswers();
        await product.Bot.Idle();
        Cards(triage).Should().NotContain(card => card.Shows($"The {Word} secret"), "the card of a witness is hidden too");
        Public(team).Should().NotContain(words => words.Contains(Word, StringComparison.Ordinal), "the channel hides what it had shown");
        foreach (var person in mayNot) await SeesNothing(person, label);
        foreach (var person in may) await Sees(person, label);
        foreach (var caller in new[] { agent, outsider }) await SeesNothing(caller, number);

        await Change("Edit", "Save changes", ("Confidentiality", "Normal"));
        await triage.See(m => !m.IsPrivate && m.Shows($"The {Word} secret"));
        product.Teams.Problems.Should().BeEmpty();
        product.Failures.Should().BeEmpty();

        async Task Change(string begin, string send, params (string, string)[] inputs)
        {
            var opened = await talk.Ask(() => talk.Press(filed, begin), label);
            (await talk.Press(opened.Card, send, inputs)).Error.Should().BeNull();
            await product.Bot.Idle();
        }
    }

    /// <summary>The report through everything that lists, searches or opens.</summary>
    private static async Task Sees(Person person, string label)
    {
        (await person.Ask($"/find {Word}", "Reports found")).Shows(label).Should().BeTrue($"{person} may find it");
        (await person.Ask($"/status {label}", "History")).Shows(Word).Should().BeTrue($"{person} may open it");
    }

    private async Task SeesNothing(Person person, string label)
    {
        var before = person.Chat.Messages.Count;
        (await person.Ask($"/find {Word}", "Nothing you may see matches.")).Shows(label).Should().BeFalse();
        await person.Ask($"/status {label}", "There is no such report that you may see.");
        (await person.Ask("/my", "My reports")).Shows(label).Should().BeFalse();
        var form = await person.Form(Like);
        form.Shows("Is it one of these?").Should().BeFalse($"{person} is offered nothing");
        await person.Ask("/cancel", "Cancelled");
        foreach (var verb in new[] { "error.witness", "error.edit", "error.add-detail", "error.withdraw" })
        {
            var answer = await product.Teams.Deliver(Press(person, verb, long.Parse(label.AsSpan(4))));
            answer.Body.Should().NotContain(Word, $"{verb} tells {person} nothing");
            await product.Bot.Idle();
        }

        (await product.Teams.Deliver(Press(person, "error.open", long.Parse(label.AsSpan(4))))).Body.Should().NotContain(Word);
        (await product.Teams.Deliver(Press(person, "error.view", long.Parse(label.AsSpan(4))))).Body
            .Should().Be((await product.Teams.Deliver(Press(person, "error.view", 999_999))).Body, "not even that there is one");
        person.Chat.Messages.Skip(before).Where(m => m.FromBot).Should().NotContain(m => m.Shows("payroll") && m.Shows(label));
    }

    private static async Task SeesNothing(Caller caller, long number)
    {
        (await caller.Get($"/api/v1/errors?q={Word}")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
        foreach (var answer in new[]
        {
            await caller.Get($"/api/v1/errors/{number}"), await caller.Get($"/api/v1/errors/ERR-{number}"),
            await caller.Post($"/api/v1/errors/{number}/witnesses", new { note = "Me too" }),
        })
        {
            (answer.Status, answer.Problem).Should().Be((404, "not-found"));
            answer.Body.Should().NotContain(Word);
        }

        (await caller.Post("/api/v1/errors/similar", new { story = Like })).Json.GetProperty("similar").GetArrayLength().Should().Be(0);
    }

    /// <summary>A lead says in a report of their own that it is the same.</summary>
    private static async Task Witnesses(Person lead, string label) => await lead.Press(await lead.Form(Like), $"Same thing as {label}");

    private System.Text.Json.Nodes.JsonObject Press(Person person, string verb, long number) =>
        product.Teams.Activities.CardAction(
            person, person.PersonalChat, "1700000000001", verb, new() { ["error"] = number, ["verb"] = verb });

    private static IEnumerable<string> InChannels(Team team) =>
        Public(team).Where(words => words.Contains(Word, StringComparison.Ordinal) || words.Contains("ERR-", StringComparison.Ordinal));

    /// <summary>What everybody in a channel of the team can read from the bot.</summary>
    private static IEnumerable<string> Public(Team team) =>
        team.Channels.SelectMany(channel => channel.Posts)
            .Where(post => post is { ByBot: true, OnlyFor: null })
            .Select(post => post.Body.ToJsonString());

    private static IEnumerable<SeenCard> Cards(Chat chat) => chat.Messages.Where(m => m.FromBot).SelectMany(m => m.Cards);

    private Task NoWordsInEvents(long number)
    {
        product.Bot.Number(
            "SELECT COUNT(*) FROM record_events WHERE record_kind = 'error' AND record_id = @id AND data LIKE '%juggling%'", number)
            .Should()
            .Be(0);
        return Task.CompletedTask;
    }
}
