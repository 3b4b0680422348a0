using System.Collections.Immutable;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>Why a wave may not be launched.</summary>
internal enum LaunchObstacle
{
    /// <summary>Nobody would be asked.</summary>
    Nobody,

    /// <summary>Too few people for anonymous answers.</summary>
    TooFew,

    /// <summary>The items may not be asked so that somebody can read them with names.</summary>
    NotWithNames,

    /// <summary>Keys of anonymous surveys cannot be kept.</summary>
    NoKeys,

    /// <summary>Results of another wave, taken from this one's, would tell what a few people answered.</summary>
    Neighbour,

    /// <summary>More teams than results are told by.</summary>
    TooManyGroups,

    /// <summary>The same people are asked the same at the moment.</summary>
    Asked,

    /// <summary>Those who lead have not answered the last result.</summary>
    Unanswered,

    /// <summary>The question of whoever launches it names somebody, or shows in so small a group who answered what.</summary>
    OwnQuestion,
}

/// <summary>A reason against a launch.</summary>
/// <param name="Sentence">For whoever launches: why, and what to do; in the language of the moment.</param>
/// <param name="Unanswered">The wave whose result waits for an answer; null for any other reason.</param>
internal sealed record LaunchRefusal(LaunchObstacle Obstacle, string Sentence, WaveId? Unanswered = null)
{
    /// <summary>Whether another mode is a way out.</summary>
    public bool IsOfMode => Obstacle is LaunchObstacle.TooFew or LaunchObstacle.NoKeys or LaunchObstacle.Neighbour;

    /// <summary>Whether it may be over by itself, or by what the leads do, so that a later wave of a series is tried again.</summary>
    public bool MayPass => Obstacle is not (LaunchObstacle.NotWithNames or LaunchObstacle.TooManyGroups);
}

/// <summary>Looks whether a wave may be launched: before its lead confirms it, and again in the commit that launches it.</summary>
internal sealed class LaunchCheck(SurveyWaves waves, Audiences audiences, KeyFolderCheck keys)
{
    /// <summary>How long after a release the answers of a wave can still be taken from those of another.</summary>
    private static readonly TimeSpan Neighbourhood = TimeSpan.FromDays(7);

    /// <summary>Why not; null where it may be.</summary>
    public LaunchRefusal? Refusal(NewSurvey plan, SurveyTemplate template, int number, Audience audience, DateTimeOffset now)
    {
        if (audience.People is 0) return new(LaunchObstacle.Nobody, SurveysTexts.RefusedNobody);
        if (!template.MayBeAskedIn(plan.Mode)) return new(LaunchObstacle.NotWithNames, SurveysTexts.RefusedNotWithNames);
        if (plan.ByTeam && audience.Groups.Length > ReleasePolicy.MostGroups)
        {
            return new(LaunchObstacle.TooManyGroups, Say(SurveysTexts.RefusedTooManyGroups, ReleasePolicy.MostGroups));
        }

        if (plan.Own is { } own && OwnQuestion.Refused(own, plan.Mode, audience.People) is { } words)
        {
            return new(LaunchObstacle.OwnQuestion, words);
        }

        return (plan.Mode is SurveyMode.Anonymous ? OfAnonymous(plan, template.ItemsOf(number, plan.Own), audience, now) : null)
            ?? (plan.About is null ? OfOthers(plan, template) : null);
    }

    private LaunchRefusal? OfAnonymous(NewSurvey plan, ImmutableArray<SurveyItem> items, Audience audience, DateTimeOffset now)
    {
        if (audience.People < BoxRules.FewestInvited)
        {
            return new(LaunchObstacle.TooFew, Say(SurveysTexts.RefusedTooFew, BoxRules.FewestInvited, audience.People));
        }

        if (keys.Problem is not null) return new(LaunchObstacle.NoKeys, SurveysTexts.RefusedNoKeys);
        return waves.OpenOrReleasedAfter(now - Neighbourhood).FirstOrDefault(other => IsNeighbour(other, plan, items, audience)) is { } wave
            ? new(LaunchObstacle.Neighbour, Say(SurveysTexts.RefusedNeighbour, waves.NameOf(wave)))
            : null;
    }

    // Whoever joins or leaves the team between its own waves falls under the rule of changes between waves.
    private bool IsNeighbour(Wave other, NewSurvey plan, ImmutableArray<SurveyItem> items, Audience audience) =>
        WavePolicy.Of(other).Items.Any(item => items.Any(own => own.Code == item.Code))
        && !waves.TeamsOf(other).SetEquals(plan.Teams)
        && AudienceChange.Between(audiences.SeatsOf(other.Id), audience.Set).IsOfFew(ReleasePolicy.Usual);

    private LaunchRefusal? OfOthers(NewSurvey plan, SurveyTemplate template)
    {
        if (waves.OpenOf(plan.Teams).FirstOrDefault(wave => wave.Template == template.Id) is { } open)
        {
            return new(LaunchObstacle.Asked, Say(SurveysTexts.RefusedAsked, waves.NameOf(open)));
        }

        return waves.Unanswered(plan.Teams) is { } last
            ? new(LaunchObstacle.Unanswered, Say(SurveysTexts.RefusedUnanswered, waves.NameOf(last)), last.Id)
            : null;
    }
}
