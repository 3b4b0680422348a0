using System.Diagnostics.CodeAnalysis;
using Quartz;

namespace Improvement.Bot.Jobs;

/// <summary>The fire times of a schedule, by a cron expression in a time zone.</summary>
/// <param name="Text">As in a crontab (minute, hour, day, month, day of the week), or with the seconds before, as Quartz has it.</param>
internal sealed record Cron(string Text, TimeZoneInfo Zone)
{
    private const int FieldsOfCrontab = 5;

    /// <summary>The expression as Quartz reads it.</summary>
    public CronExpression Expression { get; } = CronExpression.Parse(Text, FormatOf(Text)).WithTimeZone(Zone);

    /// <summary>Reads an expression and the name of a time zone, which is empty for that of this machine.</summary>
    public static bool TryParse(string text, string zone, [NotNullWhen(true)] out Cron? cron)
    {
        cron = null;
        if (!CronExpression.TryParse(text, FormatOf(text), out _) || ZoneOf(zone) is not { } known) return false;
        cron = new(text, known);
        return true;
    }

    /// <summary>The time zone of a name; null for one that this machine does not know.</summary>
    public static TimeZoneInfo? ZoneOf(string name)
    {
        if (name.Length is 0) return TimeZoneInfo.Local;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
    }

    /// <summary>The latest fire time up to a moment; null when there was none before it.</summary>
    public DateTimeOffset? LatestAt(DateTimeOffset moment) => Expression.GetPreviousValidTimeBefore(moment.AddTicks(1));

    private static CronFormat FormatOf(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is FieldsOfCrontab ? CronFormat.Unix : CronFormat.Quartz;
}
