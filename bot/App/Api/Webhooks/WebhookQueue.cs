using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>The events that one webhook has not heard of yet, in their order.</summary>
internal sealed class WebhookQueue(
    IServiceScopeFactory scopes, WebhookClient client, RecordKinds kinds, JobCommit commits, WebhookSettings settings,
    TimeProvider time)
{
    private const int AtOnce = 100;
    private const int LargestDoubling = 20;

    /// <summary>Tells the next event; false when there is nothing more to do by now.</summary>
    public async Task<bool> DeliverNext(long webhook, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (WebhookRows.Find(
            scope.ServiceProvider.GetRequiredService<Session>().Statements, webhook) is not { RemovedAt: null, ParkedAt: null } hook)
        {
            return false;
        }
        var happened = scope.ServiceProvider.GetRequiredService<RecordEvents>().After(hook.ToldThrough, AtOnce);
        if (happened is []) return false;

        foreach (var each in happened)
        {
            if (!hook.Wants(each) || !kinds.IsOf(scope.ServiceProvider, each, hook.Team)) continue;
            if (Message(scope.ServiceProvider, hook, each) is not { } body) continue;
            var outcome = await client.Send(hook, IdOf(each), time.GetUtcNow(), body, ct);
            return await Settle(scope.ServiceProvider, hook, each, outcome);
        }

        return await Pass(scope.ServiceProvider, hook, happened[^1].Id);
    }

    /// <summary>The same event has the same id, however often it is sent.</summary>
    private static string IdOf(RecordEvent happened) => $"evt_{happened.Id}";

    private byte[]? Message(IServiceProvider services, Webhook hook, RecordEvent happened)
    {
        if (kinds.ForWebhook(services, happened) is not { } record) return null;
        return Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = IdOf(happened),
            ["type"] = WebhookEvents.NameOf(happened),
            ["at"] = happened.At,
            ["actor"] = happened.ActorKind,
            ["team"] = new JsonObject { ["id"] = hook.Team.Value, ["name"] = hook.TeamName },
            [happened.RecordKind] = record,
        }.ToJsonString(ApiJson.Readable()));
    }

    /// <summary>Notes what came of it; true when it arrived.</summary>
    private async Task<bool> Settle(IServiceProvider services, Webhook hook, RecordEvent happened, WebhookOutcome outcome)
    {
        var now = time.GetUtcNow();
        var session = services.GetRequiredService<Session>();
        var arrived = false;
        await commits.Run("attempt of a webhook", services, writer =>
        {
            WebhookRows.Log(
                session.Statements, hook.Id, happened.Id, new(WebhookEvents.NameOf(happened), now, outcome.Status, outcome.Problem));
            if (outcome.Problem is null) arrived = WebhookRows.Told(session.Statements, hook, happened.Id);
            else Fail(services, writer, hook, outcome, now);
        }, CancellationToken.None);
        return arrived;
    }

    private void Fail(IServiceProvider services, ITurnWriter writer, Webhook hook, WebhookOutcome outcome, DateTimeOffset now)
    {
        var attempts = hook.Attempts + 1;
        var parked = outcome.IsGone || attempts >= settings.Attempts;
        var statements = services.GetRequiredService<Session>().Statements;
        if (!WebhookRows.Failed(
            statements, hook, attempts, now + Pause(attempts, outcome.RetryAfter), parked ? now : null, outcome.Problem!)
            || !parked)
        {
            return;
        }

        foreach (var chat in services.GetRequiredService<Administrators>().PersonalChats(statements, serviceUrl: null))
        {
            var text = services.GetRequiredService<Languages>().At(
                chat, () => Say(WebhookTexts.Parked, hook.Host, hook.TeamName, outcome.Problem));
            writer.Enqueue(new(OutboxKind.Say, chat) { Body = OutgoingActivity.Of(text).ToJson() });
        }
    }

    private TimeSpan Pause(int attempts, TimeSpan? wish)
    {
        var doubled = TimeSpan.FromTicks(
            (long)Math.Min(settings.FirstPause.Ticks * Math.Pow(2, Math.Min(attempts - 1, LargestDoubling)), settings.LongestPause.Ticks));
        // so that many do not come back at once
        var spread = (doubled / 2) + (doubled / 2 * (RandomNumberGenerator.GetInt32(1_000_000) / 1_000_000d));
        return wish > spread ? TimeSpan.FromTicks(Math.Min(wish.Value.Ticks, settings.LongestPause.Ticks)) : spread;
    }

    private static async Task<bool> Pass(IServiceProvider services, Webhook hook, long through) =>
        await services.GetRequiredService<Database>().Settle(writer => WebhookRows.Told(writer, hook, through), CancellationToken.None);
}
