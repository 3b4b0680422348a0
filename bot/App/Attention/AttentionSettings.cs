namespace Improvement.Bot.Attention;

/// <summary>Section <c>Attention</c>: when the bot writes unasked to people who, or whose team, said nothing else.</summary>
internal sealed class AttentionSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Attention";

    /// <summary>The working days and hours of a team that has chosen none, as <c>Mon-Fri 09:00-17:00</c>.</summary>
    public string WorkingHours { get; set; } = "Mon-Fri 09:00-17:00";

    /// <summary>The quiet hours of a person who has chosen none, as <c>20:00-07:00</c>; empty for none.</summary>
    public string QuietHours { get; set; } = "20:00-07:00";

    /// <summary>The working hours, read.</summary>
    public WorkingHours Work => Attention.WorkingHours.TryParse(WorkingHours, out var hours)
        ? hours
        : throw new InvalidOperationException($"{Section}:{nameof(WorkingHours)} was not checked.");

    /// <summary>The quiet hours, read; null for none.</summary>
    public QuietHours? Quiet => Attention.QuietHours.TryParse(QuietHours, out var hours) ? hours : null;

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Attention.WorkingHours.TryParse(WorkingHours, out _))
        {
            yield return $"{Section}:{nameof(WorkingHours)} is '{WorkingHours}'; write days in a row and hours, such as "
                + "'Mon-Fri 09:00-17:00'.";
        }

        if (QuietHours.Length > 0 && !Attention.QuietHours.TryParse(QuietHours, out _))
        {
            yield return $"{Section}:{nameof(QuietHours)} is '{QuietHours}'; write hours such as '20:00-07:00', or nothing for none.";
        }
    }
}
