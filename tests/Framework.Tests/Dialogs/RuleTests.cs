using System.Diagnostics;
using FluentAssertions;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Testing;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Dialogs;

/// <summary>What a dialog must not do, and what it is told then.</summary>
public sealed class RuleTests
{
    private readonly Town _town = new();

    [Fact]
    public async Task Awaiting_the_outside_is_refused_with_the_name_of_the_culprit() =>
        (await Refused(async dialog =>
        {
            await Task.Delay(TimeSpan.FromHours(1), TimeProvider.System);
            return Errands.End("never");
        })).Should().Contain("dialog.Ask, dialog.Look, dialog.Do").And.Contain("TaskAwaiter");

    [Fact]
    public async Task Awaiting_the_outside_inside_a_dialog_inside_a_dialog_is_refused_as_well()
    {
        static async Dialog<int> Inner(DialogContext dialog)
        {
            await Task.Yield();
            return 1;
        }

        (await Refused(async dialog => Errands.End($"{await Inner(dialog)}"))).Should().Contain("YieldAwaiter");
    }

    [Fact]
    public async Task One_name_for_two_steps_is_refused() =>
        (await Refused(async dialog =>
        {
            await dialog.Look("shop", (Town town, CancellationToken _) => town.ShopFor("a"));
            await dialog.Look("shop", (Town town, CancellationToken _) => town.ShopFor("b"));
            return Errands.End("never");
        })).Should().Contain("'shop' twice");

    [Fact]
    public async Task A_type_that_the_dialogs_json_does_not_know_is_refused_with_what_to_write() =>
        (await Refused(async dialog =>
        {
            await dialog.Look("watch", (Town _, CancellationToken _) => ValueTask.FromResult(new Stopwatch()));
            return Errands.End("never");
        })).Should().Contain("[JsonSerializable(typeof(Stopwatch))]").And.Contain("ErrandJson");

    [Fact]
    public async Task A_look_up_whose_key_is_another_each_time_is_refused_instead_of_going_on_for_ever()
    {
        var calls = 0;

        (await Refused(async dialog =>
        {
            await dialog.Look("shop", $"{++calls}", (Town town, CancellationToken _) => town.ShopFor("a"));
            return Errands.End("never");
        })).Should().Contain("'shop' again and again");
    }

    [Fact]
    public async Task A_dialog_that_is_not_repeatable_is_caught_by_its_rehearsal()
    {
        var calls = 0;

        (await Refused(async dialog =>
        {
            await dialog.Ask("confirm", Errands.ConfirmForm($"shop {++calls}"));
            return Errands.End("never");
        })).Should().Contain("After a restart the dialog draws another card");
    }

    [Fact]
    public async Task A_failure_of_a_look_up_is_the_failure_of_the_turn_and_nothing_is_remembered()
    {
        await using var errand = await Errands.Begin(_town, async dialog =>
        {
            await dialog.Ask("wish", Errands.WishForm);
            await dialog.Look<Town, string>("shop", (_, _) => throw new TimeoutException("The shop does not answer."));
            return Errands.End("never");
        });
        var before = errand.Saved.ToJson();

        await ((Func<Task>)(() => errand.Answer(("What", "milk")))).Should().ThrowAsync<TimeoutException>();

        errand.Saved.ToJson().Should().Equal(before);
    }

    private async Task<string> Refused(Func<DialogContext, Dialog<Ending>> script)
    {
        var begin = () => Errands.Begin(_town, script);
        return (await begin.Should().ThrowAsync<InvalidOperationException>()).Which.Message;
    }
}
