using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Cards;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>What cards show of a wave, in the language of the moment.</summary>
internal sealed class SurveyLooks(SurveyWaves waves, Teams teams, ReleaseReader releases, AgentAnswers agents)
{
    /// <summary>What people are asked.</summary>
    public SurveyLook Of(Wave wave)
    {
        var policy = WavePolicy.Of(wave);
        return new(wave.Id.Value, policy.Asked.Name(), WhoseOf(wave), policy.Mode, policy.Release, policy.Items, wave.ClosesAt);
    }

    /// <summary>What is told of a wave that was released, or that too few answered.</summary>
    public ResultLook ResultOf(Wave wave)
    {
        var policy = WavePolicy.Of(wave);
        return new(policy.Asked.Name(), WhoseOf(wave), releases.Read(wave), policy.Asked.Outcome)
        {
            Afterwards = waves.TalkedAboutAfter(wave) is { } afterwards ? releases.Read(afterwards) : null,
            Agents = agents.Of(wave),
        };
    }

    /// <summary>Who is asked, by the names of their teams.</summary>
    public string WhoseOf(Wave wave)
    {
        string[] names = [.. waves.TeamsOf(wave).Select(teams.Find).OfType<Team>().Select(team => team.Name).Order(StringComparer.Ordinal)];
        return names is [var first, _, _, ..]
            ? Records.Wording.Say(SurveysTexts.AndOthers, first, names.Length - 1)
            : string.Join(", ", names);
    }
}
