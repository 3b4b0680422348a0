using System.Globalization;
using System.Text.Json.Serialization;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>The conversation that adds a webhook. It never holds the secret: that is made when it is shown.</summary>
/// <param name="kinds">Offer the events.</param>
internal sealed class AddWebhook(RecordKinds kinds)
{
    /// <summary>The name of the dialog.</summary>
    public const string Name = "add-webhook";

    /// <summary>The dialog.</summary>
    public DialogDefinition Dialog =>
        new(Name, Conduct, WebhooksJson.Default, () => Card(WebhookTexts.Help, Text(WebhookTexts.Help)));

    /// <summary>What is asked.</summary>
    /// <param name="beginning">The teams to choose from.</param>
    public Form<NewWebhook> Form(WebhookBeginning beginning) => new(
        Card(
            WebhookTexts.NewHeading,
            [
                Heading(WebhookTexts.NewHeading),
                Line(nameof(NewWebhook.Url), WebhookTexts.UrlLabel) with
                {
                    IsRequired = true, ErrorMessage = WebhookTexts.UrlMissing, Placeholder = "https://",
                },
                Pick(nameof(NewWebhook.Team), KeysTexts.FactTeam, beginning.Teams!.Select(team => (Number(team.Id.Value), team.Name))) with
                {
                    IsRequired = true, ErrorMessage = KeysTexts.TeamMissing, Value = Number(beginning.Teams![0].Id.Value),
                },
                Subheading(WebhookTexts.EventsLabel),
                .. kinds.Events.Select(each =>
                    Tick(each.Input, each.Label(), each.Tick()) with { Value = each.IsUsual ? "true" : "false" }),
            ]),
        asked => Problems.None
            .When(ProblemOf(asked, beginning) is not null, nameof(asked.Url), ProblemOf(asked, beginning) ?? "")
            .When(!asked.Events(kinds).Any(), kinds.Events.First().Input, KeysTexts.ScopesMissing))
    {
        Submit = WebhookTexts.AddIt,
        MainInput = nameof(NewWebhook.Url),
    };

    private async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var beginning = await dialog.Look("teams", (WebhookAdministration webhooks, CancellationToken ct) => webhooks.Begin(ct));
        if (beginning.Refusal is { } refusal) return Refused(refusal);
        if (beginning.Teams is not { Length: > 0 }) return Refused(KeysTexts.NoTeam);

        var asked = await dialog.Ask("webhook", () => Form(beginning));
        var made = await dialog.Do("make", (WebhookAdministration webhooks, CancellationToken ct) => webhooks.Make(asked, ct));
        return made.Refusal is { } late ? Refused(late) : Ending.With(WebhookCards.Made(made.Id));
    }

    private static string? ProblemOf(NewWebhook asked, WebhookBeginning beginning) =>
        WebhookClient.Problem(asked.Url.Trim(), beginning.AllowsLoopback, beginning.AllowsPrivate);

    private static Ending Refused(string why) => Ending.With(Card(why, Text(why)));

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, NumberHandling = JsonNumberHandling.AllowReadingFromString, RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewWebhook))]
[JsonSerializable(typeof(WebhookBeginning))]
[JsonSerializable(typeof(MadeKey))]
internal sealed partial class WebhooksJson : JsonSerializerContext;
