using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Feedback.Agents;

/// <summary>
/// Which surveys an AI agent is asked, and its one answer to each. It is asked whatever may be asked with names, in the teams in which it
/// works, whatever the mode is for people: what is about oneself or about those who lead is asked of people alone.
/// </summary>
internal sealed class AgentDesk(Actor actor, SurveyWaves waves, AgentAnswers answers, RecordEvents events, Refusals refusals)
{
    /// <summary>The open surveys that it is asked, the oldest first; none for whoever is no agent.</summary>
    public IReadOnlyList<Wave> Open =>
        IsAgent ? [.. waves.OpenOf(actor.Principal.Teams).Where(wave => wave.ClosesAt > actor.Now && IsForAgents(wave))] : [];

    /// <summary>Whether an agent acts, and no person or other system.</summary>
    public bool IsAgent => actor.Kind is ActorKind.Agent;

    /// <summary>A survey that one of its teams is asked, open or not; null for any other.</summary>
    public Wave? Find(long number) => waves.Find(new(number)) is { } wave && IsInTeamOf(wave) ? wave : null;

    /// <summary>What it answered; null where it has not.</summary>
    public AgentAnswer? Answered(Wave wave) => actor.Id is { } me ? answers.Of(wave.Id, me) : null;

    /// <summary>Keeps its answer; only while a commit runs, as everything is asked again.</summary>
    /// <returns>Why not; null where it is kept.</returns>
    public string? Answer(Wave wave, AgentRun run, NamedAnswers given, RequestOrigin origin)
    {
        if (WhyNot(wave) is { } why) return why;
        if (!answers.Add(wave.Id, actor.Keep().Id, run, given)) return AgentTexts.Already;
        events.Append(new(WaveLaunch.RecordKind, wave.Id.Value, wave.Team), "answered-by-agent", origin);
        return null;
    }

    /// <summary>Notes that somebody wanted to answer a survey that their teams are not asked; nothing where there is none.</summary>
    public void NoteRefusal(long number)
    {
        if (waves.Find(new(number)) is { } wave) refusals.Note(new(WaveLaunch.RecordKind, number, wave.Team));
    }

    private string? WhyNot(Wave wave) =>
        !IsAgent ? AgentTexts.OnlyAgents
        : !IsForAgents(wave) ? AgentTexts.NotForAgents
        : wave.State is not WaveState.Open || wave.ClosesAt <= actor.Now ? AgentTexts.Closed
        : null;

    private bool IsInTeamOf(Wave wave) => waves.TeamsOf(wave).Any(team => actor.Principal.IsIn(team));

    private static bool IsForAgents(Wave wave) =>
        WavePolicy.Of(wave).Asked is { IsAboutResult: false } asked && asked.MayBeAskedIn(SurveyMode.Attributed);
}
