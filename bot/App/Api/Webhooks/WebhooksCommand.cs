using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>The buttons of webhooks.</summary>
internal static class WebhookPress
{
    public const string New = "webhook.new";
    public const string List = "webhook.list";
    public const string Open = "webhook.open";
    public const string Secret = "webhook.secret";
    public const string Stow = "webhook.stow";
    public const string Resume = "webhook.resume";
    public const string AskRemove = "webhook.ask-remove";
    public const string Remove = "webhook.remove";
}

/// <summary><c>/webhooks</c>: who hears of events, for administrators in their personal chat.</summary>
internal static class WebhooksCommand
{
    /// <summary>Where it leads.</summary>
    public static BotRoutes MapWebhooks(this BotRoutes routes, RecordKinds kinds) => routes
        .Command("webhooks", Command)
        .Dialog(new AddWebhook(kinds).Dialog)
        .Press(
            WebhookPress.New, (turn, ct) => turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, new AddWebhook(turn.Services.GetRequiredService<RecordKinds>()).Dialog, null, ct))
        .Press(WebhookPress.List, List, reads: true)
        .Press(WebhookPress.Open, (turn, _) => With(turn, hook => turn.Show(CardOf(turn, hook))), reads: true)
        .Press(WebhookPress.AskRemove, (turn, _) => With(turn, hook => turn.Show(WebhookCards.AskRemove(hook))), reads: true)
        .Press(WebhookPress.Secret, (turn, _) => With(turn, hook => ShowSecret(turn, hook)))
        .Press(WebhookPress.Stow, (turn, _) => With(turn, hook => Stay(turn, hook)))
        .Press(
            WebhookPress.Resume,
            (turn, _) => With(turn, hook => Change(turn, Hooks(turn).Resume, hook, hook with { ParkedAt = null, Attempts = 0 })))
        .Press(
            WebhookPress.Remove,
            (turn, _) => With(turn, hook => Change(turn, Hooks(turn).Remove, hook, hook with { RemovedAt = turn.Now })));

    private static ValueTask Command(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.SayPrivately(
            Refusal(turn) is { } refusal ? OutgoingActivity.Of(refusal) : OutgoingActivity.Of(ListOf(turn)));
        return default;
    }

    private static ValueTask List(TurnContext turn, CancellationToken ct)
    {
        if (Refusal(turn) is { } refusal) turn.Tell(refusal);
        else turn.Show(ListOf(turn));
        return default;
    }

    private static ValueTask With(TurnContext turn, Action<Webhook> act)
    {
        var number = turn.PressData.Whole("webhook") ?? 0;
        if (Refusal(turn, number) is { } refusal) turn.Tell(refusal);
        else if (Hooks(turn).Find(number) is { } hook) act(hook);
        else turn.Tell(WebhookTexts.NoSuch);
        return default;
    }

    /// <summary>As with keys, the secret is in the answer to the press alone.</summary>
    private static void ShowSecret(TurnContext turn, Webhook hook)
    {
        if (!turn.IsInvoke)
        {
            turn.Tell(KeysTexts.ClientTooOld);
            return;
        }

        var made = (int)Math.Clamp(turn.PressData.Whole("made") ?? -1, -1, int.MaxValue);
        turn.Write(_ =>
        {
            turn.Answer = Hooks(turn).MakeSecret(hook, made) is { } secret
                ? InvokeAnswer.With(WebhookCards.Secret(hook, secret))
                : InvokeAnswer.Toast(WebhookTexts.ShownAlready);
            return default;
        });
    }

    private static void Change(TurnContext turn, Action<Webhook> change, Webhook hook, Webhook after)
    {
        turn.Write(_ =>
        {
            change(hook);
            return default;
        });
        Stay(turn, after);
    }

    /// <summary>The webhook in the place of the card that was pressed, also when the chat is opened again.</summary>
    private static void Stay(TurnContext turn, Webhook hook)
    {
        var card = CardOf(turn, hook);
        turn.Show(card);
        if (turn.IsInvoke && turn.Activity.ReplyToId is { } pressed)
        {
            turn.Enqueue(new(OutboxKind.Replace, turn.HereAlone) { ActivityId = pressed, Body = OutgoingActivity.Of(card).ToJson() });
        }
    }

    private static Card CardOf(TurnContext turn, Webhook hook) =>
        Cards(turn).One(hook, Hooks(turn).Attempts(hook.Id, WebhookCards.AttemptsShown));

    private static string? Refusal(TurnContext turn, long hook = 0) =>
        turn.Services.GetRequiredService<AdministratorsOnly>().Refusal(WebhookAdministration.RecordKind, hook);

    private static WebhookAdministration Hooks(TurnContext turn) => turn.Services.GetRequiredService<WebhookAdministration>();

    private static Card ListOf(TurnContext turn) =>
        Cards(turn).List(ListPage<Webhook>.Of(Hooks(turn).All(), hook => hook.Id, WebhookCards.PerPage, turn.PressData));

    private static WebhookCards Cards(TurnContext turn) => new(turn.Services.GetRequiredService<RecordKinds>());
}
