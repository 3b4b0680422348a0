using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// Errors that belong together, in the chat: what leads say of them, what witnesses take back, who sees what of it, and that a merge which
/// was taken back is not made again.
/// </summary>
public abstract class ClusterStoryTests(Product product)
{
    public sealed class OnSqlite(Product product) : ClusterStoryTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : ClusterStoryTests(product), IClassFixture<PostgresProduct>;

    [StoreFact]
    public async Task Two_errors_are_said_to_belong_together_are_counted_together_and_taken_apart_with_one_press()
    {
        var story = await TriageStory.Begin(product, "The pallet wrapper tears the blue foil at the corners");
        await story.IsAccepted();
        var other = await story.Second.Report("The pallet wrapper tears the blue foil again");
        await product.Bot.Idle();

        var form = await LinkForm(story);
        await story.Lead.Press(form, $"Belongs together with {other.Label}");
        await story.Channel.See($"{story.Lead.Name} says that it belongs together with {other.Label}.");
        await story.Channel.See($"{story.Lead.Name} says that it belongs together with {story.Label}.");
        await story.Channel.See(m => m.Cards.Count == 1 && m.Card.Words.Contains("Belongs together") && m.Shows(other.Label));

        var status = await Status(story.Lead, other.Label);
        status.Words.Should().Contain("Belongs together");
        status.Words.Should().Contain(word => word.StartsWith($"{story.Label}: ", StringComparison.Ordinal));
        status.Shows("with what belongs together, this week last: 0 · 0 · 0 · 0 · 0 · 0 · 0 · 0 · 0 · 0 · 0 · 2").Should().BeTrue();
        (await Status(story.Reporter, story.Label)).Buttons.Should().NotContain($"Not together with {other.Label}");

        await story.Lead.Press(status, $"Not together with {story.Label}");
        await story.Channel.See($"{story.Lead.Name} says that it does not belong together with {other.Label}.");
        await product.Bot.Idle();
        (await Status(story.Lead, other.Label)).Words.Should().NotContain("Belongs together");
        (await story.Lead.Press(status, $"Not together with {story.Label}")).Toast.Should().Contain("do not belong together");
        (await LinkForm(story)).Buttons
            .Should().NotContain($"Belongs together with {other.Label}", "it is never offered again");
        Events(story.Number).Should().EndWith(["linked", "unlinked"]);
        Events(other.Number).Should().EndWith(["linked", "unlinked"]);
    }

    [StoreFact]
    public async Task A_restricted_error_of_a_cluster_is_counted_for_everybody_and_named_to_nobody_who_may_not_see_it()
    {
        var story = await TriageStory.Begin(product, "The till of the canteen opens by itself");
        await story.IsAccepted();
        var secret = await story.Second.Report("Somebody takes money out of the canteen till", ("Confidentiality", "Restricted"));
        await product.Bot.Idle();

        var form = await LinkForm(story);
        await story.Lead.Press(form, "They belong together", ("SameAs", secret.Label));
        await product.Bot.Idle();

        (await Status(story.Lead, story.Label)).Shows(secret.Label).Should().BeTrue();
        (await Status(story.Second, secret.Label)).Shows(story.Label).Should().BeTrue("it is open to the whole team");
        foreach (var card in new[] { await Status(story.Reporter, story.Label), await Status(story.Owner, story.Label) })
        {
            card.Shows(secret.Label).Should().BeFalse();
            card.Shows("takes money").Should().BeFalse();
            card.Shows("· 2").Should().BeTrue("the series is the same for everybody");
        }

        foreach (var reader in new[] { story.Reporter, story.Owner, story.Second })
        {
            var channel = reader.Open(story.Team.Triage());
            await channel.See(m => m.Shows(story.Label));
            channel.Messages.Any(message => message.Shows(secret.Label) || message.Shows("takes money")).Should().BeFalse(
                "the channel says nothing of it to {0}", reader.Name);
        }

        story.Owner.Chat.Messages.Any(message => message.Shows(secret.Label)).Should().BeFalse();
    }

    [StoreFact]
    public async Task A_witness_takes_back_what_was_something_else_and_reports_it_and_the_two_are_never_offered_for_each_other()
    {
        var story = await TriageStory.Begin(product, "The pallet wrapper tears the blue foil at the corners");
        const string own = "The pallet wrapper tears the green foil in the middle";
        var joined = (await story.Second.Press(await story.Second.Form(own), $"Same thing as {story.Label}")).Card!;

        await story.Second.Press(joined, "That was not it");
        var kept = (await story.Second.Chat.See(m =>
            m.Shows("You are not counted for") && m.Card.Buttons.Contains("Report it on its own"))).Card;
        kept.Shows(own).Should().BeTrue("nothing that was written is lost");
        await story.Channel.See($"{story.Second.Name} met something else; the account was taken back.");
        await product.Bot.Idle();
        (await Status(story.Lead, story.Label)).Words.Should().NotContain("Reports");
        (await story.Second.Press(joined, "That was not it")).Toast.Should().Contain("no such account");

        await story.Second.Press(kept, "Report it on its own");
        var form = (await story.Second.Chat.See(m => m.Cards.Any(card => card.Value("Story") == own))).Card;
        form.Buttons.Should().NotContain($"Same thing as {story.Label}", "they said of this very text that it is something else");
        var filed = (await story.Second.Press(form, "Report it", ("Story", $"{own}, at night"))).Card!;
        var label = filed.Shows("Is it one of these?")
            ? throw new InvalidOperationException("It was offered again.")
            : Talking.LabelOn(filed);
        await product.Bot.Idle();

        var accept = (await story.Lead.Press(await Status(story.Lead, label), "Next step …")).Card
            ?? (await story.Lead.Chat.See($"Accept {label}")).Card;
        (await story.Lead.Press(accept, "Same as another …")).Card!.Buttons.Should().NotContain($"Same thing as {story.Label}");
    }

    [StoreFact]
    public async Task A_lead_takes_back_the_account_of_a_witness_who_hears_it_with_their_own_words()
    {
        var story = await TriageStory.Begin(product, "The dock leveller of gate two hangs");
        await story.IsAccepted();
        await story.Second.Press(await story.Second.Form("The dock leveller of gate two hangs again"), $"Same thing as {story.Label}");
        await product.Bot.Idle();

        var form = await StepForm(story, "Take an account back …", "Who met something else");
        form.Shows(story.Second.Name).Should().BeTrue();
        await story.Lead.Press(form, "That was not it");

        await story.Second.Chat.See(m => m.Shows($"{story.Lead.Name} says that what you met was not {story.Label}")
            && m.Shows("hangs again"));
        await story.Channel.See($"took back the account of {story.Second.Name}");
        await product.Bot.Idle();
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @id", story.Number).Should().Be(0);
        (await Status(story.Lead, story.Label)).Buttons.Should().NotContain("That was not it");
    }

    [StoreFact]
    public async Task Witnesses_of_a_duplicate_come_with_it_and_go_with_it_and_are_told_both_times()
    {
        var story = await TriageStory.Begin(product, "The ramp of the north yard is slippery");
        var other = await story.Owner.Report("North yard ramp is icy in the morning");
        await story.Second.Press(await story.Second.Form("North yard ramp is icy in the morning too"), $"Same thing as {other.Label}");
        await product.Bot.Idle();

        var accept = (await story.Lead.Chat.Ask(
            async () => await story.Lead.Press(await Status(story.Lead, other.Label), "Next step …"), $"Accept {other.Label}")).Card;
        var same = (await story.Lead.Press(accept, "Same as another …")).Card!;
        await story.Lead.Press(same, "It is the same", ("SameAs", story.Label));
        await story.Second.Chat.See($"{other.Label} is the same as {story.Label}");
        await story.Second.Chat.See(m => m.Cards.Count == 1 && m.Shows(story.Label) && m.Shows("The ramp of the north yard"));
        await product.Bot.Idle();
        var counted = await Status(story.Lead, story.Label);
        counted.Words.Should().ContainInConsecutiveOrder("Reports", "3");
        counted.Shows("· 3").Should().BeTrue("each report and each account counts once");

        await story.Lead.Press(counted, $"{other.Label} is not the same");
        await story.Second.Chat.See($"{other.Label} is not the same as {story.Label} after all");
        await product.Bot.Idle();
        (await Status(story.Lead, story.Label)).Words.Should().NotContain("Reports");
        (await Status(story.Lead, other.Label)).Words.Should().ContainInConsecutiveOrder("Reports", "2");
    }

    [StoreFact]
    public async Task What_was_said_to_be_different_is_not_brought_together_by_way_of_a_third()
    {
        var story = await TriageStory.Begin(product, "The label printer of hall one is blank");
        await story.IsAccepted();
        var second = await story.Second.Report("The scanner of hall one reads nothing");
        var third = await story.Second.Report("The network of hall one is away");
        await product.Bot.Idle();

        await Together(story, second.Label);
        await story.Lead.Press(await Status(story.Lead, story.Label), $"Not together with {second.Label}");
        await product.Bot.Idle();
        await Together(story, third.Label);
        await product.Bot.Idle();

        var accept = (await story.Lead.Chat.Ask(
            async () => await story.Lead.Press(await Status(story.Lead, second.Label), "Next step …"), $"Accept {second.Label}")).Card;
        var form = (await story.Lead.Press(accept, "Belongs together with …")).Card!;
        var refused = (await story.Lead.Press(form, "They belong together", ("SameAs", third.Label))).Card!;

        refused.Shows($"{story.Label} and {second.Label} are not the same").Should().BeTrue();
        (await Status(story.Lead, second.Label)).Words.Should().NotContain("Belongs together");
    }

    private static async Task Together(TriageStory story, string other)
    {
        var form = await LinkForm(story);
        await story.Lead.Press(form, "They belong together", ("SameAs", other));
        await story.Channel.See($"it belongs together with {other}");
    }

    private static async Task<SeenCard> Status(Person person, string label) => (await person.Ask($"/status {label}", "History")).Card;

    private static Task<SeenCard> LinkForm(TriageStory story) =>
        StepForm(story, "Belongs together with …", $"What does {story.Label} belong together with?");

    /// <summary>The form of a further step of the lead, about an error that was accepted.</summary>
    private static async Task<SeenCard> StepForm(TriageStory story, string step, string heading)
    {
        var status = await Status(story.Lead, story.Label);
        var menu = (await story.Lead.Chat.Ask(() => story.Lead.Press(status, "Next step …"), step)).Card;
        return (await story.Lead.Chat.Ask(() => story.Lead.Press(menu, step), heading)).Card;
    }

    private IReadOnlyList<string> Events(long number) => product.Bot.TextsOf(
        "SELECT what FROM record_events WHERE record_kind = 'error' AND record_id = @id ORDER BY id", number);
}
