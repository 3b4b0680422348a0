using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Edits;

/// <summary><em>Withdraw</em>: takes a report back; its reporter or a lead, until triage.</summary>
internal sealed class WithdrawError(ErrorChange change)
{
    /// <summary>Characters of a reason at most.</summary>
    private const int LongestReason = 500;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog =
        ErrorChange.Dialog("withdraw-error", new ChangeDialog<WithdrawError, ErrorEdit, Withdrawal>(ErrorKind.Definition)
        {
            Look = (withdraw, number, _) => new(withdraw.Look(number)),
            Ask = found => Form(found.Number),
            Change = (withdraw, found, withdrawal, origin, _) => new(withdraw.Take(found.Number, withdrawal, origin)),
            View = ErrorViews.Reporter,
        });

    private ChangeResult<ErrorEdit> Look(long number) => change.Look(number, ErrorAction.Withdraw);

    private ChangeResult<ErrorEdit> Take(long number, Withdrawal withdrawal, RequestOrigin origin)
    {
        var (error, refusal) = change.Allowed(number, ErrorAction.Withdraw);
        if (error is null) return new(number, refusal);
        var state = ErrorLife.Machine.After(error.State, ErrorAction.Withdraw).ToString();
        var changed = change.Statements.Execute($"""
            UPDATE errors SET version = version + 1, state = {state}, withdrawn_because = {withdrawal.Reason},
                next_step_due_at = NULL, closed_at = {change.Actor.Now}
            WHERE id = {number} AND version = {error.Version}
            """);
        if (changed is 0) throw new RaceLostException(error.Label);

        change.Note(error, "withdrawn", origin, () => Told(withdrawal), EventData.Of(("reason", withdrawal.Reason)));
        return new(number) { View = change.ViewOf(error) };
    }

    private string Told(Withdrawal withdrawal) => string.IsNullOrWhiteSpace(withdrawal.Reason)
        ? Say(ErrorTexts.LineWithdrawn, change.Actor.Name)
        : Say(ErrorTexts.LineWithdrawnBecause, change.Actor.Name, withdrawal.Reason);

    /// <summary>Why a report is taken back.</summary>
    public static Form<Withdrawal> Form(long number)
    {
        var heading = ErrorChange.Titled(ErrorTexts.WithdrawHeading, number);
        return new(
            Card(
                heading,
                Heading(heading),
                Text(ErrorTexts.WithdrawExplanation),
                Line(nameof(Withdrawal.Reason), ErrorTexts.WithdrawReason)),
            withdrawal =>
                Problems.None.When(
                    withdrawal.Reason?.Length > LongestReason, nameof(Withdrawal.Reason),
                    Say(ErrorTexts.StoryTooLong, withdrawal.Reason?.Length, LongestReason)))
        {
            Submit = ErrorTexts.WithdrawIt,
            MainInput = nameof(Withdrawal.Reason),
        };
    }
}

/// <summary>Why a report is taken back.</summary>
internal sealed record Withdrawal(string? Reason = null);
