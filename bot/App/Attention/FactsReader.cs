using Improvement.Bot.People;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Attention;

/// <summary>Finds out what <see cref="AttentionRule"/> asks about somebody.</summary>
internal sealed class FactsReader(
    NoticeStore store, Teams teams, KnownPeople people, Preferences preferences, IOptions<AttentionSettings> settings)
{
    /// <summary>What is known of them at a moment, besides what still waits for them.</summary>
    public AttentionFacts Of(PersonId person, DateTimeOffset now)
    {
        var time = TimeOf(person);
        return new(
            time, preferences.MutedBy(person), store.CountOfWeek(person, time.WeekOf(now), withWaiting: false),
            store.DaysOf(person, time.DayOf(now).AddDays(-1)));
    }

    /// <summary>
    /// What the rule asks about a new message of one kind, with what still waits for them as if it were sent. What it does not ask is left
    /// empty, as each of it is a query.
    /// </summary>
    public AttentionFacts Of(PersonId person, AttentionKind kind, DateTimeOffset now)
    {
        var time = TimeOf(person);
        return new(
            time,
            kind.CanBeMuted ? preferences.MutedBy(person) : [],
            kind.Counts ? store.CountOfWeek(person, time.WeekOf(now), withWaiting: true) : 0,
            kind.Pace is Pace.OnceADay ? store.DaysOf(person, time.DayOf(now).AddDays(-1)) : []);
    }

    /// <summary>When they may be written to: by the hours of their team, in its time zone, or their own where it has none.</summary>
    public PersonalTime TimeOf(PersonId person)
    {
        var team = teams.Of(person) is [var first, ..] ? first : null;
        var zone = Team.ZoneOf(team?.TimeZone ?? people.Find(person)?.TimeZone);
        var work = WorkingHours.TryParse(team?.WorkingHours, out var chosen) ? chosen : settings.Value.Work;
        return new(zone, work, preferences.QuietOf(person));
    }
}
