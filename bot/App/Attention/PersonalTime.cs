namespace Improvement.Bot.Attention;

/// <summary>When somebody may be written to unasked: in the working hours of their team, and not in their own quiet hours.</summary>
/// <param name="Quiet">Null for none.</param>
internal sealed record PersonalTime(TimeZoneInfo Zone, WorkingHours Work, QuietHours? Quiet)
{
    // a week has a working day; more than a few of them are never taken
    private const int DaysLookedAt = 30;

    private static readonly TimeSpan WholeDay = TimeSpan.FromDays(1);

    /// <summary>The day it is for them.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(Local(moment));

    /// <summary>The begin of the week that it is for them.</summary>
    public DateTimeOffset WeekOf(DateTimeOffset moment)
    {
        var day = DayOf(moment);
        return At(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)), TimeSpan.Zero);
    }

    /// <summary>Whether they are not to be disturbed: it is one of their quiet hours, or a day on which their team does not work.</summary>
    public bool IsQuiet(DateTimeOffset moment) =>
        Local(moment) is var local && (!Work.Has(local.DayOfWeek) || Quiet?.Has(TimeOnly.FromDateTime(local)) is true);

    /// <summary>Whether they are at work, and not in one of their quiet hours.</summary>
    public bool IsAtWork(DateTimeOffset moment)
    {
        if (IsQuiet(moment)) return false;
        var time = Local(moment).TimeOfDay;
        return time >= Start && time < End;
    }

    /// <summary>The first moment from here on at which they are at work and not in one of their quiet hours.</summary>
    public DateTimeOffset NextAtWork(DateTimeOffset moment) => IsAtWork(moment) ? moment : First(moment, _ => false, [Start, EndOfQuiet]);

    /// <summary>The first start of a working day from here on.</summary>
    /// <param name="isTaken">Whether a day does not count.</param>
    public DateTimeOffset NextStart(DateTimeOffset moment, Func<DateOnly, bool> isTaken) => First(moment, isTaken, [Start]);

    /// <summary>Where quiet hours cover the begin of work, their end; also where they cover all of it.</summary>
    private TimeSpan Start => IsQuietAt(Work.From) ? EndOfQuiet : Work.From;

    private TimeSpan End => Start < Work.Until ? Work.Until : WholeDay;

    private TimeSpan EndOfQuiet => Quiet?.Until.ToTimeSpan() ?? Work.From;

    private bool IsQuietAt(TimeSpan time) => Quiet?.Has(TimeOnly.FromTimeSpan(time)) is true;

    private DateTimeOffset First(DateTimeOffset moment, Func<DateOnly, bool> isTaken, TimeSpan[] times) =>
        Enumerable.Range(0, DaysLookedAt).Select(DayOf(moment).AddDays).Where(day => !isTaken(day))
            .SelectMany(day => times.Order().Select(time => At(day, time)))
            .First(found => found >= moment && IsAtWork(found));

    private DateTime Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone).DateTime;

    // what the clock leaves out when it goes forward is over when it goes on
    private DateTimeOffset At(DateOnly day, TimeSpan time)
    {
        var local = day.ToDateTime(TimeOnly.MinValue) + time;
        while (Zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
