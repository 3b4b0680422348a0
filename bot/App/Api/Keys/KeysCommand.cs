using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Api.Keys;

/// <summary>The buttons of keys.</summary>
internal static class KeyPress
{
    /// <summary>
    /// Which key, in the data of a button. Not “key”, a name that clients built with React, such as the chat page, take for themselves: the
    /// button would do nothing.
    /// </summary>
    public const string Key = "apiKey";

    public const string New = "key.new";
    public const string List = "key.list";
    public const string Open = "key.open";
    public const string Secret = "key.secret";
    public const string Stow = "key.stow";
    public const string AskRevoke = "key.ask-revoke";
    public const string Revoke = "key.revoke";
}

/// <summary><c>/keys</c>: the keys of agents and systems, for administrators in their personal chat.</summary>
internal static class KeysCommand
{
    /// <summary>Where it leads.</summary>
    public static BotRoutes MapKeys(this BotRoutes routes, RecordKinds kinds) => routes
        .Command("keys", Command)
        .Dialog(new MakeKey(kinds).Dialog)
        .Press(KeyPress.New, New)
        .Press(KeyPress.List, List, reads: true)
        .Press(KeyPress.Open, (turn, _) => WithKey(turn, key => turn.Show(Cards(turn).One(key, turn.Now, PublicUrl(turn)))), reads: true)
        .Press(KeyPress.AskRevoke, (turn, _) => WithKey(turn, key => turn.Show(KeyCards.AskRevoke(key))), reads: true)
        .Press(KeyPress.Secret, (turn, _) => WithKey(turn, key => ShowSecret(turn, key)))
        .Press(KeyPress.Stow, (turn, _) => WithKey(turn, key => Stay(turn, key)))
        .Press(KeyPress.Revoke, (turn, _) => WithKey(turn, key => Revoke(turn, key)));

    private static ValueTask Command(TurnContext turn, string argument, CancellationToken ct)
    {
        var refusal = Refusal(turn);
        turn.SayPrivately(
            refusal is null ? OutgoingActivity.Of(ListOf(turn)) : OutgoingActivity.Of(refusal));
        return default;
    }

    private static ValueTask New(TurnContext turn, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(
            turn, new MakeKey(turn.Services.GetRequiredService<RecordKinds>()).Dialog, null, ct);

    private static ValueTask List(TurnContext turn, CancellationToken ct)
    {
        if (Refusal(turn) is { } refusal) turn.Tell(refusal);
        else turn.Show(ListOf(turn));
        return default;
    }

    private static ValueTask WithKey(TurnContext turn, Action<ApiKey> act)
    {
        var number = turn.PressData.Whole(KeyPress.Key) ?? 0;
        if (Refusal(turn, number) is { } refusal) turn.Tell(refusal);
        else if (Keys(turn).Find(number) is { } key) act(key);
        else turn.Tell(KeysTexts.NoSuchKey);
        return default;
    }

    /// <summary>
    /// The secret is in the answer to the press and nowhere else: not in the outbox, not in a journal, not in the message. An older client
    /// would keep it there, so it gets none.
    /// </summary>
    private static void ShowSecret(TurnContext turn, ApiKey key)
    {
        if (!turn.IsInvoke)
        {
            turn.Tell(KeysTexts.ClientTooOld);
            return;
        }

        var made = (int)Math.Clamp(turn.PressData.Whole("made") ?? -1, -1, int.MaxValue);
        turn.Write(_ =>
        {
            turn.Answer = Keys(turn).MakeSecret(key, made) is { } secret
                ? InvokeAnswer.With(Cards(turn).Secret(key, secret, PublicUrl(turn)))
                : InvokeAnswer.Toast(KeysTexts.ShownAlready);
            return default;
        });
    }

    private static void Revoke(TurnContext turn, ApiKey key)
    {
        turn.Write(_ =>
        {
            Keys(turn).Revoke(key);
            return default;
        });
        Stay(turn, key with { RevokedAt = turn.Now });
    }

    /// <summary>The key in the place of the card that was pressed, also when the chat is opened again.</summary>
    private static void Stay(TurnContext turn, ApiKey key)
    {
        var card = Cards(turn).One(key, turn.Now, PublicUrl(turn));
        turn.Show(card);
        if (turn.IsInvoke && turn.Activity.ReplyToId is { } pressed)
        {
            turn.Enqueue(new(OutboxKind.Replace, turn.HereAlone) { ActivityId = pressed, Body = OutgoingActivity.Of(card).ToJson() });
        }
    }

    private static string? Refusal(TurnContext turn, long key = 0) =>
        turn.Services.GetRequiredService<AdministratorsOnly>().Refusal(ApiKeys.RecordKind, key);

    private static string? PublicUrl(TurnContext turn) =>
        turn.Services.GetRequiredService<IConfiguration>()["Bot:PublicUrl"] is { Length: > 0 } url ? url : null;

    private static ApiKeys Keys(TurnContext turn) => turn.Services.GetRequiredService<ApiKeys>();

    private static Card ListOf(TurnContext turn) =>
        KeyCards.List(ListPage<ApiKey>.Of(Keys(turn).All(), key => key.Id, KeyCards.PerPage, turn.PressData), turn.Now);

    private static KeyCards Cards(TurnContext turn) => new(turn.Services.GetRequiredService<RecordKinds>());
}
