using System.Text.Json;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Report;

/// <summary>
/// <em>That was not it</em>: an account is taken back because its witness met something else, by the witness or by a lead. It counts no
/// longer; what was written is kept, stands in a message to the witness, and can be reported on its own.
/// </summary>
internal sealed class AccountRetraction(
    Session session, Actor actor, Reporter reporter, ErrorGuard guard, RecordPlaces places, RecordEvents events)
{
    /// <summary>The witness's press.</summary>
    public static ValueTask Pressed(TurnContext turn, CancellationToken ct)
    {
        var (number, account) = (turn.PressData.Whole("error") ?? 0, turn.PressData.Whole("account") ?? 0);
        if (turn.Services.GetRequiredService<AccountRetraction>().Look(number, account).Refusal is { } refusal)
        {
            turn.Tell(refusal);
            return default;
        }

        turn.Write(writer =>
        {
            var late = turn.Services.GetRequiredService<AccountRetraction>().Retract(number, account, origin: null);
            if (late is null) RecordPress.ShowPresent(turn, writer, ErrorKind.Definition, number);
            else if (turn.IsInvoke) turn.Answer = InvokeAnswer.Line(turn.Activity.Name, late);
            return default;
        });
        return default;
    }

    /// <summary>The press that begins a report with the words of an account that was taken back.</summary>
    public static ValueTask ReportInstead(TurnContext turn, CancellationToken ct)
    {
        var retraction = turn.PressData.Whole("retraction") ?? 0;
        var (session, actor) = (turn.Services.GetRequiredService<Session>(), turn.Services.GetRequiredService<Actor>());
        if (actor.Id is not { } me || AccountRetractions.Find(session, retraction, me) is not { Note: { } note })
        {
            turn.Tell(ErrorTexts.NotFound);
            return default;
        }

        var given = JsonSerializer.SerializeToElement(new Sentence(note) { Retraction = retraction }, ErrorsJson.Default.Sentence);
        return turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, ReportError.Dialog, given, ct);
    }

    /// <summary>Takes back the newest account of whoever acts; gives why not, or null.</summary>
    public string? RetractNewest(long number, RequestOrigin origin)
    {
        var (error, refusal) = guard.Allowed(number, ErrorAction.RetractAccount);
        if (error is null) return refusal;
        return Retract(number, WitnessAccounts.NewestOf(session, guard.Me(), number) ?? 0, origin);
    }

    /// <summary>Takes back an account of whoever acts; gives why not, or null.</summary>
    /// <param name="account">The account, so that a press that comes twice takes back one.</param>
    public string? Retract(long number, long account, RequestOrigin? origin)
    {
        var (error, found, refusal) = Look(number, account);
        if (refusal is null) Remove(error!, found!, origin, () => Say(ErrorTexts.LineRetracted, actor.Name));
        return refusal;
    }

    /// <summary>The error and the account of whoever acts; why it cannot be taken back, or null.</summary>
    private (ErrorRecord? Error, WitnessAccount? Account, string? Refusal) Look(long number, long account)
    {
        // Whoever lost sight of the error, or the account already, is told no more than that.
        if (WitnessAccounts.Find(session, account) is not { } found || found.Error != number || found.Person != actor.Id)
        {
            return (null, null, Say(ErrorTexts.AccountGone, ErrorKind.Labels.Of(number)));
        }

        var (error, refusal) = guard.Allowed(number, ErrorAction.RetractAccount);
        return (error, found, refusal);
    }

    /// <summary>A lead takes back the account of a witness; gives why not, or null.</summary>
    public string? Remove(long number, long account, RequestOrigin origin)
    {
        var (error, refusal) = guard.Allowed(number, ErrorAction.RemoveAccount);
        if (error is null) return refusal;
        if (WitnessAccounts.Find(session, account) is not { } found || found.Error != number)
        {
            return Say(ErrorTexts.AccountGone, error.Label);
        }

        Remove(error, found, origin, () => Say(ErrorTexts.LineAccountRemoved, actor.Name, found.Name ?? RecordTexts.Somebody));
        return null;
    }

    /// <summary>Takes back the account that a form or request gave, as it was found to be of something else.</summary>
    public void RemoveOf(long number, string dialog)
    {
        if (ErrorRows.FindAny(session, number) is not { } error) return;
        if (WitnessAccounts.FindBy(session, number, dialog) is not { } found) return;
        Remove(error, found, origin: null, () => Say(ErrorTexts.LineAccountRemoved, actor.Name, found.Name ?? RecordTexts.Somebody));
    }

    private void Remove(ErrorRecord error, WitnessAccount account, RequestOrigin? origin, Func<string> line)
    {
        var retraction = AccountRetractions.Keep(session, actor, account);
        CarriedAccounts.Remove(session, account.Id);
        events.Append(
            ErrorKind.Reference(error.Number, error.Team), "account-retracted", origin, EventData.Of(("person", account.Person.Value)));
        places.ShowAgain(ErrorKind.Id(error.Number), error.Restricted, line);
        foreach (var above in Cluster.Above(session, error.Number)) places.ShowAgain(ErrorKind.Id(above));
        if (reporter.ChatOf(account.Person, error) is { } chat)
        {
            var by = account.Person == actor.Id ? null : actor.Name;
            places.Say(chat, () => RetractionCards.ForWitness(error.Label, account.Note, retraction, by));
        }
    }
}
