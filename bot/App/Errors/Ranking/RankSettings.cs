using Improvement.Bot.Errors.Impact;

namespace Improvement.Bot.Errors.Ranking;

/// <summary>Section <c>Ranking</c>: what the prioritised list assumes of an error of which nobody has said more.</summary>
internal sealed class RankSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Ranking";

    /// <summary>Hours lost with an error of severity 0; above 0.</summary>
    public double HazardHours { get; set; } = 0.1;

    /// <summary>Hours lost with an error of severity 1; above 0.</summary>
    public double NearMissHours { get; set; } = 0.5;

    /// <summary>Hours lost with an error of severity 2; above 0.</summary>
    public double ReachedNoHarmHours { get; set; } = 1;

    /// <summary>Hours lost with an error of severity 3, which is up to one person-day; above 0.</summary>
    public double MinorHarmHours { get; set; } = 4;

    /// <summary>Hours lost with an error of severity 4, which is up to two person-weeks; above 0.</summary>
    public double MajorHarmHours { get; set; } = 40;

    /// <summary>Hours lost with an error of severity 5; above 0.</summary>
    public double CriticalHours { get; set; } = 200;

    /// <summary>Hours that acting on an error takes; above 0.</summary>
    public double EffortHours { get; set; } = 8;

    /// <summary>Hours lost with an error of a severity.</summary>
    public double HoursOf(Severity severity) => severity switch
    {
        Severity.Hazard => HazardHours,
        Severity.NearMiss => NearMissHours,
        Severity.ReachedNoHarm => ReachedNoHarmHours,
        Severity.MinorHarm => MinorHarmHours,
        Severity.MajorHarm => MajorHarmHours,
        _ => CriticalHours,
    };

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults() =>
        from setting in new (string Name, double Hours)[]
        {
            (nameof(HazardHours), HazardHours), (nameof(NearMissHours), NearMissHours),
            (nameof(ReachedNoHarmHours), ReachedNoHarmHours), (nameof(MinorHarmHours), MinorHarmHours),
            (nameof(MajorHarmHours), MajorHarmHours), (nameof(CriticalHours), CriticalHours), (nameof(EffortHours), EffortHours),
        }
        where setting.Hours is not (> 0 and < 1_000_000)
        select FormattableString.Invariant($"{Section}:{setting.Name} is {setting.Hours}; write a number of hours above 0.");
}
