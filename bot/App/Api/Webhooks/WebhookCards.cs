using System.Globalization;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Api;

/// <summary>Webhooks as administrators see them.</summary>
internal static class WebhookCards
{
    /// <summary>Webhooks in the list; more than that nobody has.</summary>
    private const int MostShown = 20;

    /// <summary>Attempts shown on the card of a webhook.</summary>
    public const int AttemptsShown = 10;

    /// <summary>All webhooks.</summary>
    public static Card List(IReadOnlyList<Webhook> hooks) => Card(
        WebhookTexts.ListHeading,
        Heading(WebhookTexts.ListHeading),
        hooks is [] ? Text(WebhookTexts.ListEmpty) : Group([.. hooks.Take(MostShown).Select(Row)]),
        Buttons(ExecuteAction.Of(WebhookTexts.New, WebhookPress.New)));

    /// <summary>One webhook, and how the last attempts went.</summary>
    public static Card One(Webhook hook, IReadOnlyList<WebhookAttempt> attempts) => Card(
        Say(WebhookTexts.OneSummary, hook.Host),
        Heading(hook.Host),
        Facts(
            (KeysTexts.FactState, StateOf(hook)),
            (WebhookTexts.FactProblem, hook.Problem),
            (WebhookTexts.FactAddress, hook.Url),
            (KeysTexts.FactTeam, hook.TeamName),
            (WebhookTexts.FactHears, string.Join(", ", hook.Events)),
            (KeysTexts.FactMade, Moment.Day(hook.CreatedAt))),
        attempts is [] ? null : Subheading(WebhookTexts.Attempts),
        attempts is [] ? null : Group([.. attempts.Select(Attempt)]),
        hook.RemovedAt is not null ? Buttons(ExecuteAction.Of(WebhookTexts.All, WebhookPress.List)) : Buttons(
            hook.ParkedAt is null ? null : ExecuteAction.Of(WebhookTexts.TryAgain, WebhookPress.Resume, ("webhook", hook.Id)) with { Style = ActionStyle.Positive },
            ExecuteAction.Of(hook.SecretsMade is 0 ? WebhookTexts.ShowSecret : WebhookTexts.ReplaceSecret, WebhookPress.Secret, ("webhook", hook.Id), ("made", hook.SecretsMade)),
            ExecuteAction.Of(WebhookTexts.Remove, WebhookPress.AskRemove, ("webhook", hook.Id)) with { Style = ActionStyle.Destructive },
            ExecuteAction.Of(WebhookTexts.All, WebhookPress.List)));

    /// <summary>A webhook was added; its secret waits to be shown.</summary>
    public static Card Made(long id) => Card(
        WebhookTexts.MadeHeading,
        Heading(WebhookTexts.MadeHeading),
        Text(WebhookTexts.MadeText),
        Buttons(ExecuteAction.Of(WebhookTexts.ShowSecret, WebhookPress.Secret, ("webhook", id), ("made", 0)) with { Style = ActionStyle.Positive }));

    /// <summary>The secret. Only ever the answer to a press, which one person sees.</summary>
    public static Card Secret(Webhook hook, string secret) => Card(
        Say(WebhookTexts.OneSummary, hook.Host),
        Heading(hook.Host),
        Text(hook.SecretsMade is 0 ? WebhookTexts.SecretText : WebhookTexts.SecretReplaced),
        Line("secret", WebhookTexts.SecretLabel) with { Value = secret },
        Buttons(ExecuteAction.Of(KeysTexts.Copied, WebhookPress.Stow, ("webhook", hook.Id)) with { Style = ActionStyle.Positive }));

    /// <summary>Asks once more.</summary>
    public static Card AskRemove(Webhook hook) => Card(
        Say(WebhookTexts.RemoveHeading, hook.Host),
        Heading(Say(WebhookTexts.RemoveHeading, hook.Host)),
        Text(WebhookTexts.RemoveText),
        Buttons(
            ExecuteAction.Of(WebhookTexts.RemoveIt, WebhookPress.Remove, ("webhook", hook.Id)) with { Style = ActionStyle.Destructive },
            ExecuteAction.Of(KeysTexts.Keep, WebhookPress.Open, ("webhook", hook.Id))));

    private static Container Row(Webhook hook) => Group(
        Text(hook.Host),
        Hint(string.Join(" · ", StateOf(hook), hook.TeamName, string.Join(", ", hook.Events))) with { Spacing = Spacing.None }) with
    {
        Separator = true,
        SelectAction = ExecuteAction.Of(Say(KeysTexts.Open, hook.Host), WebhookPress.Open, ("webhook", hook.Id)),
    };

    private static Element Attempt(WebhookAttempt attempt) =>
        Hint(string.Join(" · ", Moment.DayAndTime(attempt.At), attempt.What, attempt.Problem ?? Say(WebhookTexts.Arrived, $"{attempt.Status}")));

    private static string StateOf(Webhook hook) =>
        hook.RemovedAt is not null ? WebhookTexts.StateRemoved
        : hook.ParkedAt is not null ? WebhookTexts.StateParked
        : hook.Secret is null ? WebhookTexts.StateNew
        : hook.Attempts > 0 ? Say(WebhookTexts.StateTrying, $"{hook.Attempts}")
        : WebhookTexts.StateGood;

    private static string Say(string text, params ReadOnlySpan<string?> words) => string.Format(CultureInfo.InvariantCulture, text, words.ToArray());
}
