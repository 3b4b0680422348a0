using System.Collections.Immutable;
using System.Text.Json;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The rows of what leads set up.</summary>
internal sealed class SurveyRows(Session session)
{
    private static readonly Sql Columns = Sql.Of($"""
        id, template, mode, by_team, days, cadence, reminders, launched_by, created_at, waves, next_due_at, about, own
        """);

    /// <summary>Adds one; only while a commit runs.</summary>
    /// <param name="firstAt">When its first wave begins.</param>
    public SurveyId Add(NewSurvey plan, PersonId? by, DateTimeOffset now, DateTimeOffset firstAt)
    {
        var id = session.Statements.Number($"""
            INSERT INTO surveys {NewRow.Of(
                ("template", plan.Template), ("mode", plan.Mode.ToString()), ("by_team", plan.ByTeam), ("days", plan.Days),
                ("cadence", plan.Cadence.ToString()), ("reminders", plan.Reminders), ("launched_by", by?.Value), ("created_at", now),
                ("waves", 0), ("next_due_at", firstAt), ("about", plan.About?.Value),
                ("own", plan.Own is null ? null : JsonSerializer.Serialize(plan.Own, WavePolicyJson.Default.OwnItem)))}
            RETURNING id
            """)!.Value;
        Value[][] teams = [.. plan.Teams.Select(team => new Value[] { id, team.Value })];
        foreach (var batch in NewRows.InBatches(["survey", "team"], teams))
        {
            session.Statements.Execute($"INSERT INTO survey_teams {batch}");
        }

        return new(id);
    }

    /// <summary>One of them; null when there is none.</summary>
    public Survey? Find(SurveyId id)
    {
        Survey? found;
        using (var rows = session.Statements.Read($"SELECT {Columns} FROM surveys WHERE id = {id.Value}"))
        {
            found = rows.Read() ? Read(rows) : null;
        }

        return found is null ? null : found with { Plan = found.Plan with { Teams = TeamsOf(id) } };
    }

    /// <summary>Those whose next wave is to begin, the longest due first.</summary>
    public IReadOnlyList<SurveyId> Due(DateTimeOffset now)
    {
        var due = new List<SurveyId>();
        using var rows = session.Statements.Read($"SELECT id FROM surveys WHERE next_due_at <= {now} ORDER BY next_due_at, id");
        while (rows.Read()) due.Add(new(rows.GetInt64(0)));
        return due;
    }

    /// <summary>Notes that a wave was launched, and when the next one begins.</summary>
    public void Launched(SurveyId id, DateTimeOffset? nextAt) => session.Statements.Execute(
        $"UPDATE surveys SET waves = waves + 1, next_due_at = {nextAt}, refused = NULL WHERE id = {id.Value}");

    /// <summary>Notes why a wave could not be launched, and when it is tried again; null for never.</summary>
    public void Refused(SurveyId id, string why, DateTimeOffset? againAt) => session.Statements.Execute(
        $"UPDATE surveys SET refused = {why}, next_due_at = {againAt} WHERE id = {id.Value}");

    /// <summary>Why the last attempt at a wave was refused; null where it was not.</summary>
    public string? RefusalOf(SurveyId id)
    {
        using var rows = session.Statements.Read($"SELECT refused FROM surveys WHERE id = {id.Value}");
        return rows.Read() ? rows.TextOrNull(0) : null;
    }

    /// <summary>Whether something asks about the result of a wave by a template.</summary>
    public bool AsksAbout(WaveId wave, string template) => session.Statements.Any(
        $"SELECT 1 FROM surveys WHERE about = {wave.Value} AND template = {template}");

    /// <summary>Ends one: no further wave begins.</summary>
    public void End(SurveyId id) => session.Statements.Execute($"UPDATE surveys SET next_due_at = NULL WHERE id = {id.Value}");

    /// <summary>Surveys of a team with a wave to come, the next first; those that follow up on a result are not among them.</summary>
    public IReadOnlyList<Survey> ToCome(TeamId team)
    {
        var ids = new List<SurveyId>();
        using (var rows = session.Statements.Read($"""
            SELECT id FROM surveys JOIN survey_teams ON survey = id
            WHERE team = {team.Value} AND about IS NULL AND next_due_at IS NOT NULL ORDER BY next_due_at, id
            """))
        {
            while (rows.Read()) ids.Add(new(rows.GetInt64(0)));
        }

        return [.. ids.Select(Find).OfType<Survey>()];
    }

    private ImmutableArray<TeamId> TeamsOf(SurveyId id)
    {
        var teams = ImmutableArray.CreateBuilder<TeamId>();
        using var rows = session.Statements.Read($"SELECT team FROM survey_teams WHERE survey = {id.Value} ORDER BY team");
        while (rows.Read()) teams.Add(new(rows.GetInt64(0)));
        return teams.DrainToImmutable();
    }

    private static Survey Read(Rows rows) => new(
        new(rows.GetInt64(0)),
        new(
            rows.GetString(1), Enum.Parse<SurveyMode>(rows.GetString(2)), rows.GetBoolean(3), rows.GetInt32(4),
            Enum.Parse<SurveyCadence>(rows.GetString(5)), rows.GetInt32(6), [],
            rows.NumberOrNull(11) is { } wave ? new WaveId(wave) : null,
            rows.TextOrNull(12) is { } own ? JsonSerializer.Deserialize(own, WavePolicyJson.Default.OwnItem) : null),
        rows.NumberOrNull(7) is { } person ? new PersonId(person) : null, rows.Moment(8), rows.GetInt32(9), rows.MomentOrNull(10));
}
