using System.Globalization;
using System.Text.Json;

namespace Improvement.Bot.Framework.Connector;

/// <summary>
/// Turns an error answer into a failure. Two shapes of body are known, one of which carries JSON inside a string; anything else is read as
/// no body.
/// </summary>
internal static class ConnectorErrors
{
    private const int LongestMessage = 200;

    public static ConnectorFailure Read(HttpResponseMessage response, ReadOnlySpan<byte> body, TimeProvider time)
    {
        var status = (int)response.StatusCode;
        var (code, message) = ConnectorJson.Error(body);
        var kind = KindOf(status, code);
        return new(kind, status, code, Short(message ?? response.ReasonPhrase ?? "no explanation"), RetryAfter(response, time),
            kind is FailureKind.Throttled && IsTenantWide(response, code, message));
    }

    public static string Short(string message)
    {
        var line = string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestMessage ? line : string.Concat(line.AsSpan(0, LongestMessage - 1), "…");
    }

    private static FailureKind KindOf(int status, string? code) => status switch
    {
        429 => FailureKind.Throttled,
        408 or 409 or 412 or 423 or 425 or >= 500 => FailureKind.Transient,
        >= 400 and < 500 => KindOf(code) ?? KindOf(status),
        _ => KindOf(status),
    };

    private static FailureKind? KindOf(string? code) => code switch
    {
        "BotNotInConversationRoster" => FailureKind.NotYet,
        "ConversationBlockedByUser" or "MessageWritesBlocked" or "ForbiddenOperationException" => FailureKind.Unreachable,
        "BotDisabledByAdmin" or "NotEnoughPermissions" => FailureKind.NotPermitted,
        "InvalidBotApiHost" => FailureKind.WrongHost,
        "ConversationNotFound" => FailureKind.ConversationGone,
        "ActivityNotFoundInConversation" or "TARGETED_MESSAGE_EXPIRED_OR_DELETED" => FailureKind.ActivityGone,
        "MessageSizeTooBig" => FailureKind.TooLarge,
        "Throttled" => FailureKind.Throttled,
        _ => null,
    };

    private static FailureKind KindOf(int status) => status switch
    {
        401 => FailureKind.Unauthorized,
        403 => FailureKind.NotYet,
        404 => FailureKind.NotFound,
        413 => FailureKind.TooLarge,
        >= 300 and < 500 => FailureKind.BadRequest,
        _ => FailureKind.Broken,
    };

    /// <summary>Seconds (also with a fraction) or a date; never negative.</summary>
    private static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values)) return null;

        var value = values.ToString();
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds))
        {
            return seconds is >= 0 and < 1e6 ? TimeSpan.FromSeconds(seconds) : null;
        }
        if (!DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
        {
            return null;
        }
        return date - time.GetUtcNow() is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    // The channel documents no field for the scope of a limit; it is taken as the tenant's only where the answer says so.
    private static bool IsTenantWide(HttpResponseMessage response, string? code, string? message) =>
        Says(code) || Says(message)
        || (response.Headers.NonValidated.TryGetValues("x-ms-throttle-scope", out var scope) && Says(scope.ToString()));

    private static bool Says(string? text) => text?.Contains("tenant", StringComparison.OrdinalIgnoreCase) is true;
}
