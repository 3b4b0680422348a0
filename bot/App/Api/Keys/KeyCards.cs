using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Api;

/// <summary>Keys as administrators see them.</summary>
internal static class KeyCards
{
    /// <summary>Keys on a page.</summary>
    public const int PerPage = 8;

    /// <summary>A page of all keys.</summary>
    /// <param name="page">From 0.</param>
    public static Card List(IReadOnlyList<ApiKey> keys, int page, DateTimeOffset now)
    {
        var shown = keys.Skip(page * PerPage).Take(PerPage).ToList();
        return Card(
            KeysTexts.ListHeading,
            Heading(KeysTexts.ListHeading),
            shown is [] ? Text(KeysTexts.ListEmpty) : Group([.. shown.Select(key => Row(key, now))]),
            Buttons(
                ExecuteAction.Of(KeysTexts.New, KeyPress.New),
                page > 0 ? ExecuteAction.Of(KeysTexts.PreviousPage, KeyPress.List, ("page", page - 1)) : null,
                keys.Count > (page + 1) * PerPage ? ExecuteAction.Of(KeysTexts.NextPage, KeyPress.List, ("page", page + 1)) : null));
    }

    /// <summary>One key.</summary>
    public static Card One(ApiKey key, DateTimeOffset now) => Card(
        Say(KeysTexts.OneSummary, key.Name),
        Heading(key.Name),
        Facts(
            (KeysTexts.FactState, StateOf(key, now)),
            (KeysTexts.FactKind, WordOf(key.Owner.Kind is ActorKind.System ? KeyOwner.System : KeyOwner.Agent)),
            (KeysTexts.FactTeam, key.TeamName),
            (KeysTexts.FactMay, string.Join(", ", key.Scopes.Select(WordOf))),
            (KeysTexts.FactBegins, $"{KeySecret.Prefix}{key.Handle}_"),
            (KeysTexts.FactMade, Moment.Day(key.CreatedAt)),
            (KeysTexts.FactExpires, key.ExpiresAt is { } end ? Moment.Day(end) : KeysTexts.ForEver),
            (KeysTexts.FactUsed, key.LastUsedAt is { } last ? Moment.DayAndTime(last) : KeysTexts.NeverUsed)),
        Buttons(
            key.RevokedAt is null ? ExecuteAction.Of(key.SecretsMade is 0 ? KeysTexts.ShowSecret : KeysTexts.ReplaceSecret, KeyPress.Secret, (KeyPress.Key, key.Id), ("made", key.SecretsMade)) : null,
            key.RevokedAt is null ? ExecuteAction.Of(KeysTexts.Revoke, KeyPress.AskRevoke, (KeyPress.Key, key.Id)) with { Style = ActionStyle.Destructive } : null,
            ExecuteAction.Of(KeysTexts.AllKeys, KeyPress.List)));

    /// <summary>A key was made; its secret waits to be shown.</summary>
    public static Card Made(long id, string name) => Card(
        Say(KeysTexts.MadeHeading, name),
        Heading(Say(KeysTexts.MadeHeading, name)),
        Text(KeysTexts.MadeText),
        Buttons(ExecuteAction.Of(KeysTexts.ShowSecret, KeyPress.Secret, (KeyPress.Key, id), ("made", 0)) with { Style = ActionStyle.Positive }));

    /// <summary>The secret. Only ever the answer to a press, which one person sees and nothing keeps.</summary>
    public static Card Secret(ApiKey key, KeySecret secret) => Card(
        Say(KeysTexts.OneSummary, key.Name),
        Heading(key.Name),
        Text(KeysTexts.SecretText),
        Line("secret", KeysTexts.SecretLabel) with { Value = secret.Whole() },
        Buttons(ExecuteAction.Of(KeysTexts.Copied, KeyPress.Stow, (KeyPress.Key, key.Id)) with { Style = ActionStyle.Positive }));

    /// <summary>Asks once more.</summary>
    public static Card AskRevoke(ApiKey key) => Card(
        Say(KeysTexts.RevokeHeading, key.Name),
        Heading(Say(KeysTexts.RevokeHeading, key.Name)),
        Text(KeysTexts.RevokeText),
        Buttons(
            ExecuteAction.Of(KeysTexts.RevokeIt, KeyPress.Revoke, (KeyPress.Key, key.Id)) with { Style = ActionStyle.Destructive },
            ExecuteAction.Of(KeysTexts.Keep, KeyPress.Open, (KeyPress.Key, key.Id))));

    /// <summary>The words for whose key it is.</summary>
    public static string WordOf(KeyOwner kind) => kind is KeyOwner.System ? KeysTexts.KindSystem : KeysTexts.KindAgent;

    /// <summary>The words for what a key may be used for; a scope of a newer version stands for itself.</summary>
    public static string WordOf(string scope) => KeysTexts.ResourceManager.GetString("Scope." + scope) ?? scope;

    private static Container Row(ApiKey key, DateTimeOffset now) => Group(
        Text(key.Name),
        Hint(string.Join(" · ", StateOf(key, now), key.TeamName, key.LastUsedAt is { } last ? Say(KeysTexts.UsedOn, Moment.Day(last)) : KeysTexts.NeverUsed)) with { Spacing = Spacing.None }) with
    {
        Separator = true,
        SelectAction = ExecuteAction.Of(Say(KeysTexts.Open, key.Name), KeyPress.Open, (KeyPress.Key, key.Id)),
    };

    private static string StateOf(ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is not null ? KeysTexts.StateRevoked
        : key.IsExpired(now) ? KeysTexts.StateExpired
        : key.SecretHash is null ? KeysTexts.StateNew
        : !key.TeamIsThere ? KeysTexts.StateNoTeam
        : KeysTexts.StateGood;

    private static string Say(string text, params ReadOnlySpan<string?> words) => string.Format(CultureInfo.InvariantCulture, text, words.ToArray());
}
