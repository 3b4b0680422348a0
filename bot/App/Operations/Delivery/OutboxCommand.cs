using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Operations.Delivery;

/// <summary>
/// <c>/outbox</c>: what waits, what is set aside and who is out of reach, for administrators; in a channel they alone see the answer.
/// </summary>
internal static class OutboxCommand
{
    public const string Name = "outbox";

    /// <summary>The button that looks again.</summary>
    public const string Again = "outbox.again";

    /// <summary>What the audit trail calls it.</summary>
    private const string RecordKind = "outbox";

    /// <summary>The command.</summary>
    public static ValueTask Run(TurnContext turn, string argument, CancellationToken ct)
    {
        turn.SayPrivately(WhyNot(turn) is { } why ? OutgoingActivity.Of(why) : OutgoingActivity.Of(CardFor(turn)));
        return default;
    }

    /// <summary>Shows it as it stands by now.</summary>
    public static ValueTask LookAgain(TurnContext turn, CancellationToken ct)
    {
        if (WhyNot(turn) is { } why) turn.Tell(why);
        else turn.Show(CardFor(turn));
        return default;
    }

    private static string? WhyNot(TurnContext turn)
    {
        if (turn.Services.GetRequiredService<Actor>().IsAdministrator) return null;
        turn.Services.GetRequiredService<Refusals>().Note(new(RecordKind, 0, null));
        return OutboxTexts.OnlyAdministrators;
    }

    private static Card CardFor(TurnContext turn) => OutboxCards.Of(turn.Services.GetRequiredService<OutboxReader>().Read());
}
