using System.Text.Json;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors;

/// <summary>
/// The check before each step on an error: whether it is there, and whether the person who acts may take the step. What they may not is
/// refused with a reason, and noted.
/// </summary>
internal sealed class ErrorGuard(Session session, Actor actor, Reporter reporter, Refusals refusals)
{
    /// <summary>The error, or why this person cannot take this step at this moment; exactly one is null.</summary>
    public (ErrorRecord? Error, string? Refusal) Allowed(long number, ErrorAction action) => ErrorRows.FindAny(session, number) switch
    {
        null => (null, ErrorTexts.NotFound),
        var error when !reporter.IsOpenToKind(action) => (null, Refuse(action, error)),
        { State: ErrorState.Withdrawn } withdrawn when reporter.AccessTo(withdrawn) is AccessLevel.Everything =>
            (null, ErrorTexts.WithdrawnAlready),
        { State: ErrorState.Withdrawn } => (null, ErrorTexts.NotFound),
        var error when IsTooLate(action, error) => (null, NotNow(action, error)),
        var error when !reporter.May(action, error) => (null, GivenAway(error) ?? Refuse(action, error)),
        var error => (error, null),
    };

    /// <summary>
    /// Whether somebody who sees all of it wants a step that its state has no longer: another was quicker. What the reporter may do until
    /// triage has words of its own.
    /// </summary>
    private bool IsTooLate(ErrorAction action, ErrorRecord error) =>
        action is not (ErrorAction.Edit or ErrorAction.Withdraw or ErrorAction.See)
            && !(ErrorLife.Machine.Has(error.State, action) && (error.AwaitsDecision || !IsDecision(action)))
            && reporter.AccessTo(error) is AccessLevel.Everything;

    // The state in which a fix is being made has decisions too, for a fix that was begun first.
    private static bool IsDecision(ErrorAction action) =>
        action is ErrorAction.ApproveFix or ErrorAction.RequestChanges or ErrorAction.RejectFix or ErrorAction.Refer;

    private string NotNow(ErrorAction action, ErrorRecord error) =>
        action is ErrorAction.ProposeFix && error.State is (ErrorState.Reported or ErrorState.NeedsInfo)
            ? Say(ErrorTexts.StepTooEarly, error.Label)
            : TooLate(error);

    /// <summary>Who has moved it meanwhile, and to where; without a name where the bot or the person who asks did.</summary>
    private string TooLate(ErrorRecord error) =>
        error.Triage.Since is { } since
            && RecordHistory.WhoAt(session, ErrorKind.Id(error.Number), since) is { } quicker && quicker != actor.Id
            ? Say(ErrorTexts.StepTooLateBy, reporter.NameOf(quicker), error.Label, ErrorWords.Of(error.State))
            : Say(ErrorTexts.StepTooLate, error.Label, ErrorWords.Of(error.State));

    /// <summary>
    /// To whom a lead of its former team, who sees nothing of it any more, gave it meanwhile, or another lead did; null where that is not
    /// so.
    /// </summary>
    private string? GivenAway(ErrorRecord error)
    {
        if (actor.Principal.Leads.IsEmpty || reporter.AccessTo(error) is not AccessLevel.Nothing) return null;
        using var events = session.Statements.Read($"""
            SELECT data FROM record_events
            WHERE record_kind = {ErrorKind.Name} AND record_id = {error.Number} AND what = {"handed-over"} ORDER BY id DESC LIMIT 1
            """);
        if (!events.Read()) return null;
        using var data = JsonDocument.Parse(events.GetString(0));
        return data.RootElement.Whole("from") is { } former && actor.Principal.Leads.Contains(new(former))
            ? Say(ErrorTexts.GivenAway, error.Label, data.RootElement.Text("team"))
            : null;
    }

    /// <summary>Notes what somebody may not do, and gives the reason that the person is told.</summary>
    public string Refuse(ErrorAction action, ErrorRecord error)
    {
        refusals.Note(ErrorKind.Reference(error.Number, error.Team), EventData.Of((Refusals.Action, action.ToString())));
        var level = reporter.AccessTo(error);
        return action is ErrorAction.See || level is AccessLevel.Nothing ? ErrorTexts.NotFound
            : !reporter.IsOpenToKind(action) ? RecordTexts.PersonDecides
            : ErrorPermissions.WhyNot(action, level);
    }

    /// <summary>The person who acts, noted as known.</summary>
    /// <exception cref="InvalidOperationException">The bot itself acts, which takes no steps of people.</exception>
    public PersonId Me() => actor.FindOrKeep() ?? throw new InvalidOperationException("The bot takes no steps of people.");
}
