using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Waves;

/// <summary>
/// Removes who was invited to waves that ended long ago. Until then later waves of almost the same people are compared with them; the waves
/// themselves and what was released of them stay.
/// </summary>
internal sealed class SeatRetention(Database database, Clock clock)
{
    /// <summary>How long after its end it is kept who was invited.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(400);

    /// <summary>Once a day, in every instance: it may be done twice.</summary>
    public static readonly JobSchedule Schedule = new("retention of seats", TimeSpan.FromDays(1), TimeSpan.FromHours(1));

    /// <summary>Removes what is over by now; gives how many seats. A commit for each wave, as there may be many people in one.</summary>
    public async Task<int> Maintain(CancellationToken ct)
    {
        var removed = 0;
        foreach (var wave in Over())
        {
            removed += await database.Settle(writer => writer.Execute($"DELETE FROM survey_seats WHERE wave = {wave}"), ct);
        }

        return removed;
    }

    private List<long> Over()
    {
        List<long> waves = [];
        var before = clock.UtcNow - Life;
        using var session = database.OpenSession();
        using var rows = session.Statements.Read($"""
            SELECT id FROM survey_waves WHERE state <> 'Open' AND closes_at <= {before} AND COALESCE(released_at, closes_at) <= {before}
                AND EXISTS (SELECT 1 FROM survey_seats WHERE survey_seats.wave = survey_waves.id)
            ORDER BY id
            """);
        while (rows.Read()) waves.Add(rows.GetInt64(0));
        return waves;
    }
}
