using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Says that the same happened again, as <em>Same thing</em> does in the chat.</summary>
internal static class WitnessError
{
    /// <summary>What the body asks for.</summary>
    public static ApiDeed Write(ApiCall call, BodyReader body)
    {
        var note = new WitnessNote(body.Text("note")) { OccurredAt = body.Moment("occurredAt") };
        if (note.Note is { Length: > Story.MaxLength } told) body.Complain("note", string.Format(CultureInfo.InvariantCulture, ErrorTexts.StoryTooLong, told.Length, Story.MaxLength));
        return new(ct => Do(call, note, ct), (number, _) => new(Tell(call, number)));
    }

    private static async ValueTask<DeedOutcome> Do(ApiCall call, WitnessNote note, CancellationToken ct)
    {
        if (ErrorNumber.Read(call.Part("number")) is not { } number) return Problem.NotFound(ErrorTexts.NotFound);

        var reports = call.Get<ErrorReports>();
        var refusal = (await reports.ForWitnessing(number, ct)).Refusal ?? (await reports.AddWitness(number, note, ErrorsApi.Origin(call), ct)).Refusal;
        if (refusal is null) return number;
        return IsHidden(call, number) ? Problem.NotFound(refusal) : Problem.Refused(refusal);
    }

    private static bool IsHidden(ApiCall call, long number) =>
        ErrorRows.FindAny(call.Get<Session>(), number) is not { } error || call.Get<Reporter>().SightOf(error) is Sight.Nothing;

    private static ApiAnswer Tell(ApiCall call, long number)
    {
        var error = ErrorRows.FindAny(call.Get<Session>(), number)!;
        var title = call.Get<Reporter>().SightOf(error) is Sight.Nothing ? null : error.Title; // it may have been restricted since
        return ApiAnswer.Of(StatusCodes.Status201Created, new WitnessedResource(number, error.Label, title, error.Reports), ErrorsApiJson.Api.WitnessedResource) with { Location = ErrorResource.PathOf(number) };
    }
}
