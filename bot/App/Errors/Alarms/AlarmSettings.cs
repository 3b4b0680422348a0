namespace Improvement.Bot.Errors.Alarms;

/// <summary>Section <c>Alarms</c>: how many false alarms on categories a team is asked to bear.</summary>
internal sealed class AlarmSettings : ICheckedSettings
{
    /// <summary>Fewer than this would find nothing any more.</summary>
    public const double FewestAYear = 0.1;

    /// <summary>More than this, one a month, and nobody reads them any more.</summary>
    public const double MostAYear = 12;

    /// <summary>Name of the section.</summary>
    public static string Section => "Alarms";

    /// <summary>The budget of false alarms a year, for all categories of a team together; 0 for no alarms at all.</summary>
    public double FalseAlarmsAYear { get; set; } = 1;

    /// <summary>Whether alarms are raised.</summary>
    public bool IsOn => FalseAlarmsAYear > 0;

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (FalseAlarmsAYear is not (0 or (>= FewestAYear and <= MostAYear)))
        {
            yield return FormattableString.Invariant($"{Section}:{nameof(FalseAlarmsAYear)} is {FalseAlarmsAYear}; write a number from ")
                + FormattableString.Invariant($"{FewestAYear} to {MostAYear}, or 0 for no alarms.");
        }
    }
}
