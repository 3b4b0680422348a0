using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Api;

/// <summary>Says that the same happened again, as <em>Same thing</em> does in the chat.</summary>
internal static class WitnessError
{
    /// <summary>What the body asks for.</summary>
    public static ApiCommand Write(ApiCall call, BodyReader body)
    {
        var note = new WitnessNote(body.Text("note")) { OccurredAt = body.Moment("occurredAt"), Version = body.Text("objectVersion") };
        if (note.Note is { Length: > Story.MaxLength } told)
        {
            body.Complain("note", Say(ErrorTexts.StoryTooLong, told.Length, Story.MaxLength));
        }
        return new(_ => new(Do(call, note)), (number, _) => new(Tell(call, number)));
    }

    private static CommandResult Do(ApiCall call, WitnessNote note)
    {
        if (ErrorKind.Labels.Read(call.Part("number")) is not { } number) return Problem.NotFound(ErrorTexts.NotFound);

        var refusal = call.Get<WitnessReport>().Add(number, note, RecordCalls.Origin(call)).Refusal;
        if (refusal is null) return number;
        return IsHidden(call, number) ? Problem.NotFound(refusal) : Problem.Refused(refusal);
    }

    /// <summary>What the caller wrote about an error, and where that stands.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var me = call.Get<Actor>().Principal;
        if (ErrorKind.Labels.Read(call.Part("number")) is not { } number
            || ErrorRows.FindAny(call.Get<Session>(), number) is not { } error
            || call.Get<RecordViewers>().Of(ErrorKind.Definition, me, number) is not { IsWitness: true, Level: >= AccessLevel.AsWitness })
            return new(Problem.NotFound(ErrorTexts.NotFound));

        var account =
            new OwnAccountResource(
                number, error.Label, error.Title, Codes.Of(error.State), [.. WitnessWords.Of(call.Get<Session>(), me.Person, number)]);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, account, ErrorsApiJson.Api.OwnAccountResource));
    }

    private static bool IsHidden(ApiCall call, long number) =>
        ErrorRows.FindAny(call.Get<Session>(), number) is not { } error || call.Get<Reporter>().AccessTo(error) is AccessLevel.Nothing;

    private static ApiAnswer Tell(ApiCall call, long number)
    {
        var error = ErrorRows.FindAny(call.Get<Session>(), number)!;
        var level = call.Get<Reporter>().AccessTo(error); // it may have been restricted since
        var (title, reports) = (
            level is AccessLevel.Nothing ? null : error.Title, level is AccessLevel.Everything ? error.Reports : (int?)null);
        return ApiAnswer.Of(
            StatusCodes.Status201Created, new WitnessedResource(number, error.Label, title, reports),
            ErrorsApiJson.Api.WitnessedResource) with { Location = ErrorResource.PathOf(number) };
    }
}
