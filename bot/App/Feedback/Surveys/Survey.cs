using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>Names what a lead set up.</summary>
internal readonly record struct SurveyId(long Value);

/// <summary>How often people are asked.</summary>
internal enum SurveyCadence
{
    /// <summary>One wave.</summary>
    Once,

    /// <summary>A wave each month.</summary>
    Monthly,

    /// <summary>A wave each quarter.</summary>
    Quarterly,
}

/// <summary>What is set up: who is asked what, in which mode and how often.</summary>
/// <param name="Template">Id of the template; each wave is asked from its newest version.</param>
/// <param name="ByTeam">Whether results are also told by team, the one breakdown that there is.</param>
/// <param name="Days">How many days a wave is open; 1 or more.</param>
/// <param name="Reminders">Reminders for each person, 0 to 2.</param>
/// <param name="About">The wave after which it asks whether its results were talked about; null for any other survey.</param>
/// <param name="Own">The question that they added; null for none.</param>
internal sealed record NewSurvey(
    string Template, SurveyMode Mode, bool ByTeam, int Days, SurveyCadence Cadence, int Reminders, ImmutableArray<TeamId> Teams,
    WaveId? About = null, OwnItem? Own = null);

/// <summary>What was set up, as it is stored.</summary>
/// <param name="Waves">How many waves were launched.</param>
/// <param name="NextDueAt">When the next wave begins; null where none is to come.</param>
internal sealed record Survey(
    SurveyId Id, NewSurvey Plan, PersonId? LaunchedBy, DateTimeOffset CreatedAt, int Waves, DateTimeOffset? NextDueAt)
{
    /// <summary>When the wave after one that begins at a moment does; null where there is none.</summary>
    public DateTimeOffset? After(DateTimeOffset begun) => Plan.Cadence switch
    {
        SurveyCadence.Monthly => begun.AddMonths(1),
        SurveyCadence.Quarterly => begun.AddMonths(3),
        _ => null,
    };
}
