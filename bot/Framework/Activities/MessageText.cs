using System.Text.Json;

namespace Improvement.Bot.Framework.Activities;

/// <summary>
/// What a person wrote in a message, as they meant it for the bot: without the mention that addresses it, and without the messages that are
/// quoted.
/// </summary>
public static class MessageText
{
    /// <summary>The text, without white space and invisible characters at the ends; empty for none.</summary>
    public static string Of(Activity activity)
    {
        var text = Mentions.Read(Quote.Without(Written(activity), activity), activity);
        if (text.Contains('&')) text = text.Replace("&nbsp;", " ", StringComparison.OrdinalIgnoreCase);
        return Invisible.Trim(text.Replace('\u00a0', ' '));
    }

    /// <summary>
    /// The plain text where it says what was written. Tables lose their cells in it, older clients put the quoted words into it, and a
    /// message may have none at all: then the HTML that Teams attaches tells more.
    /// </summary>
    private static string Written(Activity activity)
    {
        var plain = activity.Text ?? "";
        if (Html(activity) is not { } html) return plain;
        if (plain.Contains(Quote.Placeholder, StringComparison.OrdinalIgnoreCase) && activity.Entities(Quote.EntityType).Any())
        {
            return plain;
        }
        var isMore = plain.AsSpan().Trim().IsEmpty || html.Contains("<table", StringComparison.OrdinalIgnoreCase) || QuoteBlock.IsIn(html);
        return isMore ? HtmlText.Of(QuoteBlock.Without(html), new() { KeepsMentions = true }) : plain;
    }

    /// <summary>The message as HTML, as Teams attaches it; null where it does not.</summary>
    internal static string? Html(Activity activity) =>
        activity.Json.Items("attachments").Where(IsHtml).Select(attachment => attachment.Filled("content"))
            .FirstOrDefault(content => content is not null);

    private static bool IsHtml(JsonElement attachment) =>
        attachment.Text("contentType") is { } type && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase);
}
