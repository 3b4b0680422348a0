using System.Globalization;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Actions.Steps;

/// <summary><em>Done</em>: its owner says how it can be seen that it is done.</summary>
internal static class FinishAction
{
    private const double MostHours = 10_000;

    /// <summary>The dialog behind the button.</summary>
    public static readonly DialogDefinition Dialog =
        ActionDialogs.For<WhatWasDone>("finish-action", ActionStep.Finish, Form, Take);

    /// <summary>The evidence, and what it took.</summary>
    public static Form<WhatWasDone> Form(long number, ActionForm shown) => new(
        Card(ActionDialogs.Titled(ActionTexts.FinishHeading, number), [
            .. ActionDialogs.Top(ActionTexts.FinishHeading, number, shown),
            Paragraph(nameof(WhatWasDone.Evidence), ActionTexts.EvidenceLabel) with
            {
                IsRequired = true, ErrorMessage = ActionTexts.EvidenceMissing, Placeholder = ActionTexts.EvidenceHint,
            },
            Line(nameof(WhatWasDone.Hours), ActionTexts.HoursLabel) with { Placeholder = ActionTexts.HoursHint },
        ]),
        done => ActionDialogs.TooLong(nameof(WhatWasDone.Evidence), done.Evidence)
            .When(done.Hours is not null && HoursIn(done.Hours) is null, nameof(WhatWasDone.Hours), ActionTexts.HoursUnclear))
    {
        Submit = ActionTexts.FinishIt,
        MainInput = nameof(WhatWasDone.Evidence),
    };

    private static string? Take(IServiceProvider services, long number, WhatWasDone done, RequestOrigin origin) =>
        services.GetRequiredService<ActionItems>().Finish(number, done.Evidence, HoursIn(done.Hours), origin);

    /// <summary>Hours as people write them, with a point or a comma; null where it is no number of hours.</summary>
    private static double? HoursIn(string? text) =>
        double.TryParse(
            text?.Trim().Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours)
            && hours <= MostHours
            ? hours
            : null;
}

/// <summary>What was done, as its owner tells.</summary>
/// <param name="Evidence">How it can be seen: words and links.</param>
/// <param name="Hours">The hours it took, as they were typed.</param>
internal sealed record WhatWasDone(string Evidence, string? Hours = null);
