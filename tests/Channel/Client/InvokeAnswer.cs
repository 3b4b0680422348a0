using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>The answer to <c>adaptiveCard/action</c>, as a client understands it.</summary>
/// <param name="Card">The card, when it is one.</param>
/// <param name="Toast">The message, when it is one.</param>
/// <param name="Error">What is wrong, when neither.</param>
internal sealed record InvokeAnswer(JsonObject? Card, string? Toast, string? Error)
{
    public static InvokeAnswer Read(Delivery delivery)
    {
        if (delivery.Status is not 200)
        {
            return Wrong(delivery.Failure ?? $"HTTP {delivery.Status}");
        }

        if (delivery.Json is not { } body || body["statusCode"] is not JsonValue code || !code.TryGetValue(out int status))
        {
            return Wrong("The answer has no statusCode.");
        }

        return (status, Wire.Text(body, "type")) switch
        {
            (200, Wire.AdaptiveCard) when Wire.Object(body, "value") is { } card => new(card, null, null),
            (200, "application/vnd.microsoft.activity.message") when Wire.Maybe(body, "value") is { Length: > 0 } toast =>
                new(null, toast, null),
            (400 or 500, "application/vnd.microsoft.error") =>
                Wrong($"{Wire.Text(Wire.Object(body, "value"), "code")}: {Wire.Text(Wire.Object(body, "value"), "message")}"),
            (401, "application/vnd.microsoft.activity.loginRequest") => Wrong("The bot asks to sign in."),
            (412, "application/vnd.microsoft.error.preconditionFailed") => Wrong("Signing in has failed."),
            var (other, type) => Wrong($"Teams does not know an answer {other} of type “{type}”."),
        };
    }

    private static InvokeAnswer Wrong(string why) => new(null, null, why);
}
