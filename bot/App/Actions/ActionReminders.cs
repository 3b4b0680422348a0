using System.Globalization;
using Improvement.Bot.Attention;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>
/// Reminds the owners of action items, by the times of <see cref="ReminderTimes"/>, each once. What comes up on a day is one message, which
/// says what is true when it is sent.
/// </summary>
internal sealed class ActionReminders(Session session, Actor actor, Teams teams, Clock clock, Notices notices)
{
    /// <summary>The rows that are due.</summary>
    public static DueSource Source { get; } = new(
        "action reminders",
        (scope, now, skip, limit) => ActionRows.Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<ActionReminders>().Remind(
            long.Parse(run.Key.Subject, CultureInfo.InvariantCulture), run.Now));

    /// <summary>What an owner is told.</summary>
    public static NoticeSource Notice { get; } = new(
        "action-due", (services, subject) => services.GetRequiredService<ActionReminders>().Due(subject) is not null)
    {
        Line = (services, subject) => services.GetRequiredService<ActionReminders>().LineOf(subject),
    };

    /// <summary>How the owner is reminded of what is due in some days; negative once it is overdue.</summary>
    public static string Line(ActionItem item, int days) => days switch
    {
        > 0 => Wording.Say(ActionTexts.ReminderBefore, item.Label, item.Title, days),
        0 => Wording.Say(ActionTexts.ReminderToday, item.Label, item.Title),
        _ => Wording.Say(ActionTexts.ReminderLate, item.Label, item.Title, -days),
    };

    /// <summary>
    /// Reminds the owner, and sets the next time. Of several that were missed while the bot was away, one is said.
    /// </summary>
    private void Remind(long number, DateTimeOffset dueAt)
    {
        if (ActionRows.Find(session, number) is not { NextDueAt: { } next, DueDate: { } day, Owner: { } owner } item || next != dueAt)
        {
            return;
        }

        notices.Send(owner, AttentionKind.Reminder, Notice, ActionKind.Id(number));
        var after = item with { NextDueAt = ReminderTimes.Next(day, ZoneOf(item), clock.UtcNow), Reminders = item.Reminders + 1 };
        if (!ActionRows.Set(session, after, closedAt: null)) throw new RaceLostException(item.Label);
    }

    /// <summary>The item of which somebody is to be reminded; null where it is done by now, or somebody else's.</summary>
    private ActionItem? Due(NoticeSubject subject) =>
        ActionRows.Find(session, subject.Record.Number) is { DueDate: not null } item && item.Owner == subject.Person
            && ActionLife.IsWorkedOn(item.State)
            ? item
            : null;

    private string LineOf(NoticeSubject subject)
    {
        var item = Due(subject)!;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(actor.Now, ZoneOf(item)).DateTime);
        return Line(item, item.DueDate!.Value.DayNumber - today.DayNumber);
    }

    private TimeZoneInfo ZoneOf(ActionItem item) => Team.ZoneOf(item.Team is { } team ? teams.Find(team)?.TimeZone : null);
}
