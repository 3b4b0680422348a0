using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>Webhooks as administrators see them.</summary>
internal static class WebhookCards
{
    /// <summary>Webhooks on a page.</summary>
    public const int PerPage = 8;

    /// <summary>Attempts shown on the card of a webhook.</summary>
    public const int AttemptsShown = 10;

    /// <summary>A page of all webhooks.</summary>
    /// <param name="page">From 0; the last one that there is, where it is none any more.</param>
    public static Card List(IReadOnlyList<Webhook> hooks, int page)
    {
        page = Math.Clamp(page, 0, Math.Max(0, (hooks.Count - 1) / PerPage));
        ImmutableArray<ListRow> rows = [.. hooks.Skip(page * PerPage).Take(PerPage).Select(Row)];
        return new ListCard(WebhookTexts.ListHeading)
        {
            Rows = rows,
            Empty = WebhookTexts.ListEmpty,
            Count = hooks.Count > PerPage
                ? ListCard.Position(page * PerPage, rows.Length, hooks.Count, isAll: true)
                : Say(KeysTexts.ListCount, $"{hooks.Count}"),
            Buttons =
            [
                ExecuteAction.Of(WebhookTexts.New, WebhookPress.New),
                page > 0 ? ExecuteAction.Of(ListCard.PreviousPage, WebhookPress.List, ("page", page - 1)) : null,
                hooks.Count > (page + 1) * PerPage ? ExecuteAction.Of(ListCard.NextPage, WebhookPress.List, ("page", page + 1)) : null,
            ],
        }.ToCard();
    }

    /// <summary>One webhook, and how the last attempts went.</summary>
    public static Card One(Webhook hook, IReadOnlyList<WebhookAttempt> attempts) => Card(
        Say(WebhookTexts.OneSummary, hook.Host),
        Heading(hook.Host),
        Facts(
            (KeysTexts.FactState, StateOf(hook)),
            (WebhookTexts.FactProblem, hook.Problem),
            (WebhookTexts.FactAddress, hook.Url),
            (KeysTexts.FactTeam, hook.TeamName),
            (WebhookTexts.FactHears, string.Join(", ", hook.Events.Select(WordOf))),
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

    private static ListRow Row(Webhook hook) => new(
        hook.Host,
        string.Join(" · ", StateOf(hook), hook.TeamName, string.Join(", ", hook.Events.Select(WordOf))),
        ExecuteAction.Of(Say(KeysTexts.Open, hook.Host), WebhookPress.Open, ("webhook", hook.Id)));

    /// <summary>The words for an event; one of a newer version stands for itself.</summary>
    private static string WordOf(string happened) => WebhookTexts.ResourceManager.GetString("Event." + happened) ?? happened;

    private static Element Attempt(WebhookAttempt attempt) =>
        Hint(
            string.Join(
                " · ", Moment.DayAndTime(attempt.At), WordOf(attempt.What),
                attempt.Problem ?? Say(WebhookTexts.Arrived, $"{attempt.Status}")));

    private static string StateOf(Webhook hook) =>
        hook.RemovedAt is not null ? WebhookTexts.StateRemoved
        : hook.ParkedAt is not null ? WebhookTexts.StateParked
        : hook.Secret is null ? WebhookTexts.StateNew
        : hook.Attempts > 0 ? Say(WebhookTexts.StateTrying, $"{hook.Attempts}")
        : WebhookTexts.StateGood;

    private static string Say(string text, params ReadOnlySpan<string?> words) =>
        string.Format(CultureInfo.InvariantCulture, text, words.ToArray());
}
