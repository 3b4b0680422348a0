using System.Text.Json;
using Improvement.Bot.Actions;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Api;

/// <summary>
/// Fix proposals of agents and systems: the same proposal, checks and effects as in the chat, without its form. Whatever a key is for,
/// people decide about them.
/// </summary>
internal static class FixesOfError
{
    /// <summary>What was proposed for an error, and decided about it.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct) =>
        ErrorsApi.Calls.Read(call, number => TellAll(call, number), ct);

    /// <summary>One of them.</summary>
    public static ValueTask<ApiAnswer> ReadOne(ApiCall call, CancellationToken ct) => ErrorsApi.Calls.Read(
        call, number => FixIn(call) is { } fix && FixRows.Find(call.Get<Session>(), fix)?.Error == number
            ? Tell(call, fix, StatusCodes.Status200OK)
            : Problem.NotFound(FixTexts.ApiNoSuchFix), ct);

    /// <summary>Proposes a fix; the leads are asked to decide.</summary>
    public static ApiCommand Propose(ApiCall call, BodyReader body)
    {
        var content = ContentIn(call, body);
        return ErrorsApi.Calls.Make(
            call, (number, origin) => call.Get<FixProposals>().Propose(number, content, origin).Refusal is { } refusal
                ? (0, refusal)
                : (FixRows.OfError(call.Get<Session>(), number)!.Number, null),
            fix => Tell(call, fix, StatusCodes.Status201Created));
    }

    /// <summary>Changes what the caller proposed, all of it; the approvals that it has are void.</summary>
    public static ApiCommand Change(ApiCall call, BodyReader body)
    {
        var content = ContentIn(call, body);
        var asked = FixIn(call);
        return ErrorsApi.Calls.Make(
            call, (number, origin) => (asked ?? 0, Change(call, number, asked, content, origin)),
            fix => Tell(call, fix, StatusCodes.Status200OK));
    }

    private static long? FixIn(ApiCall call) => Fix.Labels.Read(call.Part("fix"));

    private static string? Change(ApiCall call, long number, long? asked, FixContent content, RequestOrigin origin)
    {
        if (ErrorsApi.Calls.Sees(call, number) && FixRows.OfError(call.Get<Session>(), number) is var fix)
        {
            if (fix is null || fix.Number != asked) return Say(FixTexts.ApiNotCurrent, ErrorKind.Labels.Of(number));
            if (fix.Proposer != call.Get<Actor>().Id) return RefuseOthers(call, number);
        }

        return call.Get<FixProposals>().Change(number, content, origin).Refusal;
    }

    private static string RefuseOthers(ApiCall call, long number)
    {
        call.Get<ErrorGuard>().Refuse(ErrorAction.EditFix, ErrorRows.FindAny(call.Get<Session>(), number)!);
        return FixTexts.ApiNotYours;
    }

    private static FixContent ContentIn(ApiCall call, BodyReader body)
    {
        var content = new FixContent(
            body.Text("what")?.Trim() ?? "", body.Code<ActionType>("type") ?? ActionType.Corrective, body.Text("effect")?.Trim() ?? "")
        {
            Strength = body.Code<ActionStrength>("strength") ?? ActionStrength.Medium,
            Cause = body.Text("cause"),
            CauseEvidence = body.Text("causeEvidence"),
            Risk = body.Text("risk"),
            Rollback = body.Text("rollback"),
            IsIrreversible = body.Flag("irreversible") is true,
            Affected = body.Text("affected"),
            Effort = body.Fraction("effort"),
            Promised = body.Code<PromisedFall>("promisedFall"),
        };
        foreach (var (input, message) in ProposeFix.Check(content, SeverityOf(call)).All)
        {
            body.Complain(JsonNamingPolicy.CamelCase.ConvertName(input), message);
        }

        return content;
    }

    // of an error that the caller does not see nothing is given away, not even which rules it has
    private static Severity SeverityOf(ApiCall call) =>
        ErrorsApi.Calls.SeenIn(call) is { } number && ErrorRows.FindAny(call.Get<Session>(), number) is { } error
            ? error.Severity
            : Severity.Hazard;

    private static ApiAnswer TellAll(ApiCall call, long number)
    {
        var error = ErrorRows.FindAny(call.Get<Session>(), number)!;
        var fixes = FixRows.AllOf(call.Get<Session>(), number).Select(fix => FixResource.Of(call, error, fix));
        return ApiAnswer.Of(StatusCodes.Status200OK, new FixList([.. fixes]), ErrorsApiJson.Api.FixList);
    }

    private static ApiAnswer Tell(ApiCall call, long number, int status)
    {
        var fix = FixRows.Find(call.Get<Session>(), number)!;
        var error = ErrorRows.FindAny(call.Get<Session>(), fix.Error)!;
        return ApiAnswer.Of(status, FixResource.Of(call, error, fix), ErrorsApiJson.Api.FixResource) with
        {
            Location = status is StatusCodes.Status201Created ? FixResource.PathOf(fix) : null,
        };
    }
}
