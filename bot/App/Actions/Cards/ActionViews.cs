using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions.Cards;

/// <summary>The views of an action item that stay current wherever they stand, and its status.</summary>
internal static class ActionViews
{
    /// <summary>Lines of history shown, the newest.</summary>
    private const int HistoryShown = 20;

    /// <summary>In the own chat of its owner, and of a lead.</summary>
    public const string Own = "action-own";

    /// <summary>In a channel.</summary>
    public const string Shared = "action-shared";

    /// <summary>All of it, with its history and what its reader may do.</summary>
    public static Card Whole(RecordLook<ActionItem> look, CardAction? back) => ActionCards.Of(SightOf(look) with
    {
        History = RecordHistory.Of(look.Services.GetRequiredService<Session>(), ActionKind.Id(look.Record.Number), HistoryShown),
        Effect = look.Record.ExpectedEffect is null ? null : EffectOffer.On(
            look.Services, ActionKind.Id(look.Record.Number),
            mayBegin: look.Record.State is ActionState.Proposed or ActionState.Open or ActionState.InProgress or ActionState.Blocked),
        Back = back,
    });

    /// <summary>A view for somebody who sees all of it or its outline.</summary>
    public static Card Draw(RecordLook<ActionItem> look, string view)
    {
        if (look.Viewer.Level is AccessLevel.AsWitness) return ActionCards.Outline(look.Record, back: null);
        var sight = SightOf(look);
        return ActionCards.Of(view is Shared ? sight with { Steps = [.. sight.Steps.Where(ActionButtons.IsShared)] } : sight);
    }

    /// <summary>
    /// What is shown in the place of a pressed card: what stood there, in its present state; null for what may not be seen.
    /// </summary>
    public static Card? After(TurnContext turn, long number)
    {
        if (turn.PressData.Flag(RecordsSlice.Below)) return ActionKind.Definition.Status(turn.Services, number, back: null);
        if (ActionRows.Find(turn.Services.GetRequiredService<Session>(), number) is not { } item) return null;
        var viewer = turn.Services.GetRequiredService<RecordViewers>().Of(
            ActionKind.Definition, turn.Services.GetRequiredService<Actor>().Principal, number);
        var isShared = turn.Activity.Conversation.Kind is not ConversationKind.Personal;
        return viewer.Level < AccessLevel.AsWitness ? null : Draw(new(turn.Services, item, viewer), isShared ? Shared : Own);
    }

    private static ActionSight SightOf(RecordLook<ActionItem> look)
    {
        var (services, item, viewer) = look;
        var parent = item.Origin is { } origin
            ? services.GetRequiredService<RecordKinds>().Named(origin.Kind)?.Labels.Of(origin.Number)
            : null;
        return new(item, parent, services.GetRequiredService<ActionGuard>().StepsFor(item, viewer));
    }
}
