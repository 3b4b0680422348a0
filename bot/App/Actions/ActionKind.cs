using Improvement.Bot.Actions.Api;
using Improvement.Bot.Actions.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions;

/// <summary>Action items as a kind of record. None is begun by a command: they come from other records.</summary>
internal static class ActionKind
{
    /// <summary>The name of the kind in events, webhooks, places and buttons.</summary>
    public const string Name = "action";

    /// <summary>Who sees what of them.</summary>
    public static Access Access { get; } = new(
        new(Sql.Of($"actions"), Sql.Of($"author"), Sql.Of($"action_readers"), Sql.Of($"action_witnesses"), Sql.Of($"action")),
        Role.IntegrationLead);

    /// <summary>The kind.</summary>
    public static RecordKind<ActionItem> Definition { get; } = new(Name, "ACT", Access)
    {
        Find = (services, number) => ActionRows.Find(services.GetRequiredService<Session>(), number),
        NotFound = () => ActionTexts.NotFound,
        Origin = (services, number) =>
            ActionRows.Find(services.GetRequiredService<Session>(), number)?.Origin is { } origin ? (origin.Kind, origin.Number) : null,
        States = [.. Enum.GetValues<ActionState>().Select(StateOf)],
        Withdrawn = [nameof(ActionState.Declined), nameof(ActionState.Cancelled)],
        Texts = Sql.Of($"SELECT id, version, team, author, title, COALESCE(definition_of_done, '') AS text FROM actions"),
        Whole = ActionViews.Whole,
        Outline = (look, back) => ActionCards.Outline(look.Record, back),
        LineOf = ActionCards.LineOf,
        Views = [ActionViews.Own, ActionViews.Shared],
        SharedView = ActionViews.Shared,
        LeadView = ActionViews.Own,
        View = ActionViews.Draw,
        Hidden = ActionCards.Hidden,
        Events = ActionEventChoices.All,
        Scopes = ActionScopes.All,
        ForWebhook = ActionsApi.ForWebhook,
        Digest = ActionDigest.Of,
    };

    /// <summary>An action item by its number.</summary>
    public static RecordId Id(long number) => new(Definition, number);

    private static RecordState StateOf(ActionState state) => new(state.ToString(), () => ActionWords.Of(state))
    {
        IsOpen = state is not (ActionState.Done or ActionState.Verified or ActionState.Declined or ActionState.Cancelled),
        IsInUse = true,
    };
}
