using System.Collections.Immutable;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Errors.Life;

/// <summary>What the bot does when a clock of an error runs out.</summary>
internal enum TimerEffect
{
    /// <summary>Reminds the leads of the team.</summary>
    RemindLeads,

    /// <summary>Tells the administrators that the leads have not answered.</summary>
    Escalate,

    /// <summary>Reminds the reporter of the open question.</summary>
    RemindReporter,

    /// <summary>Tells the leads that the question stays unanswered, and that they decide.</summary>
    LeadsDecide,

    /// <summary>Reminds the owner; the leads where there is none.</summary>
    RemindOwner,

    /// <summary>Reminds those who were asked to decide about a fix.</summary>
    RemindDeciders,

    /// <summary>Asks the next leads of the team, for those who did not answer.</summary>
    AskNext,

    /// <summary>Asks the integration leads.</summary>
    AskIntegration,

    /// <summary>Reminds the proposer of a fix of the changes that were asked for.</summary>
    RemindProposer,

    /// <summary>Tells the integration leads and administrators that a fix is being made that nobody has approved.</summary>
    TellUnapproved,

    /// <summary>Lets an approval expire with which nobody began; reminds the owner where somebody did.</summary>
    Expire,

    /// <summary>Begins to watch whether the fix works.</summary>
    StartWatch,

    /// <summary>Proposes a verdict on the fix.</summary>
    ProposeVerdict,

    /// <summary>Reminds those who were asked to confirm the verdict.</summary>
    RemindVerifiers,

    /// <summary>Takes the error up again.</summary>
    Wake,

    /// <summary>Closes it.</summary>
    Close,
}

/// <summary>
/// The clocks of the states, in working days of the team since the state was reached (Monday to Friday); each effect happens once. Figures:
/// one working day for high priority, five for medium, ten for low until it is looked at; 5, 20 and 60 until it is worked on.
/// </summary>
/// <param name="Days">After how many days; half a day is twelve hours.</param>
internal sealed record ErrorTimer(double Days, TimerEffect Effect)
{
    /// <summary>Days on which it is told that a fix is being made that nobody has approved.</summary>
    private const int DaysTold = 90;

    /// <summary>Days, weekends included, until a resolved error closes.</summary>
    public const int DaysUntilClosed = 30;

    private static readonly ImmutableArray<ErrorTimer> Question =
    [
        new(1, TimerEffect.RemindReporter), new(3, TimerEffect.RemindReporter), new(7, TimerEffect.RemindReporter),
        new(14, TimerEffect.LeadsDecide),
    ];

    private static readonly ImmutableArray<ErrorTimer> Unapproved =
        [.. Enumerable.Range(1, DaysTold).Select(day => new ErrorTimer(day, TimerEffect.TellUnapproved))];

    // Of the end of the watch window, whoever verifies is reminded twice.
    private static readonly ImmutableArray<ErrorTimer> Watched =
        [new(0, TimerEffect.ProposeVerdict), new(2, TimerEffect.RemindVerifiers), new(5, TimerEffect.RemindVerifiers)];

    /// <summary>The clocks of a state, the earliest first; none for a state in which nobody is waited for.</summary>
    /// <param name="isUnapproved">Whether its fix is being made before it is approved.</param>
    public static ImmutableArray<ErrorTimer> Of(ErrorState state, ActionPriority priority, bool isUnapproved = false) => state switch
    {
        ErrorState.Reported => Target(TriageDays(priority), TimerEffect.RemindLeads, TimerEffect.Escalate, priority),
        ErrorState.NeedsInfo => Question,
        ErrorState.Accepted or ErrorState.Contained or ErrorState.Analysing =>
            Target(WorkDays(priority), TimerEffect.RemindOwner, TimerEffect.RemindLeads, priority),
        ErrorState.FixProposed => Decision(priority is ActionPriority.High ? 1 : 2),
        ErrorState.ChangesRequested => Changes(priority is ActionPriority.High ? 1 : 2),
        ErrorState.Implementing => isUnapproved ? Unapproved : [new(ErrorLife.ApprovalDays, TimerEffect.Expire)],
        ErrorState.Implemented => [new(0, TimerEffect.StartWatch)],
        ErrorState.Verifying => Watched,
        ErrorState.Deferred or ErrorState.RiskAccepted => [new(0, TimerEffect.Wake)],
        ErrorState.Resolved => [new(DaysUntilClosed, TimerEffect.Close)],
        _ => [],
    };

    /// <summary>When a clock runs out, UTC; null when there is no further one.</summary>
    /// <param name="step">How many of the state have run out already.</param>
    /// <param name="review">The review date of a state that waits for it.</param>
    /// <param name="isUnapproved">Whether its fix is being made before it is approved.</param>
    public static DateTimeOffset? DueAt(
        ErrorState state, ActionPriority priority, int step, DateTimeOffset since, TimeZoneInfo? zone, DateTimeOffset? review = null,
        bool isUnapproved = false)
    {
        var clocks = Of(state, priority, isUnapproved);
        if (step >= clocks.Length) return null;
        return clocks[step].Effect switch
        {
            TimerEffect.ProposeVerdict => review ?? since.AddDays(WatchWindow.Most * 7),
            TimerEffect.RemindVerifiers => TriageTarget.AfterWorkingDays(clocks[step].Days, review ?? since, zone ?? TimeZoneInfo.Utc),
            TimerEffect.Wake => review ?? since.AddDays(ErrorLife.LongestReviewDays),
            TimerEffect.Close or TimerEffect.Expire or TimerEffect.TellUnapproved => since.AddDays(clocks[step].Days),
            _ => TriageTarget.AfterWorkingDays(clocks[step].Days, since, zone ?? TimeZoneInfo.Utc),
        };
    }

    // At half of the target those who were asked, then their deputies and the next leads, at twice the integration leads.
    private static ImmutableArray<ErrorTimer> Decision(double target) =>
    [
        new(target / 2, TimerEffect.RemindDeciders), new(target, TimerEffect.AskNext), new(2 * target, TimerEffect.AskIntegration),
        new(4 * target, TimerEffect.Escalate),
    ];

    private static ImmutableArray<ErrorTimer> Changes(double target) =>
        [new(target / 2, TimerEffect.RemindProposer), new(target, TimerEffect.RemindProposer)];

    // A low one is reminded of once; the weekly list has it anyway.
    private static ImmutableArray<ErrorTimer> Target(int days, TimerEffect first, TimerEffect second, ActionPriority priority) =>
        priority is ActionPriority.Low ? [new(days, first)] : [new(days, first), new(2 * days, second)];

    private static int TriageDays(ActionPriority priority) => priority switch
    {
        ActionPriority.High => 1, ActionPriority.Medium => 5, _ => 10,
    };

    private static int WorkDays(ActionPriority priority) => priority switch
    {
        ActionPriority.High => 5, ActionPriority.Medium => 20, _ => 60,
    };
}
