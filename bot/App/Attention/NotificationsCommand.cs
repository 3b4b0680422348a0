using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Attention;

/// <summary><c>/notifications</c>: what the bot writes unasked, and what of it somebody does without.</summary>
internal static class NotificationsCommand
{
    /// <summary>The command.</summary>
    public const string Name = "notifications";

    /// <summary>The press that mutes a kind, or no longer.</summary>
    public const string Mute = "attention.mute";

    /// <summary>The press that asks for quiet hours.</summary>
    public const string Quiet = "attention.quiet";

    /// <summary>The member of a button's data with the name of the kind.</summary>
    public const string KindName = "kind";

    /// <summary>The member of a button's data that says whether it is to be muted.</summary>
    public const string Muted = "muted";

    /// <summary>The command.</summary>
    public static ValueTask Run(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.SayPrivately(OutgoingActivity.Of(CardFor(turn.Services)));
        return default;
    }

    /// <summary>Somebody does without a kind from now on, or wants it again; the card shows it in its place.</summary>
    public static ValueTask Pressed(TurnContext turn, CancellationToken ct)
    {
        var kind = turn.Services.GetRequiredService<AttentionKinds>().Named(turn.PressData.Text(KindName) ?? "");
        var isMuted = turn.PressData.Flag(Muted);
        if (isMuted && kind.WhyNotMuted is { } why)
        {
            turn.Tell(why());
            return default;
        }

        turn.Write(writer =>
        {
            if (turn.Services.GetRequiredService<Actor>().FindOrKeep() is not { } me) return default;
            turn.Services.GetRequiredService<Preferences>().Mute(me, kind, isMuted);
            PressAnswer.Show(turn, writer, CardFor(turn.Services), toStay: true);
            return default;
        });
        return default;
    }

    /// <summary>The form of quiet hours, below the card.</summary>
    public static ValueTask AskQuiet(TurnContext turn, CancellationToken ct) =>
        turn.Services.GetRequiredService<DialogTurns>().BeginBelow(turn, KeepQuiet.Dialog, null, ct);

    /// <summary>The card for whoever acts.</summary>
    public static Card CardFor(IServiceProvider services) => NotificationCards.Of(services.GetRequiredService<NotificationReader>().Read());
}

/// <summary>Reads what the card of <c>/notifications</c> shows to whoever acts.</summary>
internal sealed class NotificationReader(
    Actor actor, AttentionKinds kinds, Preferences preferences, FactsReader facts, NoticeStore store, NoticeDelivery delivery)
{
    /// <summary>What holds at this moment.</summary>
    public Notifications Read()
    {
        var me = actor.Id ?? default; // nobody has it, so a stranger sees what holds for everybody
        var kept = store.KeptFor(me).Select(delivery.LineIfTrue).OfType<NoticeLine>();
        return new(kinds.All, preferences.MutedBy(me), facts.TimeOf(me), [.. kept.Select(line => line.Words)]);
    }
}
