using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Triage;

/// <summary>The account that a lead chose; none where all of them met it.</summary>
internal sealed record AccountAnswer(long? Account = null);

/// <summary>The accounts of an error among which a lead chooses.</summary>
internal sealed record AccountsPresent(string Title, WitnessAccount[] Accounts);

/// <summary><em>Take an account back …</em>: a lead takes back the account of a witness, with one press on the one.</summary>
internal static class RemoveAccount
{
    /// <summary>Accounts to choose from, the newest.</summary>
    private const int AccountsShown = 10;

    private const int LinesShown = 3;

    /// <summary>The form.</summary>
    public static readonly DialogDefinition Dialog = new(
        "remove-account",
        new ChangeDialog<TriageSteps, AccountsPresent, AccountAnswer>(ErrorKind.Definition)
        {
            Look = (steps, number, _) => new(Look(steps, number)),
            Ask = found => Form(found.Number, found.Present!),
            Change = (steps, found, answer, origin, _) => new(new ChangeResult<AccountsPresent>(
                found.Number, answer.Account is { } account ? steps.Retraction.Remove(found.Number, account, origin) : null)),
            View = ErrorKind.LeadView,
        }.Conduct,
        TriageJson.Default,
        () => Card(TriageTexts.Help, Text(TriageTexts.Help)));

    /// <summary>The form: a press for each account.</summary>
    public static Form<AccountAnswer> Form(long number, AccountsPresent present)
    {
        var heading = Say(TriageTexts.AccountsHeading, ErrorKind.Labels.Of(number));
        return new(
            Card(
                heading,
                Heading(heading),
                Text(present.Title),
                Hint(present.Accounts is [] ? TriageTexts.AccountsNone : TriageTexts.AccountsExplanation),
                Group([.. present.Accounts.SelectMany(Line)])),
            _ => Problems.None)
        {
            Submit = TriageTexts.AccountsDone,
        };
    }

    private static IEnumerable<Element> Line(WitnessAccount account)
    {
        yield return Hint(Say(
            ErrorTexts.DetailLine, account.Name ?? RecordTexts.Somebody, Moment.DayAndTime(account.OccurredAt)));
        yield return account.Note is { } note ? Excerpt(ErrorCards.Cut(note), LinesShown) : Text(TriageTexts.AccountWithoutWords);
        yield return Buttons(new AnswerWith(nameof(AccountAnswer.Account), account.Id.ToString(CultureInfo.InvariantCulture))
        {
            Title = ErrorTexts.Step_RetractAccount,
        });
    }

    private static ChangeResult<AccountsPresent> Look(TriageSteps steps, long number)
    {
        var found = steps.Look(number, ErrorAction.RemoveAccount);
        return found.Present is { } present
            ? new(number, Present: new(present.Title, [.. WitnessAccounts.Of(steps.Session, number, AccountsShown)]))
            : new(number, found.Refusal);
    }
}
