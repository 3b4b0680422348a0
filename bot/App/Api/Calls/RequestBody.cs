using System.Buffers;
using Microsoft.Net.Http.Headers;

namespace Improvement.Bot.Api;

/// <summary>Takes the body of a request, as long as it says that it is JSON and is no larger than it may be.</summary>
internal static class RequestBody
{
    /// <summary>The body, or the problem with it. A body that is left out is an empty object.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Body, ApiProblem? Problem)> Read(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most) return (default, Problem.TooLarge(most));
        var body = await ReadAll(request, most, ct);
        if (body is not { } whole) return (default, Problem.TooLarge(most));
        if (whole.IsEmpty) return ("{}"u8.ToArray(), null);
        return IsJson(request) ? (whole, null) : (default, Problem.UnsupportedMediaType);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        && (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async ValueTask<ReadOnlyMemory<byte>?> ReadAll(HttpRequest request, int most, CancellationToken ct)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            var (tooLarge, complete) = (read.Buffer.Length > most, read.IsCompleted);
            ReadOnlyMemory<byte>? body = null;
            if (complete && !tooLarge) body = read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(complete ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            if (tooLarge || complete) return body;
        }
    }
}
