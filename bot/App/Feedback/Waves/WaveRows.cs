using System.Security.Cryptography;
using System.Text;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Waves;

/// <summary>The rows of waves.</summary>
internal static class WaveRows
{
    private static readonly Sql Columns = Sql.Of($"""
        id, team, template, template_version, mode, policy, policy_hash, breakdown, layout, state, launched_by, opens_at, closes_at,
        invited, released_at, responded, band, band_day, survey, number
        """);

    /// <summary>A wave; null when there is none.</summary>
    public static Wave? Find(Statements statements, WaveId id) => Ask(statements, id).Value;

    /// <inheritdoc cref="Find"/>
    public static Answer<Wave?> Ask(Statements statements, WaveId id) =>
        statements.Ask($"SELECT {Columns} FROM survey_waves WHERE id = {id.Value}", rows => rows.Read() ? Read(rows) : null);

    /// <summary>All waves of a mode that take answers or are about to, by when they close.</summary>
    public static List<Wave> Open(Statements statements, SurveyMode mode)
    {
        List<Wave> waves = [];
        using var rows = statements.Read($"""
            SELECT {Columns} FROM survey_waves WHERE state = 'Open' AND mode = {mode.ToString()} ORDER BY closes_at, id
            """);
        while (rows.Read()) waves.Add(Read(rows));
        return waves;
    }

    /// <summary>Adds a wave, open.</summary>
    /// <param name="layout">What is counted, as JSON.</param>
    /// <param name="invited">How many people are invited.</param>
    public static Wave Add(Session session, NewWave wave, string layout, int invited)
    {
        var hash = HashOf(wave.Policy);
        var id = session.Statements.Number($"""
            INSERT INTO survey_waves {NewRow.Of(
                ("team", wave.Team?.Value), ("template", wave.Template), ("template_version", wave.TemplateVersion),
                ("mode", wave.Mode.ToString()), ("policy", wave.Policy), ("policy_hash", hash), ("breakdown", wave.Breakdown),
                ("layout", layout), ("state", nameof(WaveState.Open)), ("launched_by", wave.LaunchedBy?.Value),
                ("opens_at", wave.OpensAt), ("closes_at", wave.ClosesAt), ("invited", invited), ("survey", wave.Survey),
                ("number", wave.Number))}
            RETURNING id
            """)!.Value;
        return new(
            new(id), wave.Team, wave.Template, wave.TemplateVersion, wave.Mode, wave.Policy, hash, wave.Breakdown, layout, WaveState.Open,
            wave.LaunchedBy, wave.OpensAt, wave.ClosesAt, invited)
        {
            Survey = wave.Survey, Number = wave.Number,
        };
    }

    /// <summary>The hash of a promise, as it stands on cards.</summary>
    public static string HashOf(string policy) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(policy)));

    /// <summary>Ends an open wave; false when it had ended already.</summary>
    /// <param name="responded">How many answered, with the release alone.</param>
    public static bool End(Session session, WaveId id, WaveState state, int? responded, DateTimeOffset? releasedAt) =>
        session.Statements.Execute($"""
            UPDATE survey_waves SET state = {state.ToString()}, responded = {responded}, released_at = {releasedAt}, band = NULL,
                band_day = NULL
            WHERE id = {id.Value} AND state = 'Open'
            """) is 1;

    /// <summary>Says about how many have answered, as of a day.</summary>
    public static void SetBand(Session session, WaveId id, ResponseBand? band, DateOnly day) => session.Statements.Execute($"""
        UPDATE survey_waves SET band = {band?.ToString()}, band_day = {day} WHERE id = {id.Value} AND state = 'Open'
        """);

    private static Wave Read(Rows rows) => new(
        new(rows.GetInt64(0)), rows.NumberOrNull(1) is { } team ? new TeamId(team) : null, rows.GetString(2), rows.GetInt64(3),
        Enum.Parse<SurveyMode>(rows.GetString(4)), rows.GetString(5), rows.GetString(6), rows.TextOrNull(7), rows.GetString(8),
        Enum.Parse<WaveState>(rows.GetString(9)), rows.NumberOrNull(10) is { } person ? new PersonId(person) : null, rows.Moment(11),
        rows.Moment(12), rows.GetInt32(13))
    {
        ReleasedAt = rows.MomentOrNull(14),
        Responded = (int?)rows.NumberOrNull(15),
        Band = rows.TextOrNull(16) is { } band ? Enum.Parse<ResponseBand>(band) : null,
        BandDay = rows.TextOrNull(17),
        Survey = rows.NumberOrNull(18),
        Number = (int)(rows.NumberOrNull(19) ?? 1),
    };
}
