using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Actions.Steps;

/// <summary><em>Not done …</em>: whoever verifies it, or a lead, has seen that it is not done, and says why; its owner goes on.</summary>
internal static class TakeBackAction
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = ActionDialogs.For<WhyTakenBack>("take-back-action", ActionStep.NotDone, Form, Take);

    /// <summary>What is missing.</summary>
    public static Form<WhyTakenBack> Form(long number, ActionForm shown) => new(
        Card(ActionDialogs.Titled(ActionTexts.NotDoneHeading, number), [
            .. ActionDialogs.Top(ActionTexts.NotDoneHeading, number, shown),
            ActionDialogs.Reason(nameof(WhyTakenBack.Reason), ActionTexts.NotDoneReason),
        ]),
        why => ActionDialogs.TooLong(nameof(WhyTakenBack.Reason), why.Reason))
    {
        Submit = ActionTexts.NotDoneIt,
        MainInput = nameof(WhyTakenBack.Reason),
    };

    private static string? Take(IServiceProvider services, long number, WhyTakenBack why, RequestOrigin origin) =>
        services.GetRequiredService<ActionChange>().Take(number, ActionStep.NotDone, origin, edit: null, why.Reason.Trim());
}

/// <summary>Why an action item that counted as done is not.</summary>
internal sealed record WhyTakenBack(string Reason);
