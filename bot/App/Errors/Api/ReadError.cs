using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Api;

/// <summary>Tells one error, whole, to whoever may see all of it.</summary>
internal static class ReadError
{
    /// <summary>The error of the number in the path.</summary>
    public static async ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        if (ErrorKind.Labels.Read(call.Part("number")) is not { } number || ErrorRows.FindAny(call.Get<Session>(), number) is not { } error)
        {
            return Problem.NotFound(ErrorTexts.NotFound);
        }
        if (call.Get<Reporter>().AccessTo(error) is AccessLevel.Everything)
        {
            return ApiAnswer.Of(StatusCodes.Status200OK, ErrorResource.Of(error), ErrorsApiJson.Api.ErrorResource);
        }

        // The same words whether there is no such error or the caller may not see it; wanting to is noted.
        await call.Get<JobCommit>().Run(
            "refusal of an API request", call.Services, _ => call.Get<ErrorGuard>().Refuse(ErrorAction.See, error), ct);
        return Problem.NotFound(ErrorTexts.NotFound);
    }
}
