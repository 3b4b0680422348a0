using Improvement.Bot.Attention;
using Improvement.Bot.People;

namespace Improvement.Bot.Digests;

/// <summary>The day of a digest and the moment at which it is due.</summary>
internal sealed record DigestDay(DateOnly Day, DateTimeOffset At);

/// <summary>When the digests of a team are due: nine o'clock stays nine o'clock when its clocks change.</summary>
internal sealed record DigestCalendar(TimeZoneInfo Zone, DigestSettings Settings, WorkingHours Work)
{
    /// <summary>Days after which a digest that was missed is no news any more.</summary>
    public const int DaysOfNews = 3;

    /// <summary>Days that a digest goes back at most.</summary>
    public const int DaysCovered = 7;

    // a chosen day comes every week; a day more for each change of the zone
    private const int DaysLookedAt = 9;

    /// <summary>The calendar of a team.</summary>
    /// <param name="usual">The working hours of a team that has chosen none.</param>
    public static DigestCalendar Of(Team team, DigestSettings settings, WorkingHours usual) => new(
        Team.ZoneOf(team.TimeZone), settings, WorkingHours.TryParse(team.WorkingHours, out var chosen) ? chosen : usual);

    /// <summary>The first that is due after a moment.</summary>
    public DigestDay Next(DateTimeOffset after) => Around(after, 1).First(day => day.At > after);

    /// <summary>The last that was due by a moment.</summary>
    public DigestDay Latest(DateTimeOffset by) => Around(by, -1).First(day => day.At <= by);

    /// <summary>The first after a moment, none in the first week after the installation: until then nothing old is told as new.</summary>
    public DigestDay NextOf(Team team, DateTimeOffset after) => Next(after >= FirstOf(team) ? after : FirstOf(team).AddTicks(-1));

    /// <summary>
    /// The one that is to be posted at a moment; null where the first week is not over, it was told already, or it is too old. Of several
    /// that were missed it is the last.
    /// </summary>
    /// <param name="coveredUntil">The day up to which the digests before told.</param>
    public DigestDay? ToPost(Team team, DateOnly coveredUntil, DateTimeOffset now) =>
        Latest(now) is var day && day.At >= FirstOf(team) && day.Day > coveredUntil && now - day.At <= TimeSpan.FromDays(DaysOfNews)
            ? day
            : null;

    /// <summary>The day from which on a digest tells.</summary>
    public static DateOnly FromOf(DateOnly day, DateOnly coveredUntil) =>
        coveredUntil > day.AddDays(-DaysCovered) && coveredUntil < day ? coveredUntil : day.AddDays(-DaysCovered);

    /// <summary>The begin of a day.</summary>
    public DateTimeOffset BeginOf(DateOnly day) => MomentOf(day, TimeOnly.MinValue);

    /// <summary>The day that it is for the team.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    private static DateTimeOffset FirstOf(Team team) => team.InstalledAt.AddDays(DaysCovered);

    private IEnumerable<DigestDay> Around(DateTimeOffset moment, int direction) =>
        from ahead in Enumerable.Range(-1, DaysLookedAt + 1)
        let day = DayOf(moment).AddDays(direction * ahead)
        where Settings.IsOnDay(day.DayOfWeek, Work)
        select new DigestDay(day, MomentOf(day, Settings.At));

    private DateTimeOffset MomentOf(DateOnly day, TimeOnly time) => Team.MomentOf(day, time, Zone);
}
