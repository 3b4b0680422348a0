using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>By which rule an alarm was raised. Kept by name.</summary>
internal enum AlarmRule
{
    /// <summary>The weekly counts of a frequent category rose.</summary>
    ByWeek,

    /// <summary>The n-th report in thirty days, in a rare category.</summary>
    InThirtyDays,
}

/// <summary>What the leads said of an alarm. Kept by name.</summary>
internal enum AlarmState
{
    /// <summary>Nothing yet, or that it is to be told again.</summary>
    Raised,

    /// <summary>They know, and do not want to be told again for a while.</summary>
    Known,
}

/// <summary>An alarm that is raised.</summary>
/// <param name="Period">The Monday of the judged week, or the day; with team, category and rule it is there once.</param>
/// <param name="Since">The first day that was counted.</param>
/// <param name="Expected">Reports that were usual in as long a time.</param>
/// <param name="Seen">Reports that came.</param>
internal sealed record NewAlarm(string Category, AlarmRule Rule, DateOnly Period, DateOnly Since, double Expected, int Seen);

/// <summary>An alarm on a category of a team, as it is kept.</summary>
/// <param name="FalseAYear">False alarms a year that were to be expected of all rules of the team when it was raised.</param>
internal sealed record Alarm(
    long Number, long Version, TeamId Team, AlarmState State, DateTimeOffset CreatedAt, string Category, AlarmRule Rule, DateOnly Since,
    double Expected, int Seen, double FalseAYear) : IRecord
{
    /// <summary>The name of its team.</summary>
    public string TeamName { get; init; } = "";

    /// <summary>The end of the time in which the category is not told again; null unless a lead said so.</summary>
    public DateTimeOffset? KnownUntil { get; init; }

    /// <summary>The name of the lead who said so.</summary>
    public string? KnownBy { get; init; }

    /// <summary>Whether a lead said that it was useful.</summary>
    public bool IsUseful { get; init; }

    /// <summary>
    /// The error of the category that was accepted, or for which a fix was proposed, since; null for none, and where it is restricted.
    /// </summary>
    public long? OutcomeError { get; init; }

    /// <inheritdoc/>
    public string Title => Say(AlarmTexts.Title, CategoryName);

    /// <inheritdoc/>
    public TeamId? OfTeam => Team;

    /// <inheritdoc/>
    /// <remarks>Restricted errors are counted in no alarm, so that whoever sees the team's errors may see its alarms.</remarks>
    public bool Restricted => false;

    /// <summary>What people call the category, in the language of the moment.</summary>
    public string CategoryName => ErrorWords.Of(Taxonomy.Starting.Kind, Category);

    /// <summary>Whether it is not told again at a moment.</summary>
    public bool IsKnownAt(DateTimeOffset now) => KnownUntil > now;
}
