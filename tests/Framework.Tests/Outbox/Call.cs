using System.Text.Json;
using Improvement.Bot.Framework.Tests.Connector;

namespace Improvement.Bot.Framework.Tests.Outbox;

/// <summary>A call of the sender, in words.</summary>
/// <param name="At">When it arrived.</param>
/// <param name="Verb">POST, PUT, or CREATE for a new personal chat.</param>
/// <param name="Conversation">Where; for CREATE the person.</param>
/// <param name="Activity">The message that is replaced.</param>
/// <param name="Text">Its text, or the summary of its card.</param>
/// <param name="Private">Only one person sees it.</param>
/// <param name="Status">How it was answered.</param>
internal sealed record Call(DateTimeOffset At, string Verb, string Conversation, string? Activity, string Text, bool Private,
    int Status = 0)
{
    /// <summary>The address that was called.</summary>
    public string ServiceUrl { get; init; } = "";

    public static Call Of(FakeChannel.Call call, DateTimeOffset at)
    {
        using var body = JsonDocument.Parse(call.Body!);
        var path = new Uri(call.Url).AbsolutePath.Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (path is [_, "v3", "conversations"])
            return new(at, "CREATE", body.RootElement.GetProperty("members")[0].GetProperty("id").GetString()!, null, "",
                false) { ServiceUrl = call.Url };

        var text = body.RootElement.TryGetProperty("text", out var words) ? words : body.RootElement.GetProperty("summary");
        return new(at, call.Method, path[3], path.ElementAtOrDefault(5), text.GetString()!,
            call.Url.EndsWith("?isTargetedActivity=true")) { ServiceUrl = call.Url };
    }

    /// <summary>For assertions that read like a transcript.</summary>
    public override string ToString() =>
        $"{Verb}{(Private ? " private" : "")} {Conversation}{(Activity is null ? "" : "/" + Activity)}"
        + $"{(Text is "" ? "" : ": " + Text)}{(Status < 300 ? "" : " → " + Status)}";
}
