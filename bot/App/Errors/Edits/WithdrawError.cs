using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Edits;

/// <summary><em>Withdraw</em>: takes a report back; its reporter or a lead, until triage.</summary>
internal sealed class WithdrawError(ErrorChange change, ErrorSteps steps)
{
    /// <summary>Characters of a reason at most.</summary>
    public const int LongestReason = 500;

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

    /// <summary>Takes it back; gives why not, or what shows it from then on.</summary>
    public ChangeResult<ErrorEdit> Take(long number, Withdrawal withdrawal, RequestOrigin origin)
    {
        string? view = null;
        var refusal = steps.Take(number, ErrorAction.Withdraw, error =>
        {
            view = change.ViewOf(error);
            return new("withdrawn", () => Told(withdrawal))
            {
                Columns = [("withdrawn_because", withdrawal.Reason)],
                Reason = withdrawal.Reason,
                Origin = origin,
            };
        });
        return new(number, refusal) { View = view };
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
