using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Actions.Steps;

/// <summary><em>Blocked</em>: its owner says what stands in the way.</summary>
internal static class BlockAction
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = ActionDialogs.For<Obstacle>("block-action", ActionStep.Block, Form, Take);

    /// <summary>What stands in the way.</summary>
    public static Form<Obstacle> Form(long number, ActionForm shown) => new(
        Card(ActionDialogs.Titled(ActionTexts.BlockHeading, number), [
            .. ActionDialogs.Top(ActionTexts.BlockHeading, number, shown),
            ActionDialogs.Reason(nameof(Obstacle.Reason), ActionTexts.BlockReason),
        ]),
        obstacle => ActionDialogs.TooLong(nameof(Obstacle.Reason), obstacle.Reason))
    {
        Submit = ActionTexts.BlockIt,
        MainInput = nameof(Obstacle.Reason),
    };

    private static string? Take(IServiceProvider services, long number, Obstacle obstacle, RequestOrigin origin) =>
        services.GetRequiredService<ActionChange>().Take(
            number, ActionStep.Block, origin, item => item with { BlockedBecause = obstacle.Reason.Trim() }, obstacle.Reason.Trim());
}

/// <summary>What stands in the way of an action item.</summary>
internal sealed record Obstacle(string Reason);
