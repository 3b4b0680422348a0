using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Operations.Backups;

/// <summary>What the administrators read once a week: when the last backup was made, and when one was last restored on trial.</summary>
internal sealed class BackupFact(Session session, BackupFolder folder, IOptions<BackupSettings> settings)
{
    /// <summary>Where they read it.</summary>
    public static AdministratorFactSource Source { get; } =
        new(1, (services, now) => services.GetRequiredService<BackupFact>().Find(now));

    // one a week is little, a trial a month as well
    private static readonly TimeSpan Old = TimeSpan.FromDays(8), LongUntried = TimeSpan.FromDays(40);

    private const int LongestReason = 200;

    /// <summary>What they read at a moment.</summary>
    public AdministratorFact Find(DateTimeOffset now)
    {
        var made = Made();
        var trial = JobRunRows.LatestDone(session.Statements, RestoreCheck.Job);
        var last = made is { } at ? Say(OperationsTexts.BackupFactMade, Moment.Day(at)) : OperationsTexts.BackupFactNone;
        var words = Say(OperationsTexts.BackupFact, last, TrialWords(trial));
        var toDo = ToDo(made, now) ?? ToDoOfTrial(trial, now);
        return toDo is null ? new(words, true) : new(Say(OperationsTexts.BackupFactToDo, words, toDo), false)
        {
            Button = new(OperationsTexts.BackupFactButton, BackupSlice.Command),
        };
    }

    private DateTimeOffset? Made()
    {
        var scheduled = JobRunRows.LatestDone(session.Statements, NightlyBackup.Job)?.DoneAt;
        try
        {
            return folder.NewestMoment() is { } asked && !(scheduled > asked) ? asked : scheduled;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return scheduled;
        }
    }

    private static string TrialWords(LatestRun? trial)
    {
        if (trial is not { DoneAt: { } at, Outcome: { } outcome }) return OperationsTexts.TrialFactNone;
        if (RestoreCheck.Passed(outcome)) return Say(OperationsTexts.TrialFactPassed, Moment.Day(at));
        var text = RestoreCheck.NotTried(outcome) ? OperationsTexts.TrialFactNotTried : OperationsTexts.TrialFactFailed;
        return Say(text, Moment.Day(at), Cut(RestoreCheck.DetailOf(outcome)));
    }

    private string? ToDo(DateTimeOffset? made, DateTimeOffset now)
    {
        if (JobRunRows.Latest(session.Statements, NightlyBackup.Job) is { DoneAt: null, Period: var period } failed
            && (failed.Outcome is not null || failed.Attempts > 1) && !(made > period))
        {
            return failed.Outcome is { } why
                ? Say(OperationsTexts.BackupFactFailed, Moment.DayAndTime(period), Cut(why), settings.Value.Folder)
                : Say(OperationsTexts.BackupFactCutOff, Moment.DayAndTime(period), failed.Attempts, settings.Value.Folder);
        }

        return made is null || now - made > Old ? OperationsTexts.BackupFactOld : null;
    }

    private static string? ToDoOfTrial(LatestRun? trial, DateTimeOffset now)
    {
        if (trial is not { DoneAt: { } at, Outcome: { } outcome } || RestoreCheck.NotTried(outcome)) return OperationsTexts.TrialFactOld;
        if (!RestoreCheck.Passed(outcome)) return OperationsTexts.TrialFactRestoreElsewhere;
        return now - at > LongUntried ? OperationsTexts.TrialFactOld : null;
    }

    private static string Cut(string reason) => ShortText.Cut(ShortText.OnOneLine(reason), LongestReason);
}
