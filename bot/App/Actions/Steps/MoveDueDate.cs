using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Actions.Steps;

/// <summary><em>Move date</em>: its owner or a lead puts it off, or brings it forward, with a reason.</summary>
internal static class MoveDueDate
{
    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog = ActionDialogs.For<OtherDate>("move-action", ActionStep.MoveDate, Form, Take);

    /// <summary>The new date and the reason.</summary>
    public static Form<OtherDate> Form(long number, ActionForm shown) => new(
        Card(ActionDialogs.Titled(ActionTexts.MoveHeading, number), [
            .. ActionDialogs.Top(ActionTexts.MoveHeading, number, shown),
            new DateInput(nameof(OtherDate.Day), ActionTexts.MoveDay)
            {
                IsRequired = true, ErrorMessage = ActionTexts.DayMissing,
                Value = shown.DueDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            },
            ActionDialogs.Reason(nameof(OtherDate.Reason), ActionTexts.MoveReason),
        ]),
        date => ActionDialogs.TooLong(nameof(OtherDate.Reason), date.Reason)
            .When(date.Day < shown.Today, nameof(OtherDate.Day), ActionTexts.DayPast))
    {
        Submit = ActionTexts.MoveIt,
        MainInput = nameof(OtherDate.Reason),
    };

    private static string? Take(IServiceProvider services, long number, OtherDate date, RequestOrigin origin) =>
        services.GetRequiredService<ActionChange>().Take(
            number, ActionStep.MoveDate, origin, item => item with { DueDate = date.Day }, date.Reason.Trim());
}

/// <summary>Another due date.</summary>
internal sealed record OtherDate(DateOnly Day, string Reason);
