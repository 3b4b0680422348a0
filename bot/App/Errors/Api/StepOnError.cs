using System.Collections.Immutable;
using System.ComponentModel;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Triage;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Api;

/// <summary>The body of a step; read by <see cref="StepOnError"/>, described here.</summary>
internal sealed record ErrorStepBody(
    [property: Description(
        "add-detail; of your own report answer-info, object and withdraw; of what you joined retract-account; of what you reported or "
        + "joined reopen. What people decide, such as accept, approve-fix or close, is refused.")]
    string Step,
    [property: Description("The detail, the answer, or the reason; only withdraw and retract-account do without.")] string? Text = null);

/// <summary>
/// What an agent or a system says of an error, which may move it: the same steps as of a reporter in the chat. What people decide is
/// refused by the same check, which notes it.
/// </summary>
internal static class StepOnError
{
    private delegate string? Taking(ApiCall call, long number, string? text, RequestOrigin origin);

    private static readonly ImmutableArray<Step> All =
    [
        new(ErrorAction.AddDetail, () => ErrorTexts.DetailMissing, Story.MaxLength, (call, number, text, origin) =>
            call.Get<AddDetail>().Add(number, new(text!), origin).Refusal),
        new(ErrorAction.AnswerInfo, () => TriageTexts.AnswerMissing, TriageDialog.LongestReason, (call, number, text, origin) =>
            AskReporter.Keep(call.Get<TriageSteps>(), number, new(text), origin).Refusal),
        new(ErrorAction.Object, () => TriageTexts.ObjectMissing, TriageDialog.LongestReason, (call, number, text, origin) =>
            RuleOut.Object(call.Get<TriageSteps>(), number, new(text), origin).Refusal),
        new(ErrorAction.Withdraw, null, WithdrawError.LongestReason, (call, number, text, origin) =>
            call.Get<WithdrawError>().Take(number, new(text), origin).Refusal),
        new(ErrorAction.RetractAccount, null, TriageDialog.LongestReason, (call, number, _, origin) =>
            call.Get<AccountRetraction>().RetractNewest(number, origin)),
        new(ErrorAction.Reopen, () => TriageTexts.ReopenMissing, TriageDialog.LongestReason, (call, number, text, origin) =>
            WorkOnError.ComeBack(call.Get<TriageSteps>(), number, new(text), origin).Refusal),
    ];

    /// <summary>What can be done over the API with an error that is there: the steps here, and what has an address of its own.</summary>
    public static bool IsOffered(ErrorAction action) =>
        action is ErrorAction.Witness or ErrorAction.ProposeFix or ErrorAction.EditFix || All.Any(step => step.Action == action);

    /// <summary>What the body asks for.</summary>
    public static ApiCommand Write(ApiCall call, BodyReader body)
    {
        var action = body.Code<ErrorAction>("step");
        var text = body.Text("text")?.Trim();
        var isForPeople = action is { } wanted && ErrorPermissions.IsForPeople(wanted);
        var step = All.FirstOrDefault(each => each.Action == action);
        if (action is null) body.Complain("step", ErrorTexts.ApiStepMissing);
        else if (step is null && !isForPeople) body.Complain("step", Elsewhere());
        step?.Check(text, body);
        return ErrorsApi.Calls.Step(
            call,
            (number, origin) => step is null
                ? call.Get<ErrorGuard>().Allowed(number, action!.Value).Refusal
                : step.Take(call, number, text is "" ? null : text, origin),
            number => ErrorsApi.Tell(call, number),
            isForPeople);
    }

    private static string Elsewhere() => Say(ErrorTexts.ApiStepElsewhere, string.Join(", ", All.Select(step => Codes.Of(step.Action))));

    /// <summary>A step that is taken here.</summary>
    /// <param name="Missing">What to say where the text is missing; null for a step that does without.</param>
    /// <param name="Longest">Characters of the text at most.</param>
    private sealed record Step(ErrorAction Action, Func<string>? Missing, int Longest, Taking Take)
    {
        /// <summary>Complains about a text that is missing or too long.</summary>
        public void Check(string? text, BodyReader body)
        {
            if (string.IsNullOrEmpty(text) && Missing is { } missing) body.Complain("text", missing());
            if (text?.Length > Longest) body.Complain("text", Say(ErrorTexts.StoryTooLong, text.Length, Longest));
        }
    }
}
