using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Api.Keys;

/// <summary>Keys as administrators see them.</summary>
internal static class KeyCards
{
    /// <summary>Keys on a page.</summary>
    public const int PerPage = 8;

    /// <summary>A page of all keys.</summary>
    /// <param name="page">From 0; the last one that there is, where it is none any more.</param>
    public static Card List(IReadOnlyList<ApiKey> keys, int page, DateTimeOffset now)
    {
        page = Math.Clamp(page, 0, Math.Max(0, (keys.Count - 1) / PerPage));
        ImmutableArray<ApiKey> shown = [.. keys.Skip(page * PerPage).Take(PerPage)];
        return new ListCard(KeysTexts.ListHeading)
        {
            Rows = [.. shown.Select(key => Row(key, now))],
            Empty = KeysTexts.ListEmpty,
            Count = keys.Count > PerPage
                ? ListCard.Position(page * PerPage, shown.Length, keys.Count, isAll: true)
                : Say(KeysTexts.ListCount, $"{keys.Count}"),
            Buttons =
            [
                ExecuteAction.Of(KeysTexts.New, KeyPress.New),
                page > 0 ? ExecuteAction.Of(ListCard.PreviousPage, KeyPress.List, ("page", page - 1)) : null,
                keys.Count > (page + 1) * PerPage ? ExecuteAction.Of(ListCard.NextPage, KeyPress.List, ("page", page + 1)) : null,
            ],
        }.ToCard();
    }

    /// <summary>One key.</summary>
    /// <param name="publicUrl">Where the bot is reached; null where that is not known.</param>
    public static Card One(ApiKey key, DateTimeOffset now, string? publicUrl) => Card(
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
        key.RevokedAt is null ? Hint(KeysTexts.ExampleLabel) with { Spacing = Spacing.Medium } : null,
        key.RevokedAt is null ? Example(key, publicUrl) : null,
        Buttons(
            key.RevokedAt is null
                ? ExecuteAction.Of(
                    key.SecretsMade is 0 ? KeysTexts.ShowSecret : KeysTexts.ReplaceSecret, KeyPress.Secret, (KeyPress.Key, key.Id),
                    ("made", key.SecretsMade))
                : null,
            key.RevokedAt is null
                ? ExecuteAction.Of(KeysTexts.Revoke, KeyPress.AskRevoke, (KeyPress.Key, key.Id)) with { Style = ActionStyle.Destructive }
                : null,
            ExecuteAction.Of(KeysTexts.AllKeys, KeyPress.List)));

    /// <summary>A key was made; its secret waits to be shown.</summary>
    public static Card Made(long id, string name) => Card(
        Say(KeysTexts.MadeHeading, name),
        Heading(Say(KeysTexts.MadeHeading, name)),
        Text(KeysTexts.MadeText),
        Buttons(
            ExecuteAction.Of(
                KeysTexts.ShowSecret, KeyPress.Secret, (KeyPress.Key, id), ("made", 0)) with { Style = ActionStyle.Positive }));

    /// <summary>The secret. Only ever the answer to a press, which one person sees and nothing keeps.</summary>
    public static Card Secret(ApiKey key, KeySecret secret, string? publicUrl) => Card(
        Say(KeysTexts.OneSummary, key.Name),
        Heading(key.Name),
        Text(KeysTexts.SecretText),
        Line("secret", KeysTexts.SecretLabel) with { Value = secret.Whole() },
        Hint(KeysTexts.ExampleLabel) with { Spacing = Spacing.Medium },
        Example(key, publicUrl),
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

    private static ListRow Row(ApiKey key, DateTimeOffset now) => new(
        key.Name,
        string.Join(" · ", ((string?[])[StateOf(key, now), key.TeamName, UseOf(key), EndOf(key, now)]).OfType<string>()),
        ExecuteAction.Of(Say(KeysTexts.Open, key.Name), KeyPress.Open, (KeyPress.Key, key.Id)));

    private static string? UseOf(ApiKey key) => key.LastUsedAt is { } last ? Say(KeysTexts.UsedOn, Moment.Day(last)) : null;

    private static string? EndOf(ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is not null || key.IsExpired(now)
            ? null
            : key.ExpiresAt is { } end ? Say(KeysTexts.GoodUntil, Moment.Day(end)) : KeysTexts.GoodForEver;

    /// <summary>A call that can be copied into a shell, with the key in a variable: it stands in no history then.</summary>
    private static TextBlock Example(ApiKey key, string? publicUrl)
    {
        var address = $"{publicUrl?.TrimEnd('/') ?? KeysTexts.ExampleAddress}{ApiCall.Root}/errors";
        var call = key.Scopes.Contains(ApiScopes.SearchErrors, StringComparer.Ordinal)
            ? $"curl -H \"Authorization: Bearer $KEY\" \"{address}?q=printer\""
            : $"curl -H \"Authorization: Bearer $KEY\" -H \"Content-Type: application/json\" -d '{{\"story\":\"{KeysTexts.ExampleStory}\"}}' {address}";
        return Text(call) with { FontType = FontType.Monospace, Spacing = Spacing.Small };
    }

    private static string StateOf(ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is not null ? KeysTexts.StateRevoked
        : key.IsExpired(now) ? KeysTexts.StateExpired
        : key.SecretHash is null ? KeysTexts.StateNew
        : !key.TeamIsThere ? KeysTexts.StateNoTeam
        : key.LastUsedAt is null ? KeysTexts.StateUnused
        : KeysTexts.StateGood;

    private static string Say(string text, params ReadOnlySpan<string?> words) =>
        string.Format(CultureInfo.InvariantCulture, text, words.ToArray());
}
