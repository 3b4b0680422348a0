using Improvement.Bot.Storage;

namespace Improvement.Bot.Greeting;

/// <summary>Which teams' rosters are to be read from the channel. The wish is a row, so that a crash forgets none.</summary>
internal sealed class Rosters(Session session, RosterReader reader)
{
    private const string Due = "UPDATE teams SET roster_due_at = @now WHERE teams_team_id = @team";

    /// <summary>Wishes for a roster; it is read soon after the commit.</summary>
    public void Want(string teamsTeamId, DateTimeOffset now)
    {
        session.Statements[Due].Execute(now.ToStoredMilliseconds(), teamsTeamId);
        reader.Wanted.Give();
    }
}
