using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Analyses;

/// <summary>
/// The clock of causes that wait for a lead: whoever was asked is reminded, then the next leads are. It belongs to the analysis and not to
/// the state of the error, which may be one of several meanwhile.
/// </summary>
internal sealed class ReviewClock(Session session, Actor actor, Reporter reporter, Notices notices, RecordEvents events)
{
    /// <summary>Working days after which somebody is reminded, and the last rule whose people are; null for those who were asked.</summary>
    private static readonly ImmutableArray<(int Days, DeciderRule? UpTo)> Reminders = [(2, null), (4, DeciderRule.ComponentLead)];

    /// <summary>For the sweep.</summary>
    public static DueSource Source { get; } = new(
        "causes-review",
        (scope, now, skip, limit) => Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<ReviewClock>().Handle(NumberIn(run.Key.Subject), run.Now));

    /// <summary>What people are told.</summary>
    public static NoticeSource Notice { get; } = new(
        "causes-reminder", (services, subject) => services.GetRequiredService<ReviewClock>().IsTrue(subject))
    {
        Line = (services, subject) => services.GetRequiredService<ReviewClock>().LineOf(subject),
    };

    /// <summary>Starts it, as the causes were said to be complete at this moment.</summary>
    public void Start(ErrorRecord error) => AnalysisRows.SetReviewClock(session, error.Number, At(error, 0, actor.Now), 0);

    /// <summary>Stops it, as a lead has looked.</summary>
    public static void Stop(Session session, long error) => AnalysisRows.SetReviewClock(session, error, null, 0);

    private static IReadOnlyList<DueRow> Due(Session session, DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read($"""
            SELECT error, review_at, review_step FROM analyses WHERE review_at <= {now} ORDER BY review_at, id LIMIT {limit} OFFSET {skip}
            """);
        while (rows.Read())
        {
            due.Add(new(string.Create(CultureInfo.InvariantCulture, $"{rows.GetInt64(0)}/{rows.GetInt64(2)}"), rows.Moment(1)));
        }

        return due;
    }

    private void Handle((long Number, int Step) run, DateTimeOffset due)
    {
        // said to be complete anew since the sweep found it, so that its clock has begun anew
        if (!session.Statements.Any(
            $"SELECT 1 FROM analyses WHERE error = {run.Number} AND review_step = {run.Step} AND review_at = {due}"))
        {
            return;
        }

        if (Waiting(run.Number) is not { } found || run.Step >= Reminders.Length)
        {
            Stop(session, run.Number);
            return;
        }

        var (error, by, since) = found;
        var deciders = reporter.DecidersBesides(by, error);
        if (deciders is not [])
        {
            var topic = string.Create(CultureInfo.InvariantCulture, $"{run.Step}/{since.ToUnixTimeMilliseconds()}");
            foreach (var person in FixProposals.Asked(deciders, Reminders[run.Step].UpTo).Distinct())
            {
                notices.Send(person, AttentionKind.Decision, Notice, ErrorKind.Id(run.Number), topic);
            }
        }

        events.Append(
            ErrorKind.Reference(run.Number, error.Team), "reminded", data: EventData.Of(("of", nameof(ErrorAction.AcceptCauses))));
        AnalysisRows.SetReviewClock(session, run.Number, At(error, run.Step + 1, since), run.Step + 1);
    }

    private DateTimeOffset? At(ErrorRecord error, int step, DateTimeOffset since) => step >= Reminders.Length
        ? null
        : TriageTarget.AfterWorkingDays(Reminders[step].Days, since, reporter.TeamOf(error.Team)?.Zone ?? TimeZoneInfo.Utc);

    /// <summary>The error whose causes wait, who said that they are complete, and when; null where nobody is waited for.</summary>
    private (ErrorRecord Error, PersonId By, DateTimeOffset Since)? Waiting(long number) =>
        ErrorRows.FindAny(session, number) is { } error && ErrorLife.HasAnalysis(error.State)
            && AnalysisRows.OfError(session, number) is { State: AnalysisState.UnderReview, SubmittedBy: { } by, SubmittedAt: { } since }
            ? (error, by, since)
            : null;

    private bool IsTrue(NoticeSubject subject) => Waiting(subject.Record.Number) is { } found
        && subject.Topic.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $"/{found.Since.ToUnixTimeMilliseconds()}"), StringComparison.Ordinal);

    private string LineOf(NoticeSubject subject)
    {
        var (error, _, since) = Waiting(subject.Record.Number)!.Value;
        return Say(AnalysisTexts.ReviewReminder, error.Label, error.Title, Moment.Day(since));
    }

    private static (long Number, int Step) NumberIn(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return (
            long.Parse(key.AsSpan(0, slash), CultureInfo.InvariantCulture),
            int.Parse(key.AsSpan(slash + 1), CultureInfo.InvariantCulture));
    }
}
