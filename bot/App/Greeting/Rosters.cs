using Improvement.Bot.Storage;

namespace Improvement.Bot.Greeting;

/// <summary>Which teams' rosters are to be read from the channel. The wish is a row, so that a crash forgets none.</summary>
internal sealed class Rosters(Session session, RosterReader reader)
{
    /// <summary>Wishes for a roster; it is read soon after the commit.</summary>
    public void Want(string teamsTeamId, DateTimeOffset now)
    {
        session.Statements.Execute($"UPDATE teams SET roster_due_at = {now} WHERE teams_team_id = {teamsTeamId}");
        reader.Wanted.Give();
    }
}
