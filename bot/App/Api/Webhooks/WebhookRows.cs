using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>The rows of webhooks and of what came of the last deliveries.</summary>
internal static class WebhookRows
{
    /// <summary>Deliveries that are kept of each webhook.</summary>
    private const int KeptDeliveries = 20;

    private const string Select = """
        SELECT webhooks.id, team, teams.name, url, events, secret, secrets_made, former_secret, former_until, webhooks.created_at,
            webhooks.removed_at, told_through, attempts, parked_at, problem
        FROM webhooks JOIN teams ON teams.id = team 
        """;

    private const string Due = Select + """
        WHERE webhooks.removed_at IS NULL AND teams.removed_at IS NULL AND parked_at IS NULL AND secret IS NOT NULL AND COALESCE(not_before,
            0) <= @now
            AND told_through < (SELECT COALESCE(MAX(id), 0) FROM record_events)
        ORDER BY webhooks.id
        """;

    private const string Insert = """
        INSERT INTO webhooks (team, url, events, secrets_made, created_by, created_at, told_through, attempts)
        VALUES (@team, @url, @events, 0, @by, @now, (SELECT COALESCE(MAX(id), 0) FROM record_events), 0) RETURNING id
        """;

    private const string SetSecret = """
        UPDATE webhooks SET former_secret = secret, former_until = @until, secret = @secret, secrets_made = secrets_made + 1
        WHERE id = @id AND secrets_made = @made AND removed_at IS NULL
        """;

    private const string SetTold =
        "UPDATE webhooks SET told_through = @told, attempts = 0, not_before = NULL, problem = NULL WHERE id = @id AND told_through = @before";
    private const string SetFailed =
        "UPDATE webhooks SET attempts = @attempts, not_before = @again, parked_at = @parked, problem = @problem WHERE id = @id AND told_through = @before";
    private const string SetResumed =
        "UPDATE webhooks SET attempts = 0, not_before = NULL, parked_at = NULL WHERE id = @id AND parked_at IS NOT NULL";
    private const string AddDelivery =
        "INSERT INTO webhook_deliveries (webhook, event, what, at, status, problem) VALUES (@webhook, @event, @what, @at, @status, @problem)";

    private const string ForgetDeliveries = """
        DELETE FROM webhook_deliveries WHERE webhook = @webhook
            AND id < COALESCE((SELECT kept.id FROM webhook_deliveries kept WHERE kept.webhook = @webhook
                ORDER BY kept.id DESC LIMIT 1 OFFSET @most), 0)
        """;

    public static Webhook? Find(Statements database, long id) =>
        All(database[Select + "WHERE webhooks.id = @id"].Read(id)).FirstOrDefault();

    /// <summary>Those that were not removed, the newest first.</summary>
    public static List<Webhook> All(Statements database) =>
        All(database[Select + "WHERE webhooks.removed_at IS NULL ORDER BY webhooks.id DESC"].Read());

    /// <summary>Those that have something to hear by now.</summary>
    public static List<Webhook> DueAt(Statements database, DateTimeOffset now) => All(database[Due].Read(now.ToStoredMilliseconds()));

    public static long Add(Statements writer, NewWebhook asked, PersonId by, DateTimeOffset now) =>
        writer[Insert].Number(asked.Team, asked.Url.Trim(), string.Join(' ', asked.Events()), by.Value, now.ToStoredMilliseconds())!.Value;

    /// <summary>Sets the next secret; false when somebody was faster.</summary>
    public static bool Replace(Statements writer, long id, int made, string secret, DateTimeOffset formerUntil) =>
        writer[SetSecret].Execute(formerUntil.ToStoredMilliseconds(), secret, id, made) > 0;

    public static bool Remove(Statements writer, long id, DateTimeOffset now) =>
        writer["UPDATE webhooks SET removed_at = @now WHERE id = @id AND removed_at IS NULL"].Execute(now.ToStoredMilliseconds(), id) > 0;

    /// <summary>Tries again what was set aside; false when nothing was.</summary>
    public static bool Resume(Statements writer, long id) => writer[SetResumed].Execute(id) > 0;

    /// <summary>Notes how far it has heard, unless another instance has noted something meanwhile.</summary>
    public static bool Told(Statements writer, Webhook hook, long through) =>
        writer[SetTold].Execute(through, hook.Id, hook.ToldThrough) > 0;

    /// <summary>Notes a failure, unless another instance has noted something meanwhile.</summary>
    public static bool Failed(
        Statements writer, Webhook hook, int attempts, DateTimeOffset again, DateTimeOffset? parked, string problem) =>
        writer[SetFailed].Execute(
            attempts, again.ToStoredMilliseconds(), parked?.ToStoredMilliseconds(), problem, hook.Id, hook.ToldThrough) > 0;

    public static void Log(Statements writer, long webhook, long happened, WebhookAttempt attempt)
    {
        writer[AddDelivery].Execute(webhook, happened, attempt.What, attempt.At.ToStoredMilliseconds(), attempt.Status, attempt.Problem);
        writer[ForgetDeliveries].Execute(webhook, KeptDeliveries - 1);
    }

    /// <summary>The last attempts, the newest first.</summary>
    public static List<WebhookAttempt> Attempts(Statements database, long webhook, int most)
    {
        var attempts = new List<WebhookAttempt>();
        using var rows = database["SELECT what, at, status, problem FROM webhook_deliveries WHERE webhook = @webhook ORDER BY id DESC LIMIT @most"].Read(webhook, most);
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
