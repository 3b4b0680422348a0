using System.Globalization;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Timers;

/// <summary>
/// The clocks of errors that run out: reminders, escalations, waking at a review date, closing. One run of a clock in the sweep over due
/// rows, inside its commit, with the bot as actor; afterwards the next clock of the state is set.
/// </summary>
internal sealed class ErrorTimers(
    Session session, ErrorSteps steps, FixProposals fixes, FixDecisions decisions, Reporter reporter, RecordPlaces places, RecordEvents events, Leads leads,
    Administrators administrators, Teams teams)
{
    /// <summary>For the sweep.</summary>
    public static DueSource Source { get; } = new(
        "error-timer",
        (scope, now, skip, limit) => Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<ErrorTimers>().Handle(run));

    private static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read($"""
            SELECT id, timer_at, timer_step, state FROM errors WHERE timer_at <= {now} ORDER BY timer_at, id LIMIT {limit} OFFSET {skip}
            """);
        while (rows.Read())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{rows.GetInt64(0)}/{rows.GetString(3)}/{rows.GetInt64(2)}");
            due.Add(new(key, rows.Moment(1)));
        }

        return due;
    }

    private void Handle(JobRun run)
    {
        var subject = run.Key.Subject;
        var number = long.Parse(subject.AsSpan(0, subject.IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
        if (ErrorRows.FindAny(session, number) is not { } error) return;
        var clocks = ErrorTimer.Of(error.State, error.Priority, error.IsUnapproved);
        var step = error.Triage.TimerStep;
        if (step < clocks.Length && Do(error, clocks[step].Effect)) return;
        steps.SetTimer(error, step + 1);
    }

    /// <summary>Gives whether the state changed, which sets its own clock.</summary>
    private bool Do(ErrorRecord error, TimerEffect effect)
    {
        switch (effect)
        {
            case TimerEffect.Wake: return steps.TryTakeAsBot(error, ErrorAction.Wake, new("woken", () => TriageTexts.LineWokenByBot)
            {
                Columns = [("came_from", (string?)null)],
            });
            case TimerEffect.Close: return steps.TryTakeAsBot(error, ErrorAction.Close, new("closed", () => TriageTexts.LineClosedByBot));
            case TimerEffect.Expire when decisions.TryExpire(error): return true;
            case TimerEffect.AskNext:
                fixes.Ask(error.Number, decider => decider.Rule <= DeciderRule.ComponentLead);
                break;
            case TimerEffect.AskIntegration:
                fixes.Ask(error.Number, decider => decider.Rule <= DeciderRule.IntegrationLead);
                break;
            default: break;
        }

        Remind(error, effect);
        return false;
    }

    private void Remind(ErrorRecord error, TimerEffect effect)
    {
        foreach (var address in ReadersOf(error, effect)) places.Say(address, () => WordsOf(error, effect));
        events.Append(ErrorKind.Reference(error.Number, error.Team), "reminded", data: EventData.Of(("of", effect)));
    }

    private IEnumerable<Address> ReadersOf(ErrorRecord error, TimerEffect effect)
    {
        var serviceUrl = error.Team is { } team ? teams.Find(team)?.ServiceUrl : null;
        return effect switch
        {
            TimerEffect.Escalate => administrators.PersonalChats(session.Statements, serviceUrl),
            TimerEffect.RemindReporter => ChatsOf([error.Reporter], error),
            TimerEffect.RemindProposer when FixRows.OfError(session, error.Number)?.Proposer is { } proposer => ChatsOf([proposer], error),
            TimerEffect.RemindDeciders or TimerEffect.AskNext or TimerEffect.AskIntegration =>
                ChatsOf(AskedBy(error, effect), error),
            TimerEffect.TellUnapproved =>
                ChatsOf(AskedBy(error, effect), error).Concat(administrators.PersonalChats(session.Statements, serviceUrl)).Distinct(),
            TimerEffect.RemindOwner or TimerEffect.Expire when error.Owner is { } owner => ChatsOf([owner], error),
            _ => leads.AddressesFor(error.Team, ErrorKind.Access.LeadRole, serviceUrl, except: null),
        };
    }

    private IEnumerable<PersonId> AskedBy(ErrorRecord error, TimerEffect effect)
    {
        var deciders = reporter.Deciders(error);
        return deciders.Where(decider => effect switch
            {
                TimerEffect.AskNext => decider.Rule <= DeciderRule.ComponentLead,
                TimerEffect.AskIntegration or TimerEffect.TellUnapproved => decider.Rule <= DeciderRule.IntegrationLead,
                _ => decider.Rule == deciders[0].Rule,
            }).Select(decider => decider.Person);
    }

    private IEnumerable<Address> ChatsOf(IEnumerable<PersonId> people, ErrorRecord error) =>
        people.Select(person => reporter.ChatOf(person, error)).OfType<Address>();

    private static string WordsOf(ErrorRecord error, TimerEffect effect) => effect switch
    {
        TimerEffect.RemindReporter => Say(TriageTexts.RemindReporter, error.Label, error.Triage.Question),
        TimerEffect.LeadsDecide => Say(TriageTexts.RemindDecide, error.Label, error.Title),
        TimerEffect.RemindProposer => Say(TriageTexts.RemindProposer, error.Label, error.Triage.Reason),
        TimerEffect.RemindDeciders or TimerEffect.AskNext or TimerEffect.AskIntegration =>
            Say(TriageTexts.RemindDeciders, error.Label, error.Title),
        TimerEffect.TellUnapproved => Say(TriageTexts.ToldUnapproved, error.Label, error.Title),
        TimerEffect.RemindOwner or TimerEffect.Expire when error.Owner is null => Say(TriageTexts.RemindNoOwner, error.Label, error.Title),
        TimerEffect.RemindOwner or TimerEffect.Expire => Say(TriageTexts.RemindOwner, error.Label, error.Title),
        TimerEffect.Escalate when error.State is ErrorState.FixProposed =>
            Say(TriageTexts.EscalatedFix, error.Label, error.Title, error.TeamName),
        TimerEffect.Escalate => Say(TriageTexts.Escalated, error.Label, error.Title, error.TeamName),
        _ when error.State is ErrorState.Reported => Say(TriageTexts.RemindLeads, error.Label, error.Title, Moment.Day(error.CreatedAt)),
        _ => Say(TriageTexts.RemindLeadsOfWork, error.Label, error.Title, error.OwnerName ?? TriageTexts.NobodyYet),
    };
}
