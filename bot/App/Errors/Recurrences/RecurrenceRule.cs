namespace Improvement.Bot.Errors.Recurrences;

/// <summary>A new occurrence of an error that was taken to be fixed.</summary>
/// <param name="OccurredAt">When it happened, UTC; not when somebody wrote of it.</param>
internal sealed record NewOccurrence(DateTimeOffset OccurredAt)
{
    /// <summary>What whoever met it is called; null for whoever acts.</summary>
    public string? By { get; init; }

    /// <summary>Whether a person, or an agent with its key, said that it is the same.</summary>
    public bool IsSaid { get; init; }

    /// <summary>How much of its text the new report has in common with the error, 0 to 1, where nobody said that it is the same.</summary>
    public double Share { get; init; }

    /// <summary>Whether it is about the same object.</summary>
    public bool IsSameObject { get; init; }

    /// <summary>The version of the object, as people write it; null where nobody said.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it comes from an import, or was filled in later.</summary>
    public bool IsImported { get; init; }

    /// <summary>Whether this very occurrence was judged before.</summary>
    public bool IsKnown { get; init; }
}

/// <summary>The fix that the occurrence speaks against.</summary>
/// <param name="EffectiveAt">When it took effect, UTC.</param>
internal sealed record FixInEffect(DateTimeOffset EffectiveAt)
{
    /// <summary>The version that carries it; null where nobody said.</summary>
    public string? Version { get; init; }
}

/// <summary>How many errors were reopened by themselves lately, in the team.</summary>
internal sealed record ReopenedLately(int InHour, int InDay);

/// <summary>What a new occurrence does. Kept by name.</summary>
internal enum RecurrenceOutcome
{
    /// <summary>All rules hold: the error is reopened.</summary>
    Reopened,

    /// <summary>It is not the same by itself: too little alike, or about another object.</summary>
    NotTheSame,

    /// <summary>It happened before the fix took effect, or right after, while work that had begun before was still under way.</summary>
    BeforeTheFix,

    /// <summary>It happened on a version without the fix.</summary>
    OlderVersion,

    /// <summary>Nobody can tell whether its version has the fix: somebody is asked.</summary>
    UnknownVersion,

    /// <summary>It happened too long ago: it is kept as a note.</summary>
    NotFresh,

    /// <summary>It comes from an import.</summary>
    Imported,

    /// <summary>Too many errors were reopened by themselves lately: somebody is asked.</summary>
    CircuitOpen,

    /// <summary>It was judged before.</summary>
    Known,
}

/// <summary>
/// The seven rules that must hold for an error to be reopened by itself: it is the same, it happened after the fix took effect and not
/// while work that had begun before was under way, its version has the fix, it is fresh, it was not imported, not too many were reopened
/// lately, and it counts once. Reopening on a count, or on when somebody wrote, reopens what is fixed.
/// </summary>
internal static class RecurrenceRule
{
    /// <summary>How much of its text a report must have in common with another to be taken for the same without anybody's word.</summary>
    public const double SameFrom = 0.9;

    /// <summary>Days after which an occurrence is a note on what was.</summary>
    public const int FreshDays = 7;

    /// <summary>Hours after a fix took effect in which work from before may still be under way.</summary>
    public const int GraceHours = 24;

    /// <summary>Errors of a team that are reopened by themselves within an hour, and within a day, at most.</summary>
    public const int MostInHour = 3, MostInDay = 10;

    /// <summary>What an occurrence does, by the first rule that does not hold.</summary>
    public static RecurrenceOutcome On(NewOccurrence occurrence, FixInEffect fix, ReopenedLately lately, DateTimeOffset now) =>
        occurrence.IsKnown ? RecurrenceOutcome.Known
        : occurrence.IsImported ? RecurrenceOutcome.Imported
        : !occurrence.IsSaid && !(occurrence.Share >= SameFrom && occurrence.IsSameObject) ? RecurrenceOutcome.NotTheSame
        : occurrence.OccurredAt <= fix.EffectiveAt.AddHours(GraceHours) ? RecurrenceOutcome.BeforeTheFix
        : ByVersion(occurrence.Version, fix.Version) is { } version ? version
        : now - occurrence.OccurredAt > TimeSpan.FromDays(FreshDays) ? RecurrenceOutcome.NotFresh
        : lately.InHour >= MostInHour || lately.InDay >= MostInDay ? RecurrenceOutcome.CircuitOpen
        : RecurrenceOutcome.Reopened;

    private static RecurrenceOutcome? ByVersion(string? affected, string? fixedIn) => fixedIn is null ? null
        : VersionOrder.Compare(affected, fixedIn) switch
        {
            null => RecurrenceOutcome.UnknownVersion,
            < 0 => RecurrenceOutcome.OlderVersion,
            _ => null,
        };
}
