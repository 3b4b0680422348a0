using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Greeting;

/// <summary>Which teams' rosters are to be read from the channel. The wish is a row, so that a crash forgets none.</summary>
internal sealed class Rosters(Session session, RosterBell bell)
{
    private const string Due = "UPDATE teams SET roster_due_at = @now WHERE teams_team_id = @team";

    /// <summary>Wishes for a roster; it is read soon after the commit.</summary>
    public void Want(string teamsTeamId, DateTimeOffset now)
    {
        session.Statements[Due].Execute(now.Kept(), teamsTeamId);
        bell.Ring();
    }
}

/// <summary>Wakes the reader of rosters.</summary>
internal sealed class RosterBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>Wakes it, now or when it is free.</summary>
    public void Ring()
    {
        try { _rung.Release(); }
        catch (SemaphoreFullException) { } // it will wake anyway
    }

    public void Dispose() => _rung.Dispose();

    /// <summary>Waits to be woken, or for some time to pass.</summary>
    public Task Wait(TimeSpan most, CancellationToken ct) => _rung.WaitAsync(most, ct);
}
