using Improvement.Bot.Api.Keys;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>What administrators do with webhooks; it says so in the record's events.</summary>
internal sealed class WebhookAdministration(
    Session session, RecordEvents events, RecordKinds kinds, Actor actor, Teams teams, AdministratorsOnly administrators,
    IHostEnvironment environment,
    IOptions<WebhookSettings> settings)
{
    /// <summary>The kind of record.</summary>
    public const string RecordKind = "webhook";

    /// <summary>How long the secret before is good beside the present one.</summary>
    public static readonly TimeSpan Handover = TimeSpan.FromDays(1);

    /// <summary>A webhook by its number.</summary>
    public Webhook? Find(long id) => WebhookRows.Find(session.Statements, id) is { RemovedAt: null } hook ? hook : null;

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<Webhook> All() => WebhookRows.All(session.Statements);

    /// <summary>How the last attempts went.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts(long id, int most) => WebhookRows.Attempts(session.Statements, id, most);

    /// <summary>What the form begins with.</summary>
    public ValueTask<WebhookBeginning> Begin(CancellationToken ct) => new(administrators.WhyNot() is { } why
        ? new WebhookBeginning(why)
        : new WebhookBeginning(
            null, [.. teams.All().Select(team => new KeyTeam(team.Id, team.Name))], environment.IsDevelopment(),
            settings.Value.AllowPrivateAddresses));

    /// <summary>Adds a webhook, as yet without a secret.</summary>
    public ValueTask<MadeKey> Make(NewWebhook asked, CancellationToken ct)
    {
        if (administrators.Refusal(RecordKind) is { } why) return new(new MadeKey(why));
        var id = WebhookRows.Add(session.Statements, asked, asked.Events(kinds), Me, actor.Now);
        Append("created", id, new(asked.Team));
        return new(new MadeKey(null, id));
    }

    /// <summary>Makes its next secret; null when somebody was faster.</summary>
    public string? MakeSecret(Webhook hook, int made)
    {
        var secret = WebhookSignature.NewSecret();
        if (!WebhookRows.Replace(session.Statements, hook.Id, made, secret, actor.Now + Handover)) return null;
        Append("secret-made", hook.Id, hook.Team);
        return secret;
    }

    /// <summary>Ends it.</summary>
    public void Remove(Webhook hook)
    {
        if (WebhookRows.Remove(session.Statements, hook.Id, actor.Now)) Append("removed", hook.Id, hook.Team);
    }

    /// <summary>Tries again what was set aside.</summary>
    public void Resume(Webhook hook)
    {
        if (WebhookRows.Resume(session.Statements, hook.Id)) Append("resumed", hook.Id, hook.Team);
    }

    private PersonId Me => actor.FindOrKeep() ?? throw new InvalidOperationException("The bot itself handles no keys and webhooks.");

    private void Append(string what, long id, TeamId team) => events.Append(new(RecordKind, id, team), what);
}

/// <summary>What the form that adds a webhook begins with.</summary>
/// <param name="Refusal">Why it does not begin at all.</param>
internal sealed record WebhookBeginning(
    string? Refusal = null, KeyTeam[]? Teams = null, bool AllowsLoopback = false, bool AllowsPrivate = false);

/// <summary>Registers webhooks.</summary>
internal static class WebhookServices
{
    /// <summary>Adds what administers and delivers webhooks; the settings are checked at start.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSettings<WebhookSettings>()
        .AddScoped<WebhookAdministration>()
        .AddSingleton<WebhookClient>()
        .AddSingleton<WebhookDispatcher>()
        .AddPeriodicJob<WebhookDispatcher>(
            provider => provider.GetRequiredService<WebhookDispatcher>().Schedule, (dispatcher, ct) => dispatcher.Run(ct),
            dispatcher => dispatcher.Stop());
}
