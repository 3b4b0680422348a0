using Improvement.Bot.Api.Calls;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Actions.Api;

/// <summary>
/// What an agent or a system does with an action item that is assigned to it. What a person decides is refused by the same check as in the
/// chat, which notes it.
/// </summary>
internal static class WorkOnAction
{
    private const double MostHours = 10_000;

    /// <summary>It is done, with evidence.</summary>
    public static ApiCommand Finish(ApiCall call, BodyReader body)
    {
        var evidence = body.Text("evidence");
        var hours = body.Fraction("hours");
        if (string.IsNullOrWhiteSpace(evidence)) body.Complain("evidence", ActionTexts.EvidenceMissing);
        if (TooLong(evidence) is { } problem) body.Complain("evidence", problem);
        if (hours is < 0 or > MostHours) body.Complain("hours", ActionTexts.HoursUnclear);
        return Command(call, (number, origin) => call.Get<ActionItems>().Finish(number, evidence!, hours, origin));
    }

    /// <summary>It is begun, or something stands in its way.</summary>
    public static ApiCommand Move(ApiCall call, BodyReader body)
    {
        var step = body.Code<ActionStep>("step");
        var reason = body.Text("reason")?.Trim();
        if (step is ActionStep.Finish) body.Complain("step", ActionTexts.ApiFinishByEvidence);
        if (step is ActionStep.Block && string.IsNullOrEmpty(reason)) body.Complain("reason", ActionTexts.ReasonMissing);
        if (TooLong(reason) is { } problem) body.Complain("reason", problem);
        if (step is null) body.Complain("step", ActionTexts.ApiStepMissing);
        return Command(
            call, (number, origin) => call.Get<ActionChange>().Take(
                number, step!.Value, origin, item => item with { BlockedBecause = step is ActionStep.Block ? reason : null }, reason),
            step is { } asked && ActionLife.IsForPeople(asked));
    }

    private static string? TooLong(string? text) => text is { Length: > ActionItems.LongestText }
        ? Say(ActionTexts.TooLong, text.Length, ActionItems.LongestText)
        : null;

    private static ApiCommand Command(ApiCall call, Func<long, RequestOrigin, string?> work, bool isForPeople = false) =>
        ActionsApi.Calls.Step(call, work, number => ActionsApi.Tell(call, number), isForPeople);
}
