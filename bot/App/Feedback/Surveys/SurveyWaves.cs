using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>Finds waves by who was asked and by where they stand.</summary>
internal sealed class SurveyWaves(Session session)
{
    // of people, not of what follows up on a result
    private static readonly Sql OfItself = Sql.Of($"EXISTS (SELECT 1 FROM surveys own WHERE own.id = w.survey AND own.about IS NULL)");

    /// <summary>A wave; null when there is none.</summary>
    public Wave? Find(WaveId id) => WaveRows.Find(session.Statements, id);

    /// <summary>What a wave is called, in the language of the moment.</summary>
    public string NameOf(Wave wave) => Say(SurveysTexts.WaveName, WavePolicy.Of(wave).Asked.Name(), wave.Number);

    /// <summary>Anonymous waves that are open, or that were released after a moment.</summary>
    public IReadOnlyList<Wave> OpenOrReleasedAfter(DateTimeOffset moment) => All($"""
        SELECT w.id FROM survey_waves w WHERE mode = 'Anonymous' AND (state = 'Open' OR released_at > {moment}) ORDER BY w.id
        """);

    /// <summary>Open waves of which one of these teams is asked.</summary>
    public IReadOnlyList<Wave> OpenOf(IEnumerable<TeamId> teams) => All($"""
        SELECT w.id FROM survey_waves w WHERE state = 'Open' AND {IsOf(teams)} AND {OfItself} ORDER BY w.id
        """);

    /// <summary>Open waves in which somebody is asked, what follows up on a result as well; the first to close first.</summary>
    public IReadOnlyList<Wave> OpenFor(PersonId person) => All($"""
        SELECT w.id FROM survey_waves w JOIN survey_seats ON survey_seats.wave = w.id
        WHERE state = 'Open' AND survey_seats.person = {person.Value} ORDER BY closes_at, w.id
        """);

    /// <summary>The last waves of some teams that have ended, the newest first.</summary>
    public IReadOnlyList<Wave> EndedOf(IEnumerable<TeamId> teams, int most) => All($"""
        SELECT w.id FROM survey_waves w WHERE state <> 'Open' AND {IsOf(teams)} AND {OfItself} ORDER BY w.id DESC LIMIT {most}
        """);

    /// <summary>Released waves of some teams below a number, the newest first.</summary>
    public IReadOnlyList<Wave> ReleasedOf(IEnumerable<TeamId> teams, long before, int most) => All($"""
        SELECT w.id FROM survey_waves w WHERE state = 'Released' AND w.id < {before} AND {IsOf(teams)} ORDER BY w.id DESC LIMIT {most}
        """);

    /// <summary>Waves of a team that were released after a moment, what follows up on a result left out; the newest first.</summary>
    public IReadOnlyList<Wave> ReleasedAfter(TeamId team, DateTimeOffset moment, int most) => All($"""
        SELECT w.id FROM survey_waves w WHERE state = 'Released' AND released_at > {moment} AND {IsOf([team])} AND {OfItself}
        ORDER BY released_at DESC, w.id DESC LIMIT {most}
        """);

    /// <summary>Released waves that asked one team and no other, what follows up on a result left out; the oldest first.</summary>
    public IReadOnlyList<Wave> ReleasedOfAlone(TeamId team) => All($"""
        SELECT w.id FROM survey_waves w WHERE state = 'Released' AND {IsOf([team])} AND {OfItself}
            AND NOT EXISTS (SELECT 1 FROM survey_teams WHERE survey_teams.survey = w.survey AND team <> {team.Value})
        ORDER BY released_at, w.id
        """);

    /// <summary>The last wave of these teams whose result those who lead have not answered; null where there is none.</summary>
    public Wave? Unanswered(IEnumerable<TeamId> teams) => All($"""
        SELECT w.id FROM survey_waves w WHERE state = 'Released' AND {IsOf(teams)} AND {OfItself}
            AND NOT EXISTS (SELECT 1 FROM survey_replies WHERE survey_replies.wave = w.id)
        ORDER BY w.id DESC LIMIT 1
        """).FirstOrDefault();

    /// <summary>Waves that are over by a moment and not closed yet, the longest over first.</summary>
    public IReadOnlyList<Wave> ToClose(DateTimeOffset now) => All($"""
        SELECT w.id FROM survey_waves w WHERE state = 'Open' AND closes_at <= {now} ORDER BY closes_at, w.id
        """);

    /// <summary>Released waves of a survey before one of them, from the first on.</summary>
    public IReadOnlyList<Wave> Before(Wave wave) => All($"""
        SELECT w.id FROM survey_waves w WHERE survey = {wave.Survey} AND state = 'Released' AND number < {wave.Number} ORDER BY number
        """);

    /// <summary>The teams whose people are asked in a wave.</summary>
    public ISet<TeamId> TeamsOf(Wave wave)
    {
        var teams = new HashSet<TeamId>();
        using var rows = session.Statements.Read($"SELECT team FROM survey_teams WHERE survey = {wave.Survey}");
        while (rows.Read()) teams.Add(new(rows.GetInt64(0)));
        return teams;
    }

    /// <summary>The wave that asked whether a result was talked about, once it has ended; null where there is none.</summary>
    public Wave? TalkedAboutAfter(Wave wave) => All($"""
        SELECT w.id FROM survey_waves w JOIN surveys s ON s.id = w.survey
        WHERE s.about = {wave.Id.Value} AND s.template = {SurveyTemplates.FollowUp} AND w.state IN ('Released', 'Discarded') ORDER BY w.id
        """).FirstOrDefault();

    /// <summary>Notes that those who lead were told how a wave ended; false where they had been.</summary>
    public bool Told(WaveId wave, DateTimeOffset now) => session.Statements.Execute(
        $"UPDATE survey_waves SET told_at = {now} WHERE id = {wave.Value} AND told_at IS NULL") is 1;

    private static Sql IsOf(IEnumerable<TeamId> teams) => Sql.Of($"""
        EXISTS (SELECT 1 FROM survey_teams WHERE survey_teams.survey = w.survey AND team IN {teams.Select(team => team.Value)})
        """);

    private List<Wave> All(SqlHandler sql)
    {
        var ids = new List<long>();
        using (var rows = session.Statements.Read(sql))
        {
            while (rows.Read()) ids.Add(rows.GetInt64(0));
        }

        return [.. ids.Select(id => Find(new(id))).OfType<Wave>()];
    }
}
