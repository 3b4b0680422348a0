using Improvement.Bot.People;

namespace Improvement.Bot.Feedback.Waves;

/// <summary>Names one round of a survey.</summary>
internal readonly record struct WaveId(long Value)
{
    public override string ToString() => Value.ToString();
}

/// <summary>Where a wave stands. It begins open and ends once.</summary>
internal enum WaveState
{
    /// <summary>Answers are taken.</summary>
    Open,

    /// <summary>Closed; what may be shown is stored.</summary>
    Released,

    /// <summary>Closed with too few answers; they were destroyed without having been looked at.</summary>
    Discarded,

    /// <summary>Ended because people said that a question is not acceptable; the answers were destroyed.</summary>
    Stopped,

    /// <summary>Its key is lost, so nothing can be published; people may be asked again.</summary>
    Void,
}

/// <summary>About how many of those invited have answered, while a wave is open. Below six there is none, and never "all".</summary>
internal enum ResponseBand
{
    UpToHalf,
    MoreThanHalf,
    MoreThanThreeQuarters,
}

/// <summary>What a wave is launched with.</summary>
/// <param name="Template">Code of the template.</param>
/// <param name="Policy">The promise and the thresholds, as text; its hash is bound to the answers and stands on every card.</param>
/// <param name="Breakdown">The one declared breakdown; null for none.</param>
/// <param name="OpensAt">From when on answers are taken, UTC.</param>
/// <param name="ClosesAt">Until when, UTC.</param>
internal sealed record NewWave(
    TeamId? Team, string Template, long TemplateVersion, SurveyMode Mode, string Policy, string? Breakdown, PersonId? LaunchedBy,
    DateTimeOffset OpensAt, DateTimeOffset ClosesAt)
{
    /// <summary>Number of the survey that it is a round of; null for none.</summary>
    public long? Survey { get; init; }

    /// <summary>Number of the round in its survey, from 1 on.</summary>
    public int Number { get; init; } = 1;
}

/// <summary>One round of a survey, as it is stored.</summary>
/// <param name="PolicyHash">SHA-256 of <paramref name="Policy"/>, hexadecimal.</param>
/// <param name="Layout">What is counted, as JSON.</param>
/// <param name="Invited">How many people were invited.</param>
internal sealed record Wave(
    WaveId Id, TeamId? Team, string Template, long TemplateVersion, SurveyMode Mode, string Policy, string PolicyHash, string? Breakdown,
    string Layout, WaveState State, PersonId? LaunchedBy, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, int Invited)
{
    /// <inheritdoc cref="NewWave.Survey"/>
    public long? Survey { get; init; }

    /// <inheritdoc cref="NewWave.Number"/>
    public int Number { get; init; } = 1;

    /// <summary>When its result was released, UTC.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>How many answered; null until the release.</summary>
    public int? Responded { get; init; }

    /// <summary>About how many have answered; null below six.</summary>
    public ResponseBand? Band { get; init; }

    /// <summary>The day on which that was looked at, <c>2026-02-28</c>.</summary>
    public string? BandDay { get; init; }
}
