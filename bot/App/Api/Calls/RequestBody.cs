using Improvement.Bot.Framework.Hosting;

namespace Improvement.Bot.Api.Calls;

/// <summary>Takes the body of a request, as long as it says that it is JSON and is no larger than it may be.</summary>
internal static class RequestBody
{
    /// <summary>The body, or the problem with it. A body that is left out is an empty object.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, ApiProblem? Problem)> Read(
        HttpRequest request, int most, CancellationToken ct)
    {
        if (BodyEncoding.IsCompressed(request)) return (default, Problem.Compressed);
        if (await BoundedBody.Read(request, most, ct) is not { } whole) return (default, Problem.TooLarge(most));

        var (body, problem) = BodyEncoding.Read(whole);
        if (problem is not null) return (default, problem);
        if (body.IsEmpty) return ("{}"u8.ToArray(), null);
        return JsonMedia.Is(request.ContentType) ? (body, null) : (default, Problem.UnsupportedMediaType);
    }
}
