using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>A cause that is the same in several errors, and who reads of which of them.</summary>
public abstract class SharedCausesTests(Product product)
{
    public sealed class OnSqlite(Product product) : SharedCausesTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : SharedCausesTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task The_same_cause_is_chosen_both_errors_say_so_to_whoever_sees_the_other_and_it_is_taken_back()
    {
        var first = await WithAcceptedCause("The first conveyor of hall six stops", "The fuse box is too warm");
        var second = await first.Next("The second saw of hall six stops");
        await Added(second, "It gets too warm in the box");

        await Changed(second, "It gets too warm in the box", ("SameAs", CauseOf("The fuse box is too warm")));
        (await Causes(second.Owner, second.Label)).Shows($"Also a cause of {first.Label}").Should().BeTrue();
        (await Causes(second.Second, second.Label)).Shows($"Also a cause of {first.Label}").Should().BeTrue();
        (await Causes(second.Owner, first.Label)).Shows($"Also a cause of {second.Label}").Should().BeTrue();
        Events(first).Should().EndWith("cause-shared");
        Events(second).Should().Contain("cause-shared");

        await product.Bot.Change("UPDATE errors SET restricted = TRUE WHERE id = @id", first.Number);
        (await Causes(second.Second, second.Label)).Shows("Also a cause").Should().BeFalse("they do not see the other error");
        (await Causes(second.Owner, second.Label)).Shows($"Also a cause of {first.Label}").Should().BeTrue("they own it");
        await product.Bot.Change("UPDATE errors SET restricted = FALSE WHERE id = @id", first.Number);

        await Changed(second, "It gets too warm in the box", ("IsItsOwn", "true"));
        (await Causes(second.Owner, second.Label)).Shows("Also a cause").Should().BeFalse();
        (await Causes(second.Owner, first.Label)).Shows("Also a cause").Should().BeFalse();
        (SharedOf(first), SharedOf(second)).Should().Be((0, 0));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task What_is_the_same_as_the_same_is_the_same_and_the_others_stay_together_when_one_goes()
    {
        var first = await WithAcceptedCause("The first door of hall seven jams", "The frames are bent");
        var (second, third) = (await first.Next("A gate of hall seven squeaks"), await first.Next("The window of hall seven is stuck"));
        await Added(second, "Its frame is bent");
        await Added(third, "Bent, as all of them");
        foreach (var (story, cause) in new[] { (second, "Its frame is bent"), (third, "Bent, as all of them") })
        {
            await Changed(story, cause, ("SameAs", CauseOf("The frames are bent")));
        }

        (await Causes(third.Owner, third.Label)).Shows($"Also a cause of {first.Label}, {second.Label}").Should().BeTrue();
        await Send(first, "Not this one");
        await Changed(first, "The frames are bent", ("IsRemoved", "true"));

        (await Causes(third.Owner, third.Label)).Shows($"Also a cause of {second.Label}").Should().BeTrue();
        (await Causes(first.Owner, first.Label)).Shows("Also a cause").Should().BeFalse();
    }

    [StoreFact]
    public async Task A_restricted_error_takes_part_and_nobody_who_may_not_see_it_learns_of_it()
    {
        var open = await WithAcceptedCause("The counter of hall ten miscounts", "The wheel slips");
        var secret = await open.Next("Somebody turns the counter of hall ten back");
        await Added(secret, "Wheel and wish slip");
        await product.Bot.Change("UPDATE errors SET restricted = TRUE WHERE id = @id", secret.Number);
        await Changed(secret, "Wheel and wish slip", ("SameAs", CauseOf("The wheel slips")));

        (await Causes(open.Owner, open.Label)).Shows($"Also a cause of {secret.Label}").Should().BeTrue();
        (await Causes(open.Second, open.Label)).Shows("Also a cause").Should().BeFalse();
        Events(open).Should().NotContain("cause-shared", "its history is read by people who do not see the other one");
        open.Channel.Messages.Should().NotContain(m => m.Shows("Also a cause"));
    }

    [StoreFact]
    public async Task A_cause_of_another_team_is_neither_offered_nor_taken_and_nor_is_one_that_nobody_accepted()
    {
        var elsewhere = await WithAcceptedCause("The press of hall eight leaks", "The seal is old");
        var accepted = await WithAcceptedCause("The pump of hall nine leaks", "The gasket is old");
        var draft = await accepted.Next("A valve of hall nine drips");
        await Added(draft, "The seals are old");
        var story = await accepted.Next("The radiator of hall nine is wet");
        await Added(story, "Its seal is old");

        var offered = (await ChangeForm(story)).Json.GetRawText();
        offered.Should().Contain($"{accepted.Label}: The gasket is old");
        offered.Should().NotContain("The seal is old").And.NotContain("The seals are old");
        foreach (var other in new[] { "The seal is old", "The seals are old", "Its seal is old" })
        {
            var press = story.Owner.Chat.PressActivity(
                await ChangeForm(story), "Save", ("Cause", CauseOf("Its seal is old")), ("SameAs", CauseOf("The gasket is old")));
            press["value"]!["action"]!["data"]!["SameAs"] = CauseOf(other); // no client offers it
            await product.Teams.Deliver(press);
            await product.Bot.Idle();
        }

        new[] { story, draft, accepted, elsewhere }.Select(SharedOf).Should().OnlyContain(shared => shared == 0);
        Events(story).Should().Equal("filed", "accepted", "cause-added");
        product.Failures.Should().BeEmpty();
    }

    /// <summary>A report with one cause, which a lead accepted.</summary>
    private async Task<TriageStory> WithAcceptedCause(string sentence, string cause)
    {
        var story = await TriageStory.Begin(product, sentence);
        await Added(story, cause, ("Evidence", "Seen"));
        var causes = await Causes(story.Owner, story.Label);
        var submit = await Form(story.Owner, causes, "The causes are complete …", $"Are the causes of {story.Label}");
        await story.Owner.Press(submit, "They are complete", ("Justification", "Seen at once"));
        var asked = (await story.Lead.Chat.See(
            m => m.Cards.Count == 1 && m.Shows(story.Label) && m.Card.Buttons.Contains("Accept the causes"))).Card;
        await story.Lead.Press(asked, "Accept the causes");
        await product.Bot.Idle();
        return story;
    }

    /// <summary>Its owner gets the report and writes a root cause down.</summary>
    private async Task Added(TriageStory story, string text, params (string, string)[] inputs)
    {
        await story.IsAccepted();
        var owned = (await story.Owner.Chat.See(m => m.Cards.Count == 1 && m.Shows(story.Label) && m.Shows("solves it"))).Card;
        var form = await Form(story.Owner, owned, "Why did it happen? …", $"Why did {story.Label} happen");
        await story.Owner.Press(form, "Add it", [("Text", text), ("Kind", "Root"), .. inputs]);
        await product.Bot.Idle();
    }

    private async Task Changed(TriageStory story, string cause, (string, string) input)
    {
        await story.Owner.Press(await ChangeForm(story), "Save", ("Cause", CauseOf(cause)), input);
        await product.Bot.Idle();
    }

    private async Task Send(TriageStory story, string why)
    {
        var back = await Form(story.Lead, await Causes(story.Lead, story.Label), "Send the causes back …", "What is missing");
        await story.Lead.Press(back, "Send them back", ("Text", why));
        await product.Bot.Idle();
    }

    private static async Task<SeenCard> ChangeForm(TriageStory story) =>
        await Form(story.Owner, await Causes(story.Owner, story.Label), "Change a cause …", $"Change a cause of {story.Label}");

    /// <summary>The form behind a button, in the place of its card or below it.</summary>
    private static async Task<SeenCard> Form(Person who, SeenCard card, string button, string heading)
    {
        var pressed = await who.Press(card, button);
        return pressed.Card ?? (await who.Chat.See(m => m.Cards.Count == 1 && m.Shows(heading) && m.Card.Buttons.Contains("Cancel"))).Card;
    }

    /// <summary>The card of the causes, as the press on everything about the error brings it.</summary>
    private static async Task<SeenCard> Causes(Person who, string label)
    {
        var status = (await who.Ask($"/status {label}", "History")).Card;
        return (await who.Chat.Ask(() => who.Press(status, "Causes"), "Why it happened: ")).Card;
    }

    private string CauseOf(string text) =>
        product.Bot.TextsOf("SELECT CAST(id AS text) FROM causes WHERE text = @text ORDER BY id DESC LIMIT 1", text).Single();

    private long SharedOf(TriageStory story) => product.Bot.Number(
        "SELECT COUNT(*) FROM causes c JOIN analyses a ON a.id = c.analysis WHERE c.shared_cause IS NOT NULL AND a.error = @id",
        story.Number);

    private IReadOnlyList<string> Events(TriageStory story) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id AND what <> 'refused' ORDER BY id", story.Number);
}
