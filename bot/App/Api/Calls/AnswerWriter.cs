using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;

namespace Improvement.Bot.Api.Calls;

/// <summary>Puts an answer on the wire.</summary>
internal static class AnswerWriter
{
    public static async Task Write(HttpContext http, ApiAnswer answer)
    {
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "private, no-cache"; // keys see different things
        response.Headers.ContentLanguage = CultureInfo.CurrentUICulture.Name;
        if (answer.Location is { } location) response.Headers.Location = location;
        if (answer.Next is { } next) response.Headers.Link = $"<{next}>; rel=\"next\"";
        if (answer.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
        if (answer.Status is StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer realm=\"improvement-bot\"";
        if (answer.Stream is null && IsUnchanged(http, answer)) return;

        response.ContentType = answer.ContentType;
        if (answer.Stream is { } write)
        {
            await write(response.Body, http.RequestAborted);
            return;
        }

        response.ContentLength = answer.Body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(answer.Body, http.RequestAborted);
    }

    /// <summary>What a caller has already is not sent again; what it is, is known by its digest.</summary>
    private static bool IsUnchanged(HttpContext http, ApiAnswer answer)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || answer.Status is not StatusCodes.Status200OK) return false;

        var tag = $"\"{Base64Url.EncodeToString(SHA256.HashData(answer.Body).AsSpan(0, 12))}\"";
        http.Response.Headers.ETag = tag;
        if (!http.Request.Headers.IfNoneMatch.Any(tags => tags?.Contains(tag, StringComparison.Ordinal) is true)) return false;

        http.Response.StatusCode = StatusCodes.Status304NotModified;
        return true;
    }
}
