using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Testing;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Dialogs;

/// <summary>A conversation begins under one version of its dialog and goes on under another.</summary>
public sealed class DeployTests
{
    private readonly Town _town = new();

    [Fact]
    public async Task A_question_that_was_added_is_asked_and_nothing_else_again()
    {
        await using var older = await Errands.Begin(_town);
        await older.Answer(("What", "milk"));

        await using var newer = await Errands.Deploy(older, _town, async dialog =>
        {
            var help = await dialog.Ask("help", Errands.HelpForm);
            var wish = await dialog.Ask("wish", Errands.WishForm);
            return Errands.End($"{wish.What} with {help.Who}");
        });
        newer.Shown.Shows("Who helps to carry?").Should().BeTrue();
        await newer.Answer(("Who", "Ben"));

        newer.Shown.Shows("milk with Ben").Should().BeTrue();
    }

    [Fact]
    public async Task A_question_that_was_removed_while_it_was_open_is_passed_over()
    {
        await using var older = await Errands.Begin(_town);
        await older.Answer(("What", "milk"));

        await using var newer = await Errands.Deploy(older, _town,
            async dialog => Errands.End((await dialog.Ask("wish", Errands.WishForm)).What));

        newer.Shown.Shows("milk").Should().BeTrue();
    }

    [Fact]
    public async Task A_press_on_a_card_from_before_is_answered_by_the_dialog_of_today()
    {
        await using var older = await Errands.Begin(_town);
        var turn = older.Saved.Turn;

        await using var newer = await Errands.Deploy(older, _town, async dialog =>
        {
            await dialog.Ask("help", Errands.HelpForm);
            return Errands.End("done");
        });
        await newer.AnswerOldCard(turn, ("What", "milk"));

        newer.Now.Note.Should().Be(Note.Stale);
        newer.Shown.Shows("Who helps to carry?").Should().BeTrue();
    }

    [Fact]
    public async Task A_renamed_question_is_asked_again()
    {
        await using var older = await Errands.Begin(_town);
        await older.Answer(("What", "milk"));

        await using var newer = await Errands.Deploy(older, _town,
            async dialog => Errands.End((await dialog.Ask("goods", Errands.WishForm)).What));
        newer.Shown.Shows("What shall I fetch?").Should().BeTrue();
        await newer.Answer(("What", "bread"));

        newer.Shown.Shows("bread").Should().BeTrue();
    }

    [Fact]
    public async Task A_question_with_the_name_of_an_earlier_look_up_is_asked()
    {
        await using var older = await Errands.Begin(_town);
        await older.Answer(("What", "milk"));
        older.Saved["shop"].Should().NotBeNull();

        await using var newer = await Errands.Deploy(older, _town,
            async dialog => Errands.End((await dialog.Ask("shop", Errands.WishForm)).What));
        newer.Shown.Shows("What shall I fetch?").Should().BeTrue();
        await newer.Answer(("What", "bread"));

        newer.Shown.Shows("bread").Should().BeTrue();
    }

    [Fact]
    public async Task A_deed_with_the_name_of_an_earlier_look_up_is_done()
    {
        await using var older = await Errands.Begin(_town);
        await older.Answer(("What", "milk"));

        await using var newer = await Errands.Deploy(older, _town, async dialog =>
        {
            await dialog.Do("shop", (Town town, CancellationToken _) => town.Buy(dialog.Id, "milk"));
            return Errands.End("done");
        });

        _town.Bought.Should().Equal("milk");
    }

    [Fact]
    public async Task What_an_older_version_looked_up_in_another_shape_is_looked_up_again()
    {
        await using var older = await Errands.Begin(_town);
        await older.Answer(("What", "milk"));

        await using var newer = await Errands.Deploy(older, _town, async dialog =>
        {
            var number = await dialog.Look("shop", "milk", (Town town, CancellationToken _) => ValueTask.FromResult(7));
            await dialog.Ask("help", Errands.HelpForm);
            return Errands.End($"{number}");
        });
        await newer.Answer(("Who", "Ben"));

        newer.Shown.Shows("7").Should().BeTrue();
    }

    [Fact]
    public async Task An_answer_that_the_newer_form_no_longer_accepts_is_asked_again_filled_in_and_with_the_reason()
    {
        var stricter = new Form<Wish>(Errands.WishForm.Card, wish => Problems.None.When(wish.What.Length < 10, "What", "Longer, please."));
        await using var older = await Errands.Begin(_town);
        await older.Answer(("What", "milk"));

        await using var newer = await Errands.Deploy(older, _town, async dialog => Errands.End((await dialog.Ask("wish", stricter)).What));

        newer.Shown.Shows("Longer, please.").Should().BeTrue();
        newer.Typed("What").Should().Be("milk");
    }

    [Fact]
    public async Task A_deed_that_was_inserted_before_the_open_question_is_done_in_the_next_turn_also_by_a_stale_press()
    {
        await using var older = await Errands.Begin(_town);
        var player = new DialogPlayer(Errands.Named(async dialog =>
        {
            await dialog.Do("buy", (Town town, CancellationToken _) => town.Buy(dialog.Id, "milk"));
            await dialog.Ask("wish", Errands.WishForm);
            return Errands.End("done");
        }));

        var scene = await player.Play(older.Saved, new Move.Answer(older.Saved.Turn - 1, Values.None), default, new NoServices(), default);

        scene.EffectDue.Should().BeTrue("only a transaction may do it");
        (await player.Redraw(older.Saved, new NoServices(), default)).Should().BeNull("looking alone does not lead there");
    }

    [Fact]
    public async Task An_older_version_can_take_over_again()
    {
        await using var first = await Errands.Begin(_town);
        await first.Answer(("What", "milk"));
        await using var second = await Errands.Deploy(first, _town, async dialog =>
        {
            await dialog.Ask("help", Errands.HelpForm);
            return Errands.End("done");
        });

        await using var third = await DialogTestHost.Resume(Errands.Dialog, second.Saved,
            services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, _town));

        third.Shown.Shows("From the shop for milk").Should().BeTrue();
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
