using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Improvement.Bot.Framework.Hosting;

/// <summary>Reads the body of a request as long as it is no larger than it may be.</summary>
public static class BoundedBody
{
    /// <summary>The whole body; null when it is larger, which a length in the header says before anything is read.</summary>
    /// <param name="most">In bytes.</param>
    public static async ValueTask<ReadOnlyMemory<byte>?> Read(HttpRequest request, int most, CancellationToken ct)
    {
        if (request.ContentLength > most) return null;

        while (true)
        {
            var read = await request.BodyReader.ReadAsync(ct);
            var (tooLarge, complete) = (read.Buffer.Length > most, read.IsCompleted);
            ReadOnlyMemory<byte>? body = null;
            if (complete && !tooLarge) body = read.Buffer.ToArray();

            // Every read is given back, or the server closes the connection under the next request.
            request.BodyReader.AdvanceTo(complete ? read.Buffer.End : read.Buffer.Start, read.Buffer.End);
            if (tooLarge || complete) return body;
        }
    }
}
