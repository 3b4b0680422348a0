using System.Text.RegularExpressions;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What Teams demands of a message.</summary>
internal static partial class BodyRules
{
    /// <summary>The largest message, in bytes of UTF-16, pictures inside it not counted.</summary>
    public const int LargestMessage = 100 * 1024;

    /// <summary>The refusal, or null when the body is a good one.</summary>
    public static Answer? Refuse(ConnectorCall call)
    {
        if (call.Body is not { } body)
        {
            return Answer.Bad("The body is not a JSON object.");
        }

        var size = 2 * InlinePicture().Replace(call.BodyText, "").Length;
        if (size > LargestMessage)
        {
            return Answer.Error(413, "MessageSizeTooBig", $"The message has {size} bytes.");
        }

        if (Wire.Text(body, "type").Length == 0)
        {
            return Answer.Bad("The activity has no type.");
        }

        return IsEmptyMessage(call) ? Answer.Bad("The message has neither text nor attachments.") : null;
    }

    /// <summary>Text and a card together become two messages.</summary>
    public static bool Splits(ConnectorCall call) =>
        Wire.Text(call.Body, "text").Trim().Length > 0
            && Wire.Objects(call.Body, "attachments").Any(a =>
                Wire.Text(a, "contentType").StartsWith("application/vnd.microsoft.", StringComparison.Ordinal));

    private static bool IsEmptyMessage(ConnectorCall call) =>
        Wire.Text(call.Body, "type") == "message"
            && Wire.Text(call.Body, "text").Trim().Length == 0
            && !Wire.Objects(call.Body, "attachments").Any();

    [GeneratedRegex("data:image/[^\"]*")]
    private static partial Regex InlinePicture();
}
