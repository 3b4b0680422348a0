using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Errors.Verdicts;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Graph;
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
    Session session, ErrorSteps steps, FixProposals fixes, FixDecisions decisions, Notices notices, RecordEvents events,
    Leads leads, Administrators administrators, Watches watches)
{
    /// <summary>Reminds those who are asked about a fix, once it is known who of them is away.</summary>
    public static AskSource Reminder { get; } = new(
        "fix-reminder",
        (scope, number, upTo) => scope.GetRequiredService<ErrorTimers>().RemindDeciders(number, EffectOf(FixProposals.RuleIn(upTo))));

    /// <summary>For the sweep.</summary>
    public static DueSource Source { get; } = new(
        "error-timer",
        (scope, now, skip, limit) => Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<ErrorTimers>().Handle(run));

    /// <summary>What people are told.</summary>
    public static NoticeSource Notice { get; } = new(
        "error-timer", (services, subject) => services.GetRequiredService<ErrorTimers>().IsTrue(subject))
    {
        Line = (services, subject) => services.GetRequiredService<ErrorTimers>().LineOf(subject),
    };

    private static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        var due = Read(session, Sql.Of($"""
            SELECT id, timer_at, timer_step, state FROM errors WHERE timer_at <= {now} ORDER BY timer_at, id LIMIT {limit} OFFSET {skip}
            """));
        // Fixes that were in place before there were watches have no clock any more; their watch begins now.
        if (skip is 0 && due.Count < limit)
        {
            due.AddRange(Read(session, Sql.Of($"""
                SELECT id, COALESCE(state_since, created_at), timer_step, state FROM errors
                WHERE state = 'Implemented' AND timer_at IS NULL ORDER BY id LIMIT {limit - due.Count}
                """)));
        }

        return due;
    }

    private static List<DueRow> Read(Session session, Sql which)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read($"{which}");
        while (rows.Read())
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{rows.GetInt64(0)}/{rows.GetString(3)}/{rows.GetInt64(2)}");
            due.Add(new(key, rows.Moment(1)));
        }

        return due;
    }

    private void Handle(JobRun run)
    {
        if (Find(run) is not { } error) return;
        if (error.State is ErrorState.Implemented)
        {
            watches.Start(error.Number);
            return;
        }

        var clocks = ErrorTimer.Of(error.State, error.Priority, error.IsUnapproved);
        var step = error.Triage.TimerStep;
        if (step < clocks.Length && Do(error, clocks[step].Effect)) return;
        steps.SetTimer(error, step + 1);
    }

    /// <summary>
    /// The error whose clock has run out; null where somebody has taken a step since the sweep found it, which set another clock.
    /// </summary>
    private ErrorRecord? Find(JobRun run)
    {
        var key = run.Key.Subject.Split('/');
        var (number, step) = (long.Parse(key[0], CultureInfo.InvariantCulture), int.Parse(key[2], CultureInfo.InvariantCulture));
        return session.Statements.Any($"""
            SELECT 1 FROM errors WHERE id = {number} AND state = {key[1]} AND COALESCE(timer_step, 0) = {step}
                AND (timer_at = {run.Now} OR (timer_at IS NULL AND state = 'Implemented'))
            """)
            ? ErrorRows.FindAny(session, number)
            : null;
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
            case TimerEffect.ProposeVerdict:
                watches.Propose(error);
                return false;
            case TimerEffect.AskNext or TimerEffect.AskIntegration:
                fixes.Ask(error.Number, LastRuleOf(effect));
                break;
            default: break;
        }

        Remind(error, effect);
        return false;
    }

    private void Remind(ErrorRecord error, TimerEffect effect)
    {
        if (IsOfDeciders(effect))
        {
            RemindDeciders(error.Number, effect);
        }
        else Send(error, effect, ReadersOf(error, effect));

        events.Append(ErrorKind.Reference(error.Number, error.Team), "reminded", data: EventData.Of(("of", effect)));
    }

    private void RemindDeciders(long number, TimerEffect effect)
    {
        if (ErrorRows.FindAny(session, number) is not { State: ErrorState.FixProposed } error) return;
        var upTo = LastRuleOf(effect);
        if (!fixes.MustWait(error, upTo, Reminder)) Send(error, effect, fixes.Asked(error, upTo));
    }

    private void Send(ErrorRecord error, TimerEffect effect, IEnumerable<PersonId> people)
    {
        var topic = TopicOf(error, effect);
        foreach (var person in people.Distinct())
        {
            notices.Send(person, KindOf(error, effect), Notice, ErrorKind.Id(error.Number), topic);
        }
    }

    /// <summary>The last rule whose people are asked by then; null for those who were asked first.</summary>
    private static DeciderRule? LastRuleOf(TimerEffect effect) => effect switch
    {
        TimerEffect.AskNext => DeciderRule.ComponentLead,
        TimerEffect.AskIntegration => DeciderRule.IntegrationLead,
        _ => null,
    };

    private static TimerEffect EffectOf(DeciderRule? upTo) => upTo switch
    {
        DeciderRule.ComponentLead => TimerEffect.AskNext,
        DeciderRule.IntegrationLead => TimerEffect.AskIntegration,
        _ => TimerEffect.RemindDeciders,
    };

    /// <summary>What is one's own to do is a reminder; a lead is asked to decide.</summary>
    private static AttentionKind KindOf(ErrorRecord error, TimerEffect effect) => effect switch
    {
        TimerEffect.RemindReporter or TimerEffect.RemindProposer => AttentionKind.Reminder,
        TimerEffect.RemindOwner or TimerEffect.Expire when error.Owner is not null => AttentionKind.Reminder,
        _ => ErrorKind.Asking(error),
    };

    private IEnumerable<PersonId> ReadersOf(ErrorRecord error, TimerEffect effect) => effect switch
    {
        TimerEffect.Escalate => administrators.Known(session.Statements).Select(person => person.Id),
        TimerEffect.RemindReporter => [error.Reporter],
        TimerEffect.RemindVerifiers => watches.Asked(error),
        TimerEffect.RemindProposer when FixRows.OfError(session, error.Number) is { ProposerKind: ActorKind.Person, Proposer: { } by } =>
            [by],
        TimerEffect.RemindProposer when error.Owner is { } owner => [owner],
        TimerEffect.TellUnapproved => fixes.Asked(error, DeciderRule.IntegrationLead)
            .Concat(administrators.Known(session.Statements).Select(person => person.Id)).Distinct(),
        TimerEffect.RemindOwner or TimerEffect.Expire when error.Owner is { } owner => [owner],
        _ => leads.PresentAndAway(error.Team, ErrorKind.Access.LeadRole).Select(person => person.Id),
    };

    private static bool IsOfDeciders(TimerEffect effect) =>
        effect is TimerEffect.RemindDeciders or TimerEffect.AskNext or TimerEffect.AskIntegration;

    // an error that has moved on meanwhile, and one that is somebody else's by now, are left out
    private bool IsTrue(NoticeSubject subject)
    {
        if (ErrorRows.FindAny(session, subject.Record.Number) is not { } error || EffectIn(subject) is not { } effect) return false;
        if (TopicOf(error, effect) != subject.Topic) return false;
        if (IsOfDeciders(effect)) return fixes.IsAsked(error, subject.Person);
        if (effect is TimerEffect.RemindVerifiers) return watches.IsAsked(error.Number, subject.Person);
        // while a lead looks at the causes it is not the owner who is waited for; their clock runs on
        if (effect is TimerEffect.RemindOwner
            && AnalysisRows.StateOf(session, error.Number)?.State is AnalysisState.UnderReview)
        {
            return false;
        }

        return effect is not (TimerEffect.RemindOwner or TimerEffect.Expire) || error.Owner is null || error.Owner == subject.Person;
    }

    private string LineOf(NoticeSubject subject) =>
        WordsOf(ErrorRows.FindAny(session, subject.Record.Number)!, EffectIn(subject)!.Value);

    /// <summary>Names the effect, and the time in the state in which it happened.</summary>
    private static string TopicOf(ErrorRecord error, TimerEffect effect) => string.Create(
        CultureInfo.InvariantCulture,
        $"{effect}/{error.State}/{(error.Triage.Since ?? error.CreatedAt).ToUnixTimeMilliseconds()}");

    private static TimerEffect? EffectIn(NoticeSubject subject) =>
        Enum.TryParse<TimerEffect>(subject.Topic.Split('/')[0], out var effect) ? effect : null;

    private string WordsOf(ErrorRecord error, TimerEffect effect) => effect switch
    {
        TimerEffect.RemindReporter => Say(TriageTexts.RemindReporter, error.Label, error.Triage.Question),
        TimerEffect.LeadsDecide => Say(TriageTexts.RemindDecide, error.Label, error.Title),
        TimerEffect.RemindProposer when FixRows.OfError(session, error.Number) is { ProposerKind: not ActorKind.Person } fix => Say(
            TriageTexts.RemindOfChanges, error.Label, ErrorWords.Named(fix.ProposerName ?? RecordTexts.Somebody, fix.ProposerKind),
            error.Triage.Reason),
        TimerEffect.RemindProposer => Say(TriageTexts.RemindProposer, error.Label, error.Triage.Reason),
        _ when IsOfDeciders(effect) => Say(TriageTexts.RemindDeciders, error.Label, error.Title),
        TimerEffect.TellUnapproved => Say(TriageTexts.ToldUnapproved, error.Label, error.Title),
        TimerEffect.RemindOwner or TimerEffect.Expire when error.Owner is null => Say(TriageTexts.RemindNoOwner, error.Label, error.Title),
        TimerEffect.RemindOwner or TimerEffect.Expire => Say(TriageTexts.RemindOwner, error.Label, error.Title),
        TimerEffect.Escalate when error.State is ErrorState.FixProposed =>
            Say(TriageTexts.EscalatedFix, error.Label, error.Title, error.TeamName),
        TimerEffect.Escalate => Say(TriageTexts.Escalated, error.Label, error.Title, error.TeamName),
        _ when error.State is ErrorState.Reported => Say(TriageTexts.RemindLeads, error.Label, error.Title, Moment.Day(error.CreatedAt)),
        TimerEffect.RemindVerifiers when error.Triage.Verdict is { } verdict =>
            Say(TriageTexts.RemindVerifiers, error.Label, error.Title, VerdictWords.Name(verdict)),
        _ => Say(TriageTexts.RemindLeadsOfWork, error.Label, error.Title, error.OwnerName ?? TriageTexts.NobodyYet),
    };
}
