using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Actions.Steps;

/// <summary>
/// The two ways in which an action item ends without being done, each with a reason: <em>Decline</em>, by a lead, and <em>Cancel</em>, by
/// its owner or a lead.
/// </summary>
internal static class EndAction
{
    /// <summary>The dialog behind <em>Decline</em>.</summary>
    public static readonly DialogDefinition Decline = ActionDialogs.For<WhyNotDone>(
        "decline-action", ActionStep.Decline, DeclineForm,
        (services, number, why, origin) => Take(services, number, ActionStep.Decline, why, origin));

    /// <summary>The dialog behind <em>Cancel</em>.</summary>
    public static readonly DialogDefinition Cancel = ActionDialogs.For<WhyNotDone>(
        "cancel-action", ActionStep.Cancel, CancelForm,
        (services, number, why, origin) => Take(services, number, ActionStep.Cancel, why, origin));

    /// <summary>Why a lead declines it.</summary>
    public static Form<WhyNotDone> DeclineForm(long number, ActionForm shown) =>
        Form(ActionTexts.DeclineHeading, ActionTexts.DeclineReason, ActionTexts.DeclineIt, number, shown);

    /// <summary>Why it is not needed any more.</summary>
    public static Form<WhyNotDone> CancelForm(long number, ActionForm shown) =>
        Form(ActionTexts.CancelHeading, ActionTexts.CancelReason, ActionTexts.CancelIt, number, shown);

    private static Form<WhyNotDone> Form(string heading, string label, string submit, long number, ActionForm shown) => new(
        Card(ActionDialogs.Titled(heading, number), [
            .. ActionDialogs.Top(heading, number, shown),
            ActionDialogs.Reason(nameof(WhyNotDone.Reason), label),
        ]),
        why => ActionDialogs.TooLong(nameof(WhyNotDone.Reason), why.Reason))
    {
        Submit = submit,
        MainInput = nameof(WhyNotDone.Reason),
    };

    private static string? Take(IServiceProvider services, long number, ActionStep step, WhyNotDone why, RequestOrigin origin) =>
        services.GetRequiredService<ActionChange>().Take(
            number, step, origin, item => item with { EndedBecause = why.Reason.Trim() }, why.Reason.Trim());
}

/// <summary>Why an action item is not done.</summary>
internal sealed record WhyNotDone(string Reason);
