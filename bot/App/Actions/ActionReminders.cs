using System.Globalization;
using Improvement.Bot.Actions.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>
/// Reminds the owners of action items, by the times of <see cref="ReminderTimes"/>, each once. The one place that reminds of them: later
/// all that is due for somebody on a day becomes one message.
/// </summary>
internal sealed class ActionReminders(Session session, Teams teams, Clock clock, ActionPlaces shown, RecordPlaces places)
{
    /// <summary>The rows that are due.</summary>
    public static DueSource Source { get; } = new(
        "action reminders",
        (scope, now, skip, limit) => ActionRows.Due(scope.GetRequiredService<Session>(), now, skip, limit),
        (scope, run) => scope.GetRequiredService<ActionReminders>().Remind(
            long.Parse(run.Key.Subject, CultureInfo.InvariantCulture), run.Now));

    /// <summary>
    /// Reminds the owner, and sets the next time. Of several that were missed while the bot was away, one is said.
    /// </summary>
    private void Remind(long number, DateTimeOffset dueAt)
    {
        if (ActionRows.Find(session, number) is not { NextDueAt: { } next, DueDate: { } day } item || next != dueAt) return;
        var (zone, now) = (Team.ZoneOf(item.Team is { } team ? teams.Find(team)?.TimeZone : null), clock.UtcNow);
        if (shown.ChatOfOwner(item) is { } chat)
        {
            var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
            places.Say(chat, () => ActionCards.Reminder(item, day.DayNumber - today.DayNumber));
        }

        var after = item with { NextDueAt = ReminderTimes.Next(day, zone, now), Reminders = item.Reminders + 1 };
        if (!ActionRows.Set(session, after, closedAt: null)) throw new RaceLostException(item.Label);
    }
}
