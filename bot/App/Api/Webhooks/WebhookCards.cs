using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>Webhooks as administrators see them.</summary>
/// <param name="kinds">Have the words for events.</param>
internal sealed class WebhookCards(RecordKinds kinds)
{
    /// <summary>Webhooks on a page.</summary>
    public const int PerPage = 8;

    /// <summary>Attempts shown on the card of a webhook.</summary>
    public const int AttemptsShown = 10;

    /// <summary>A page of all webhooks.</summary>
    public Card List(ListPage<Webhook> page) => new ListCard(WebhookTexts.ListHeading)
    {
        Rows = [.. page.Items.Select(Row)],
        Empty = WebhookTexts.ListEmpty,
        Count = page.IsOnly ? Say(KeysTexts.ListCount, page.All) : page.Position,
        Buttons = [ExecuteAction.Of(WebhookTexts.New, WebhookPress.New), page.Previous(WebhookPress.List), page.Next(WebhookPress.List)],
    }.ToCard();

    /// <summary>One webhook, and how the last attempts went.</summary>
    public Card One(Webhook hook, IReadOnlyList<WebhookAttempt> attempts) => Card(
        Say(WebhookTexts.OneSummary, hook.Host),
        Heading(hook.Host),
        Facts(
            (KeysTexts.FactState, StateOf(hook)),
            (WebhookTexts.FactProblem, hook.Problem),
            (WebhookTexts.FactAddress, hook.Url),
            (KeysTexts.FactTeam, hook.TeamName),
            (WebhookTexts.FactHears, string.Join(", ", hook.Events.Select(kinds.WordsOfEvent))),
            (KeysTexts.FactMade, Moment.Day(hook.CreatedAt))),
        attempts is [] ? null : Subheading(WebhookTexts.Attempts),
        attempts is [] ? null : Group([.. attempts.Select(Attempt)]),
        hook.RemovedAt is not null ? Buttons(ExecuteAction.Of(WebhookTexts.All, WebhookPress.List)) : Buttons(
            hook.ParkedAt is null
                ? null
                : ExecuteAction.Of(WebhookTexts.TryAgain, WebhookPress.Resume, ("webhook", hook.Id)) with { Style = ActionStyle.Positive },
            ExecuteAction.Of(
                hook.SecretsMade is 0 ? WebhookTexts.ShowSecret : WebhookTexts.ReplaceSecret, WebhookPress.Secret, ("webhook", hook.Id),
                ("made", hook.SecretsMade)),
            ExecuteAction.Of(WebhookTexts.Remove, WebhookPress.AskRemove, ("webhook", hook.Id)) with { Style = ActionStyle.Destructive },
            ExecuteAction.Of(WebhookTexts.All, WebhookPress.List)));

    /// <summary>A webhook was added; its secret waits to be shown.</summary>
    public static Card Made(long id) => Card(
        WebhookTexts.MadeHeading,
        Heading(WebhookTexts.MadeHeading),
        Text(WebhookTexts.MadeText),
        Buttons(
            ExecuteAction.Of(
                WebhookTexts.ShowSecret, WebhookPress.Secret, ("webhook", id), ("made", 0)) with { Style = ActionStyle.Positive }));

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

    private ListRow Row(Webhook hook) => new(
        hook.Host,
        string.Join(" · ", StateOf(hook), hook.TeamName, string.Join(", ", hook.Events.Select(kinds.WordsOfEvent))),
        ExecuteAction.Of(Say(KeysTexts.Open, hook.Host), WebhookPress.Open, ("webhook", hook.Id)));

    private Element Attempt(WebhookAttempt attempt) =>
        Hint(
            string.Join(
                " · ", Moment.DayAndTime(attempt.At), kinds.WordsOfEvent(attempt.What),
                attempt.Problem ?? Say(WebhookTexts.Arrived, $"{attempt.Status}")));

    private static string StateOf(Webhook hook) =>
        hook.RemovedAt is not null ? WebhookTexts.StateRemoved
        : hook.ParkedAt is not null ? WebhookTexts.StateParked
        : hook.Secret is null ? WebhookTexts.StateNew
        : hook.Attempts > 0 ? Say(WebhookTexts.StateTrying, $"{hook.Attempts}")
        : WebhookTexts.StateGood;
}
