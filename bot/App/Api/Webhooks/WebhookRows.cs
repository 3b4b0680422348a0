using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>The rows of webhooks and of what came of the last deliveries.</summary>
internal static class WebhookRows
{
    /// <summary>Deliveries that are kept of each webhook.</summary>
    private const int KeptDeliveries = 20;

    private static readonly Sql Select = Sql.Of($"""
        SELECT webhooks.id, team, teams.name, url, events, secret, secrets_made, former_secret, former_until, webhooks.created_at,
            webhooks.removed_at, told_through, attempts, parked_at, problem
        FROM webhooks JOIN teams ON teams.id = team
        """);

    public static Webhook? Find(Statements database, long id) =>
        All(database.Read($"{Select} WHERE webhooks.id = {id}")).FirstOrDefault();

    /// <summary>Those that were not removed, the newest first.</summary>
    public static List<Webhook> All(Statements database) =>
        All(database.Read($"{Select} WHERE webhooks.removed_at IS NULL ORDER BY webhooks.id DESC"));

    /// <summary>Those that have something to hear by now.</summary>
    public static List<Webhook> DueAt(Statements database, DateTimeOffset now) => All(database.Read($"""
        {Select} WHERE webhooks.removed_at IS NULL AND teams.removed_at IS NULL AND parked_at IS NULL AND secret IS NOT NULL
            AND COALESCE(not_before, 0) <= {now}
            AND told_through < (SELECT COALESCE(MAX(id), 0) FROM record_events)
        ORDER BY webhooks.id
        """));

    public static long Add(Statements writer, NewWebhook asked, IEnumerable<string> events, PersonId by, DateTimeOffset now) =>
        writer.Number($"""
            INSERT INTO webhooks {NewRow.Of(
                ("team", asked.Team), ("url", asked.Url.Trim()), ("events", string.Join(' ', events)), ("secrets_made", 0),
                ("created_by", by.Value), ("created_at", now),
                ("told_through", Sql.Of($"(SELECT COALESCE(MAX(id), 0) FROM record_events)")), ("attempts", 0))}
            RETURNING id
            """)!.Value;

    /// <summary>Sets the next secret; false when somebody was faster.</summary>
    public static bool Replace(Statements writer, long id, int made, string secret, DateTimeOffset formerUntil) =>
        writer.Execute($"""
            UPDATE webhooks SET former_secret = secret, former_until = {formerUntil}, secret = {secret}, secrets_made = secrets_made + 1
            WHERE id = {id} AND secrets_made = {made} AND removed_at IS NULL
            """) > 0;

    public static bool Remove(Statements writer, long id, DateTimeOffset now) =>
        writer.Execute($"UPDATE webhooks SET removed_at = {now} WHERE id = {id} AND removed_at IS NULL") > 0;

    /// <summary>Tries again what was set aside; false when nothing was.</summary>
    public static bool Resume(Statements writer, long id) => writer.Execute(
        $"UPDATE webhooks SET attempts = 0, not_before = NULL, parked_at = NULL WHERE id = {id} AND parked_at IS NOT NULL") > 0;

    /// <summary>Notes how far it has heard, unless another instance has noted something meanwhile.</summary>
    public static bool Told(Statements writer, Webhook hook, long through) => writer.Execute($"""
        UPDATE webhooks SET told_through = {through}, attempts = 0, not_before = NULL, problem = NULL
        WHERE id = {hook.Id} AND told_through = {hook.ToldThrough}
        """) > 0;

    /// <summary>Notes a failure, unless another instance has noted something meanwhile.</summary>
    public static bool Failed(
        Statements writer, Webhook hook, int attempts, DateTimeOffset again, DateTimeOffset? parked, string problem) =>
        writer.Execute($"""
            UPDATE webhooks SET attempts = {attempts}, not_before = {again}, parked_at = {parked}, problem = {problem}
            WHERE id = {hook.Id} AND told_through = {hook.ToldThrough}
            """) > 0;

    public static void Log(Statements writer, long webhook, long happened, WebhookAttempt attempt)
    {
        writer.Execute($"""
            INSERT INTO webhook_deliveries {NewRow.Of(
                ("webhook", webhook), ("event", happened), ("what", attempt.What), ("at", attempt.At), ("status", attempt.Status),
                ("problem", attempt.Problem))}
            """);
        writer.Execute($"""
            DELETE FROM webhook_deliveries WHERE webhook = {webhook}
                AND id < COALESCE((SELECT kept.id FROM webhook_deliveries kept WHERE kept.webhook = {webhook}
                    ORDER BY kept.id DESC LIMIT 1 OFFSET {KeptDeliveries - 1}), 0)
            """);
    }

    /// <summary>The last attempts, the newest first.</summary>
    public static List<WebhookAttempt> Attempts(Statements database, long webhook, int most)
    {
        var attempts = new List<WebhookAttempt>();
        using var rows = database.Read(
            $"SELECT what, at, status, problem FROM webhook_deliveries WHERE webhook = {webhook} ORDER BY id DESC LIMIT {most}");
        while (rows.Read()) attempts.Add(new(rows.GetString(0), rows.Moment(1), (int?)rows.NumberOrNull(2), rows.TextOrNull(3)));
        return attempts;
    }

    private static List<Webhook> All(Rows rows)
    {
        using (rows)
        {
            var hooks = new List<Webhook>();
            while (rows.Read())
            {
                hooks.Add(new(
                    rows.GetInt64(0), new(rows.GetInt64(1)), rows.GetString(2), rows.GetString(3),
                    [.. rows.GetString(4).Split(' ', StringSplitOptions.RemoveEmptyEntries)], rows.TextOrNull(5), rows.GetInt32(6),
                    rows.TextOrNull(7), rows.MomentOrNull(8), rows.Moment(9), rows.MomentOrNull(10), rows.GetInt64(11), rows.GetInt32(12),
                        rows.MomentOrNull(13), rows.TextOrNull(14)));
            }

            return hooks;
        }
    }
}
