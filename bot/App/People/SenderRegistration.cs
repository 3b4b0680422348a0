using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.People;

/// <summary>The first thing of every turn: who speaks, and where. What is new about either is kept in the turn's transaction.</summary>
internal static class SenderRegistration
{
    /// <summary>Asks what <see cref="Record"/> and most turns ask, as the turn begins.</summary>
    public static AskedAtOpening AtOpening { get; } = new(turn =>
    {
        turn.Services.GetRequiredService<Actor>().AskAhead();
        if (ObservedConversation.Of(turn.Activity) is { } place) turn.Services.GetRequiredService<KnownConversations>().AskAhead(place);
    });

    /// <summary>To be registered with <see cref="BotRoutes.BeforeEachTurn"/>.</summary>
    public static ValueTask Record(TurnContext turn, CancellationToken ct)
    {
        if (turn.IsUnrecorded) return default;

        var sender = turn.Services.GetRequiredService<Actor>();
        var conversations = turn.Services.GetRequiredService<KnownConversations>();
        var isNew = sender.IsSomebody && sender.HasNews();
        var place = ObservedConversation.Of(turn.Activity);
        if (!isNew && (place is null || conversations.Knows(place))) return default;

        turn.Write(writer =>
        {
            var person = sender.IsSomebody ? sender.Keep() : null;
            if (place is not null) conversations.Met(writer, place, person);
            return default;
        });
        return default;
    }
}
