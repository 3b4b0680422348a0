using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Testing;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Dialogs;

public sealed class DialogTests
{
    private readonly Town _town = new();

    [Fact]
    public async Task It_asks_looks_does_and_ends()
    {
        await using var errand = await Errands.Begin(_town);
        errand.Shown.Shows("What shall I fetch?").Should().BeTrue();

        await errand.Answer(("What", "milk"));
        errand.Shown.Shows("From the shop for milk").Should().BeTrue();
        _town.Bought.Should().BeEmpty("nobody has confirmed");

        await errand.Answer();
        errand.Shown.Shows("Bought milk as number 1").Should().BeTrue();
        _town.Bought.Should().Equal("milk");
    }

    [Fact]
    public async Task A_branch_is_taken_when_the_answer_says_so()
    {
        await using var errand = await Errands.Begin(_town);

        await errand.Answer(("What", "piano"), ("Weight", "Heavy"));
        errand.Shown.Shows("Who helps to carry?").Should().BeTrue();
        await errand.Answer(("Who", "Ben"));
        await errand.Answer();

        errand.Shown.Shows("with Ben").Should().BeTrue();
    }

    [Fact]
    public async Task What_was_looked_up_once_is_not_looked_up_again()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "milk"));
        await errand.ShowAgain();
        await errand.ShowAgain();

        _town.Looked.Should().Equal("milk");
    }

    [Fact]
    public async Task A_look_up_is_made_again_when_what_it_was_made_for_has_changed()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "milk"));
        await errand.Back();
        await errand.Answer(("What", "bread"));

        errand.Shown.Shows("From the shop for bread").Should().BeTrue();
        _town.Looked.Should().Equal("milk", "bread");
    }

    [Fact]
    public async Task A_deed_is_done_once_whatever_happens_afterwards()
    {
        await using var errand = await Errands.Begin(_town, async dialog =>
        {
            var bill = await dialog.Do("buy", (Town town, CancellationToken _) => town.Buy(dialog.Id, "milk"));
            await dialog.Ask("wish", Errands.WishForm);
            return Errands.End($"number {bill.Number}");
        });
        await errand.ShowAgain();
        await errand.Back();
        await errand.Answer(("What", ""));
        await errand.Answer(("What", "bread"));

        errand.Shown.Shows("number 1").Should().BeTrue();
        _town.Bought.Should().Equal("milk");
    }

    [Fact]
    public async Task What_it_was_begun_with_is_known_from_the_first_line()
    {
        await using var errand = await Errands.Begin(
            _town,
            async dialog =>
            {
                await dialog.Ask("confirm", Errands.ConfirmForm(dialog.Given<Wish>()?.What ?? "nowhere"));
                return Errands.End("ok");
            },
            JsonSerializer.SerializeToElement(new Wish("milk"), ErrandJson.Default.Wish));

        errand.Shown.Shows("From milk").Should().BeTrue();
    }

    [Fact]
    public async Task A_dialog_inside_a_dialog_is_a_method()
    {
        static async Dialog<string> Where(DialogContext dialog) => (await dialog.Ask("help", Errands.HelpForm)).Who;
        await using var errand = await Errands.Begin(_town, async dialog => Errands.End("At " + await Where(dialog)));

        await errand.Answer(("Who", "Oslo"));

        errand.Shown.Shows("At Oslo").Should().BeTrue();
    }

    [Fact]
    public async Task A_refused_answer_stays_with_the_complaint_until_it_is_mended()
    {
        await using var errand = await Errands.Begin(_town);
        await errand.Answer(("What", "a grand piano from the town hall"), ("Weight", "Heavy"));

        errand.Now.Note.Should().Be(Note.Refused);
        errand.Shown.Shows("Shorter, please.").Should().BeTrue();
        errand.Typed("What").Should().Be("a grand piano from the town hall");
        errand.Typed("Weight").Should().Be("Heavy");

        await errand.ShowAgain();
        errand.Shown.Shows("Shorter, please.").Should().BeTrue();

        await errand.Answer(("What", "piano"));
        errand.Shown.Shows("Who helps to carry?").Should().BeTrue();
    }

    [Fact]
    public async Task A_press_on_an_older_card_changes_nothing()
    {
        await using var errand = await Errands.Begin(_town);
        var first = errand.Saved.Turn;
        await errand.Answer(("What", "milk"));
        var before = errand.Saved.ToJson();

        await errand.AnswerOldCard(first, ("What", "bread"));

        errand.Now.Note.Should().Be(Note.Stale);
        errand.Shown.Shows("From the shop for milk").Should().BeTrue();
        errand.Saved.ToJson().Should().Equal(before);
    }

    [Fact]
    public async Task A_button_inside_the_form_answers_with_its_own_value_wherever_it_stands()
    {
        var form = new Form<Wish>(
            Draw.Card("", Draw.Beside(Draw.Text("milk?"), Draw.Buttons(new AnswerWith("What", "milk") { Title = "Yes, milk" }))));
        await using var errand = await Errands.Begin(_town, async dialog => Errands.End((await dialog.Ask("wish", form)).What));

        var data = errand.Shown.Pressed("Yes, milk", []);

        data["data"]!["What"]!.GetValue<string>().Should().Be("milk");
        data["verb"]!.GetValue<string>().Should().Be(DialogVerbs.Answer);
    }

    [Fact]
    public async Task The_buttons_that_leave_a_form_do_not_insist_on_its_inputs()
    {
        await using var errand = await Errands.Begin(_town);
        errand.Shown.Buttons.Should().Equal("Go on", "Cancel");
        await errand.Answer(("What", "milk"));

        errand.Shown.Buttons.Should().Equal("Continue", "Back", "Cancel");
        errand.Shown.Pressed("Back", [("What", "x")])["data"]!.AsObject().Select(data => data.Key)
            .Should().BeEquivalentTo("verb", "dialog", "turn");
    }

    [Fact]
    public async Task Questions_behind_what_is_looked_up_anew_are_gone_back_to_and_typed_into()
    {
        await using var errand = await Errands.Begin(_town, async dialog =>
        {
            var shop = await dialog.LookAnew("shop", (Town town, CancellationToken _) => town.ShopFor("milk"));
            var wish = await dialog.Ask("wish", Errands.WishForm);
            await dialog.Ask("confirm", () => Errands.ConfirmForm(shop));
            return Errands.End($"{wish.What} from {shop}");
        });
        await errand.Type("milk");
        errand.Shown.Value("What").Should().Be("milk");
        await errand.Answer();
        errand.Shown.Shows("the shop for milk").Should().BeTrue();

        await errand.Back();

        errand.Shown.Value("What").Should().Be("milk");
        errand.Saved.Entries.Should().OnlyContain(entry => entry.Name == "wish");
    }

    [Fact]
    public async Task What_is_looked_up_anew_is_of_the_moment_and_never_kept()
    {
        await using var errand = await Errands.Begin(_town, async dialog =>
        {
            var shop = await dialog.LookAnew("shop", (Town town, CancellationToken _) => town.ShopFor("milk"));
            await dialog.Ask("confirm", () => Errands.ConfirmForm(shop));
            var bill = await dialog.Do("buy", (Town town, CancellationToken _) => town.Buy(dialog.Id, shop));
            return Errands.End($"Bought {bill.What}");
        });
        errand.Saved.Entries.Should().BeEmpty();
        _town.Looked.Should().HaveCount(2, "shown, and drawn again by the rehearsal");

        await errand.ShowAgain();
        _town.Looked.Should().HaveCount(4);
        errand.Saved.Entries.Should().BeEmpty();

        await errand.Answer();
        _town.Looked.Should().HaveCount(5, "once in the turn that answers");
        errand.Shown.Shows("Bought the shop for milk").Should().BeTrue();
    }

    [Fact]
    public async Task What_only_the_form_shows_is_looked_up_where_the_form_is_drawn_and_for_a_refused_answer_too()
    {
        await using var errand = await Errands.Begin(_town, async dialog =>
        {
            var shop = dialog.IsAnswered("wish")
                ? "nowhere"
                : await dialog.LookAnew("shop", (Town town, CancellationToken _) => town.ShopFor("milk"));
            var wish = await dialog.Ask("wish", () => Errands.WishFormOf(shop));
            return Errands.End($"{wish.What} from {shop}");
        });

        await errand.Answer(("What", "more than twenty letters"));
        errand.Shown.Shows("Shorter, please.").Should().BeTrue();
        errand.Shown.Shows("the shop for milk").Should().BeTrue();
        _town.Looked.Clear();

        await errand.Answer(("What", "milk"));
        errand.Shown.Shows("milk from nowhere").Should().BeTrue();
        _town.Looked.Should().BeEmpty();
    }
}
