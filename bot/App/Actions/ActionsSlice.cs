using Improvement.Bot.Actions.Api;
using Improvement.Bot.Actions.Cards;
using Improvement.Bot.Actions.Steps;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions;

/// <summary>
/// Action items: what somebody does by when because of what was reported. Other slices create them and hear what becomes of them.
/// </summary>
internal static class ActionsSlice
{
    /// <summary>The slice.</summary>
    public static Slice Slice { get; } = new()
    {
        Services = services => services
            .AddScoped<ActionGuard>()
            .AddScoped<ActionPlaces>()
            .AddScoped<ActionChange>()
            .AddScoped<ActionItems>()
            .AddScoped<ActionDialogs>()
            .AddScoped<ActionReminders>()
            .AddSingleton(ActionReminders.Source)
            .AddSingleton(ActionReminders.Notice)
            .ConfigureHttpJsonOptions(options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ActionsApiJson.Default)),
        Routes = (routes, _) => routes.MapActions(),
        Api = ActionsApi.Map,
        Kinds = [ActionKind.Definition],
        Samples = say => [new("actions", ActionTexts.GroupSamples, [.. ActionSamples.Of(say)])],
    };

    private static BotRoutes MapActions(this BotRoutes routes)
    {
        foreach (var step in (ActionStep[])[ActionStep.Approve, ActionStep.Take, ActionStep.Start, ActionStep.Verify])
        {
            routes.Press(ActionButtons.VerbOf(step), OnePress.Of(step));
        }

        return routes
            .Form(ActionStep.Finish, FinishAction.Dialog)
            .Form(ActionStep.NotDone, TakeBackAction.Dialog)
            .Form(ActionStep.Block, BlockAction.Dialog)
            .Form(ActionStep.MoveDate, MoveDueDate.Dialog)
            .Form(ActionStep.Reassign, ReassignAction.Dialog)
            .Form(ActionStep.Decline, EndAction.Decline)
            .Form(ActionStep.Cancel, EndAction.Cancel);
    }

    private static BotRoutes Form(this BotRoutes routes, ActionStep step, DialogDefinition dialog) =>
        routes.Dialog(dialog).ChangePress(ActionButtons.VerbOf(step), ActionKind.Definition, dialog);
}
