using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Testing;

namespace Improvement.Bot.Storage;

/// <summary>
/// Removes at the start and once a day what has served its time: marks of activities, messages that were set aside, figures of fan-outs.
/// </summary>
internal sealed class DatabaseMaintenance(Database database, TimeProvider clock)
{
    /// <summary>The channel repeats an activity within minutes; three days are safe.</summary>
    public static readonly TimeSpan SeenLife = TimeSpan.FromDays(3);

    /// <summary>How long an administrator can look at a message that could not be sent.</summary>
    public static readonly TimeSpan ParkedLife = TimeSpan.FromDays(30);

    /// <summary>How long the figures of a fan-out are kept.</summary>
    public static readonly TimeSpan FanOutLife = TimeSpan.FromDays(100);

    private const int AtOnce = 500;

    /// <summary>Removes what is due by now, in small steps between the turns; gives how many rows.</summary>
    public async Task<int> Maintain(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var removed = await ForgetSeen(now - SeenLife, ct);
        removed += await database.Settle(writer => ForgetParked(writer, now - ParkedLife), ct);
        removed += await database.Settle(writer => FanOutRows.Forget(writer, now - FanOutLife), ct);
        if (database.Engine.Maintenance is { } statement) await database.Settle(writer => writer[statement].Execute(), ct);
        return removed;
    }

    // The marks are walked through once, on a reader, in the order of their key: an index by time would cost every turn.
    private async Task<int> ForgetSeen(DateTimeOffset before, CancellationToken ct)
    {
        var removed = 0;
        var last = new Mark("", "", "", 0);
        while (MarksAfter(last) is { Count: > 0 } marks)
        {
            last = marks[^1];
            var old = marks.Where(mark => mark.SeenAt < before.ToStoredMilliseconds()).ToList();
            if (old.Count > 0) removed += await database.Settle(writer => Forget(writer, old), ct);
        }

        return removed;
    }

    private List<Mark> MarksAfter(Mark last)
    {
        using var session = database.OpenSession();
        using var rows = session.Statements.Read($"""
            SELECT activity, conversation, channel, seen_at FROM seen_activities
            WHERE (activity, conversation, channel) > ({last.Activity}, {last.Conversation}, {last.Channel})
            ORDER BY activity, conversation, channel LIMIT {AtOnce}
            """);
        var marks = new List<Mark>();
        while (rows.Read()) marks.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetInt64(3)));
        return marks;
    }

    private static int Forget(Statements writer, List<Mark> marks) => marks.Sum(mark => writer.Execute($"""
        DELETE FROM seen_activities
        WHERE activity = {mark.Activity} AND conversation = {mark.Conversation} AND channel = {mark.Channel}
        """));

    private static int ForgetParked(Statements writer, DateTimeOffset before) =>
        writer.Execute($"DELETE FROM outbox WHERE parked_at < {before}");

    private sealed record Mark(string Activity, string Conversation, string Channel, long SeenAt);
}
