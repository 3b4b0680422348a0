using System.Collections.Immutable;
using System.Text.Json;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Agents;

/// <summary>With which version and in which run an agent answered.</summary>
/// <param name="Version">Its version, or a hash of its configuration; null where it did not say.</param>
/// <param name="Run">What names the run; null where it did not say.</param>
internal sealed record AgentRun(string? Version, string? Run)
{
    /// <summary>Characters of a version at most.</summary>
    public const int LongestVersion = 100;

    /// <summary>Characters of what names a run at most.</summary>
    public const int LongestRun = 200;
}

/// <summary>What an AI agent answered in a wave. It is no person, so it stands with its name.</summary>
/// <param name="Agent">What the agent is called.</param>
internal sealed record AgentAnswer(string Agent, AgentRun Run, NamedAnswers Answers);

/// <summary>
/// The lane of AI agents: what each of them answered, once for a wave. It is a table of its own, which nothing that counts people reads.
/// </summary>
internal sealed class AgentAnswers(Session session)
{
    private static readonly Sql Select = Sql.Of($"""
        SELECT people.name, agent_version, run_ref, answers FROM survey_agent_answers JOIN people ON people.id = agent
        """);

    /// <summary>Keeps an answer; false where the agent has answered this wave before. Only while a commit runs.</summary>
    public bool Add(WaveId wave, PersonId agent, AgentRun run, NamedAnswers answers) => session.Statements.Execute($"""
        INSERT INTO survey_agent_answers {NewRow.Of(
            ("wave", wave.Value), ("agent", agent.Value), ("agent_version", run.Version), ("run_ref", run.Run),
            ("answers", JsonSerializer.Serialize(answers, NamedAnswersJson.Default.NamedAnswers)))}
        ON CONFLICT DO NOTHING
        """) is 1;

    /// <summary>What one agent answered; null where it has not.</summary>
    public AgentAnswer? Of(WaveId wave, PersonId agent) =>
        Read($"{Select} WHERE wave = {wave.Value} AND agent = {agent.Value}").FirstOrDefault();

    /// <summary>What all of them answered, by name. While a wave is open nobody is shown it.</summary>
    public ImmutableArray<AgentAnswer> Of(Wave wave) =>
        wave.State is WaveState.Open ? [] : [.. Read($"{Select} WHERE wave = {wave.Id.Value} ORDER BY people.name, people.id")];

    /// <summary>Destroys what agents answered in a wave; only while a commit runs.</summary>
    public void Remove(WaveId wave) => session.Statements.Execute($"DELETE FROM survey_agent_answers WHERE wave = {wave.Value}");

    private List<AgentAnswer> Read(SqlHandler sql)
    {
        var found = new List<AgentAnswer>();
        using var rows = session.Statements.Read(sql);
        while (rows.Read())
        {
            found.Add(new(
                rows.TextOrNull(0) ?? AgentTexts.Unnamed, new(rows.TextOrNull(1), rows.TextOrNull(2)),
                JsonSerializer.Deserialize(rows.GetString(3), NamedAnswersJson.Default.NamedAnswers)!));
        }

        return found;
    }
}
