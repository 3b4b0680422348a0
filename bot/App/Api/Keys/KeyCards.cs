using Improvement.Bot.Api.Calls;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Keys;

/// <summary>Keys as administrators see them.</summary>
/// <param name="kinds">Have the words for what a key may be used for.</param>
internal sealed class KeyCards(RecordKinds kinds)
{
    /// <summary>Keys on a page.</summary>
    public const int PerPage = 8;

    /// <summary>A page of all keys.</summary>
    public static Card List(ListPage<ApiKey> page, DateTimeOffset now) => new ListCard(KeysTexts.ListHeading)
    {
        Rows = [.. page.Items.Select(key => Row(key, now))],
        Empty = KeysTexts.ListEmpty,
        Count = page.IsOnly ? Say(KeysTexts.ListCount, page.All) : page.Position,
        Buttons = [ExecuteAction.Of(KeysTexts.New, KeyPress.New), page.Previous(KeyPress.List), page.Next(KeyPress.List)],
    }.ToCard();

    /// <summary>One key.</summary>
    /// <param name="publicUrl">Where the bot is reached; null where that is not known.</param>
    public Card One(ApiKey key, DateTimeOffset now, string? publicUrl) => Card(
        Say(KeysTexts.OneSummary, key.Name),
        Heading(key.Name),
        Facts(
            (KeysTexts.FactState, StateOf(key, now)),
            (KeysTexts.FactKind, WordOf(key.Owner.Kind is ActorKind.System ? KeyOwner.System : KeyOwner.Agent)),
            (KeysTexts.FactTeam, key.TeamName),
            (KeysTexts.FactMay, string.Join(", ", key.Scopes.Select(kinds.WordsOfScope))),
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
    public Card Secret(ApiKey key, KeySecret secret, string? publicUrl) => Card(
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
    private TextBlock Example(ApiKey key, string? publicUrl)
    {
        var root = $"{publicUrl?.TrimEnd('/') ?? KeysTexts.ExampleAddress}{ApiCall.Root}";
        var calls = kinds.Scopes.Where(scope => scope.Example is not null).ToList();
        var call = calls.LastOrDefault(scope => key.Scopes.Contains(scope.Name, StringComparer.Ordinal)) ?? calls[0];
        return Text(call.Example!(root)) with { FontType = FontType.Monospace, Spacing = Spacing.Small };
    }

    private static string StateOf(ApiKey key, DateTimeOffset now) =>
        key.RevokedAt is not null ? KeysTexts.StateRevoked
        : key.IsExpired(now) ? KeysTexts.StateExpired
        : key.SecretHash is null ? KeysTexts.StateNew
        : !key.TeamIsThere ? KeysTexts.StateNoTeam
        : key.LastUsedAt is null ? KeysTexts.StateUnused
        : KeysTexts.StateGood;
}
