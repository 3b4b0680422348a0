namespace Improvement.Bot.Storage;

/// <summary>
/// How far a fan-out is. What was written and what was sent is counted in the commit that does it; what waits is counted in an index.
/// </summary>
/// <param name="Kind">Name of its <see cref="FanOutKind"/>.</param>
/// <param name="Period">What it is about, such as the Monday of a week.</param>
/// <param name="Planned">Messages that were written by now.</param>
/// <param name="Sent">Of these, what the channel took.</param>
/// <param name="Waiting">What the channel has not taken yet.</param>
/// <param name="Aside">What could not be delivered and is set aside.</param>
/// <param name="MostOfATenant">Of those that wait, the most of one tenant, as each tenant has a limit of its own.</param>
internal sealed record FanOutProgress(
    string Kind, string Period, long Planned, long Sent, long Waiting, long Aside, long MostOfATenant);

/// <summary>The rows of fan-outs, and what the outbox says of their messages.</summary>
internal static class FanOutRows
{
    private static readonly TimeSpan Shown = TimeSpan.FromDays(8);

    /// <summary>The fan-out of a kind for a period, begun with its first message.</summary>
    public static long Begin(Statements writer, string kind, string period, DateTimeOffset now) =>
        Find(writer, kind, period) ?? writer.Number($"""
            INSERT INTO fan_outs {NewRow.Of(("kind", kind), ("period", period), ("began_at", now), ("planned", 0), ("sent", 0))}
            RETURNING id
            """)!.Value;

    /// <summary>Counts a message that is written.</summary>
    public static void Plan(Statements writer, long fanOut) =>
        writer.Execute($"UPDATE fan_outs SET planned = planned + 1 WHERE id = {fanOut}");

    /// <summary>Counts a message that the channel took.</summary>
    public static void Sent(Statements writer, long fanOut) => writer.Execute($"UPDATE fan_outs SET sent = sent + 1 WHERE id = {fanOut}");

    /// <summary>The newest of about a week, the newest first.</summary>
    public static IReadOnlyList<FanOutProgress> Newest(Statements database, DateTimeOffset now, int most)
    {
        var found = new List<(long Id, FanOutProgress Progress)>();
        using (var rows = database.Read($"""
            SELECT id, kind, period, planned, sent FROM fan_outs WHERE began_at > {now - Shown} ORDER BY id DESC LIMIT {most}
            """))
        {
            while (rows.Read())
            {
                var counted = new FanOutProgress(rows.GetString(1), rows.GetString(2), rows.GetInt64(3), rows.GetInt64(4), 0, 0, 0);
                found.Add((rows.GetInt64(0), counted));
            }
        }

        return [.. found.Select(each => WithOutbox(database, each.Id, each.Progress))];
    }

    /// <summary>Removes those that began before a moment and have no message left; gives how many.</summary>
    public static int Forget(Statements writer, DateTimeOffset before) => writer.Execute($"""
        DELETE FROM fan_outs WHERE began_at < {before} AND NOT EXISTS (SELECT 1 FROM outbox WHERE fan_out = fan_outs.id)
        """);

    private static long? Find(Statements database, string kind, string period) =>
        database.Number($"SELECT id FROM fan_outs WHERE kind = {kind} AND period = {period}");

    private static FanOutProgress WithOutbox(Statements database, long id, FanOutProgress progress)
    {
        using var rows = database.Read(
            $"SELECT COUNT(*), COUNT(parked_at) FROM outbox WHERE fan_out = {id} GROUP BY to_tenant");
        while (rows.Read())
        {
            var (aside, waiting) = (rows.GetInt64(1), rows.GetInt64(0) - rows.GetInt64(1));
            progress = progress with
            {
                Waiting = progress.Waiting + waiting, Aside = progress.Aside + aside,
                MostOfATenant = Math.Max(progress.MostOfATenant, waiting),
            };
        }

        return progress;
    }
}
