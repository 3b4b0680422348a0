using System.Globalization;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;

namespace Improvement.Bot.Attention;

/// <summary>
/// Sends what waited for its moment: all that is due for somebody in one commit, with their reminders in one message a day. What comes to
/// its moment late is decided about anew, so nothing is sent at night because the bot was away in the morning.
/// </summary>
internal sealed class DueNotices(
    Actor actor, Clock clock, FactsReader facts, NoticeStore store, NoticeDelivery delivery)
{
    /// <summary>For the sweep.</summary>
    public static DueSource Source { get; } = new(
        "notice",
        (scope, now, skip, limit) => scope.GetRequiredService<NoticeStore>().DuePeople(now, skip, limit),
        (scope, run) => scope.GetRequiredService<DueNotices>().Handle(run));

    private void Handle(JobRun run)
    {
        var key = run.Key.Subject;
        var person = new PersonId(
            long.Parse(key.AsSpan(0, key.IndexOf('/', StringComparison.Ordinal)), CultureInfo.InvariantCulture));
        var now = clock.UtcNow > run.Now ? clock.UtcNow : run.Now;
        actor.ActAsBot(now);
        var known = facts.Of(person, now);
        var due = store.Due(person, now);
        var (isSent, given) = (new List<Notice>(), known);
        foreach (var notice in due)
        {
            var verdict = AttentionRule.OfDue(notice.Kind, given, now);
            if (verdict.Delivery is Delivery.Now) isSent.Add(notice);
            else if (verdict.Delivery is Delivery.Muted) store.Remove(notice);
            else store.Postpone(notice, verdict.At);
            if (verdict.Delivery is Delivery.Now && notice.Kind.Counts) given = given with { ThisWeek = given.ThisWeek + 1 };
        }

        Send(person, known.Time.DayOf(now), isSent, now);
        store.RemoveDue(person, now);
        store.Forget(person, known.Time.DayOf(now), now);
    }

    private void Send(PersonId person, DateOnly today, IReadOnlyList<Notice> notices, DateTimeOffset now)
    {
        var sent = delivery.Deliver(person, notices);
        foreach (var notice in notices)
        {
            if (notice.Kind.Counts && sent.Contains(notice)) store.Sent(notice, now);
            else store.Remove(notice);
        }

        if (sent.Any(notice => notice.Kind.Pace is Pace.OnceADay) && !store.TryTakeDay(person, today, now))
        {
            throw new RaceLostException($"the reminders of {person} on {today:yyyy-MM-dd}");
        }
    }
}
