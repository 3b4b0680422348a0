using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Alarms;

/// <summary>
/// Whether the alarms are worth being read: how many of them chance alone was to raise, how many came, and what came of those.
/// </summary>
/// <param name="ExpectedFalse">
/// False alarms a year that are to be expected of all rules of the teams; null before there is a baseline.
/// </param>
/// <param name="Raised">Alarms of the last twelve months.</param>
/// <param name="LedToSomething">Those of which a lead said that they were useful, or after which an error of the category was accepted or a
/// fix for one proposed.</param>
internal sealed record AlarmAccount(double? ExpectedFalse, long Raised, long LedToSomething)
{
    /// <summary>The account in a sentence; null where nothing is watched yet and nothing was raised.</summary>
    public string? Words => this switch
    {
        { ExpectedFalse: null, Raised: 0 } => null,
        { ExpectedFalse: null } => Say(AlarmTexts.AccountOff, Raised, LedToSomething),
        _ => Say(AlarmTexts.Account, ExpectedFalse, Raised, LedToSomething),
    };

    /// <summary>The account of the teams whose errors somebody leads.</summary>
    public static AlarmAccount Of(Session session, Principal who, DateTimeOffset now) => Of(
        session,
        who.IsAdministrator || who.LeadsAll(ErrorKind.Access.LeadRole)
            ? Sql.Of($"TRUE")
            : Sql.Of($"team IN {who.Leads.Select(team => team.Value)}"),
        now);

    /// <summary>The account of one team.</summary>
    public static AlarmAccount Of(Session session, TeamId team, DateTimeOffset now) => Of(session, Sql.Of($"team = {team.Value}"), now);

    private static AlarmAccount Of(Session session, Sql teams, DateTimeOffset now)
    {
        var since = now.AddYears(-1);
        using var rows = session.Statements.Read($"""
            SELECT (SELECT SUM(false_alarms_a_year) FROM watched_teams WHERE {teams}), COUNT(*),
                COUNT(CASE WHEN outcome IS NOT NULL OR useful_by IS NOT NULL THEN 1 END)
            FROM alarms WHERE created_at >= {since} AND {teams}
            """);
        return rows.Read() ? new(rows.IsDBNull(0) ? null : rows.GetDouble(0), rows.GetInt64(1), rows.GetInt64(2)) : new(null, 0, 0);
    }
}
