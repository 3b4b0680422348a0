using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns;

/// <summary>
/// What happens to patterns by itself: their owners are reminded of flags and reviews, what its owner left is offered to the team and
/// retired when nobody adopts it, what is in use in three teams becomes replicated, and what made something worse is challenged.
/// </summary>
internal sealed class PatternTimers(
    Session session, PatternChange change, RecordPlaces places, RecordEvents events, Notices notices, Clock clock)
{
    /// <summary>The patterns of which something is due.</summary>
    public static DueSource Due { get; } = new(
        "patterns",
        (scope, now, skip, limit) => PatternRows.Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<PatternTimers>().Handle(NumberOf(run), run.Now));

    /// <summary>The patterns whose owner has left their team.</summary>
    public static DueSource Ownerless { get; } = new(
        "owners of patterns",
        (scope, now, skip, limit) => PatternRows.Ownerless(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<PatternTimers>().Miss(NumberOf(run), run.Now));

    /// <summary>An owner is reminded of a flag.</summary>
    public static NoticeSource FlagNotice { get; } = new(
        "pattern-flag", (services, subject) => Owned(services, subject) is { } pattern && Flags(services, pattern) is not [])
    {
        Line = (services, subject) =>
        {
            var pattern = Owned(services, subject)!;
            return Wording.Say(PatternTexts.FlagReminder, pattern.Label, pattern.Title, Flags(services, pattern)[0].Words);
        },
    };

    /// <summary>An owner is reminded to look whether it is still right.</summary>
    public static NoticeSource ReviewNotice { get; } = new("pattern-review", (services, subject) => Owned(services, subject) is not null)
    {
        Line = (services, subject) =>
        {
            var pattern = Owned(services, subject)!;
            return Wording.Say(PatternTexts.ReviewReminder, pattern.Label, pattern.Title);
        },
    };

    /// <summary>
    /// What was measured of it stands with the team that measured it; where something became worse by it, it is challenged.
    /// </summary>
    public static EffectListener OfEffects { get; } = new(PatternKind.Name, Hear)
    {
        OtherTeams = (services, number) =>
        [
            .. ReplicationRows.Of(services.GetRequiredService<Session>(), number)
                .Where(one => one is { Agent: null } and not ({ IsOver: true } or { State: ReplicationState.Proposed }))
                .Select(one => one.Team),
        ],
    };

    private static void Hear(IServiceProvider services, long number, JudgedEffect judged)
    {
        services.GetRequiredService<ReplicationChange>().Keep(number, judged);
        if (judged.Verdict is not EffectVerdict.Worse) return;
        services.GetRequiredService<PatternChange>().ChallengeByVerdict(number, judged.Words);
    }

    private void Handle(long number, DateTimeOffset now)
    {
        if (PatternRows.Find(session, number) is not { NextDueAt: { } next } pattern || next != now) return;
        if (pattern.OwnerLeftAt is { } left && PatternRows.LeftAt(session, pattern) is null)
        {
            change.Reschedule(pattern with { OwnerLeftAt = null }, clock.UtcNow);
            return;
        }

        if (pattern.OwnerLeftAt?.AddDays(PatternTimes.DaysWithoutOwner) <= now)
        {
            change.Take(
                number, PatternStep.Retire, origin: null, each => each with { EndedBecause = PatternTexts.RetiredAlone },
                PatternTexts.RetiredAlone);
            return;
        }

        if (change.TakeByEvidence(number, PatternStep.Replicate, PatternTexts.ReplicatedBecause)) return;
        Remind(pattern, now);
        change.Reschedule(pattern, clock.UtcNow > now ? clock.UtcNow : now);
    }

    private void Remind(Pattern pattern, DateTimeOffset now)
    {
        if (pattern.Owner is not { } owner || pattern.OwnerLeftAt is not null) return;
        var id = PatternKind.Id(pattern.Number);
        if (PatternFlags.Open(session, pattern.Number) is [var oldest, ..] && oldest.At.AddDays(PatternTimes.DaysToFlag) <= now)
        {
            notices.Send(owner, AttentionKind.Reminder, FlagNotice, id);
        }
        else if (pattern.ReviewDueAt <= now) notices.Send(owner, AttentionKind.Reminder, ReviewNotice, id);
    }

    /// <summary>Its owner has left: its team reads so, and somebody can adopt it.</summary>
    private void Miss(long number, DateTimeOffset at)
    {
        if (PatternRows.Find(session, number) is not { OwnerLeftAt: null, IsOver: false } pattern) return;
        if (PatternRows.LeftAt(session, pattern) != at) return;
        change.Reschedule(pattern with { OwnerLeftAt = at }, at);
        events.Append(PatternKind.Definition.Reference(number, pattern.Team), "owner-left");
        places.ShowAgain(
            PatternKind.Id(number), pattern.Restricted,
            () => Wording.Say(PatternTexts.OwnerLeftLine, pattern.Label, PatternTimes.DaysWithoutOwner));
    }

    private static Pattern? Owned(IServiceProvider services, NoticeSubject subject) =>
        PatternRows.Find(services.GetRequiredService<Session>(), subject.Record.Number) is { IsOver: false } pattern
            && pattern.Owner == subject.Person
            ? pattern
            : null;

    private static IReadOnlyList<PatternFlag> Flags(IServiceProvider services, Pattern pattern) =>
        PatternFlags.Open(services.GetRequiredService<Session>(), pattern.Number);

    private static long NumberOf(JobRun run) => long.Parse(run.Key.Subject, CultureInfo.InvariantCulture);
}
