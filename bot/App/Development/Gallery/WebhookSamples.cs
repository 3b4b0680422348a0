using System.Text.Json;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Api.Webhooks;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Webhooks.</summary>
internal static class WebhookSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("webhooks-empty", "Webhooks, when there are none", () => Page([], 0)),
        new(
            "webhooks-list", "Webhooks, in different states",
            () =>
                Page(
                    [Hook(data), Hook(data) with { Secret = null, SecretsMade = 0 }, Hook(data) with { Attempts = 3 }, Parked(data)], 0)),
        new("webhook-form", "Form that adds a webhook", () => Form(data).Card),
        new(
            "webhook-complaints", "Form that adds a webhook and complains",
            () => Form(data).Answer((nameof(NewWebhook.Url), "http://example.com"), (nameof(NewWebhook.Team), "1")).Card),
        new(
            "webhooks-middle", "Webhooks, a page in the middle",
            () =>
                Page(
                    [.. Enumerable.Range(0, WebhookCards.PerPage * 3).Select(i => Hook(data) with { Id = 100 - i })],
                    WebhookCards.PerPage)),
        new("webhook-made", "A webhook was added", () => WebhookCards.Made(3)),
        new(
            "webhook-secret", "The secret of a webhook, shown once",
            () => WebhookCards.Secret(Hook(data) with { SecretsMade = 0 }, "whsec_000000")),
        new("webhook-replaced", "The secret of a webhook, replaced", () => WebhookCards.Secret(Hook(data), "whsec_000000")),
        new("webhook-one", "A webhook and its last attempts", () => Cards.One(Hook(data), Attempts)),
        new("webhook-parked", "A webhook that is set aside", () => Cards.One(Parked(data), Attempts)),
        new("webhook-remove", "Removing a webhook, asked once more", () => WebhookCards.AskRemove(Hook(data))),
    ];

    private static WebhookAttempt[] Attempts =>
        [
            new("error.filed", GalleryData.Now, 204, null),
            new("error.filed", GalleryData.Now.AddMinutes(-1), 500, Say(WebhookTexts.Answered, 500))];

    private static RecordKinds Kinds { get; } = new([ErrorKind.Definition]);

    private static WebhookCards Cards { get; } = new(Kinds);

    private static Card Page(IReadOnlyList<Webhook> all, int earlier) => Cards.List(
        new([.. all.Skip(earlier).Take(WebhookCards.PerPage)], earlier, all.Count, hook => hook.Id));

    private static PlayedForm Form(GalleryData data) => PlayedForm.Of(
        new AddWebhook(Kinds).Dialog, null, PlayedForm.Known(
            "teams",
            JsonSerializer.SerializeToElement(
                new WebhookBeginning(null, [new(new(1), data.Team), new(new(2), data.OtherTeam)]), WebhooksJson.Default.WebhookBeginning)));

    private static Webhook Hook(GalleryData data) => new(
        3, new(1), data.Team, "https://example.com/hook", ["error.filed", "error.withdrawn"], "whsec_000000", 1, null,
            null, GalleryData.Now.AddDays(-20), null, 7, 0, null, null);

    private static Webhook Parked(GalleryData data) =>
        Hook(data) with { ParkedAt = GalleryData.Now, Attempts = 12, Problem = WebhookTexts.NotPublic };
}
