namespace Improvement.Bot.Framework.Activities;

/// <summary>Takes the bot's own name out of what people say to it.</summary>
public static class Mentions
{
    /// <summary>
    /// The text without the mentions of the bot, white space tidied at the ends. Decided by the mention entity, never by the name, which people may shorten;
    /// mentions of others stay, as their names.
    /// </summary>
    public static string Strip(Activity activity)
    {
        var text = activity.Text ?? "";
        if (text.Contains('<'))
        {
            foreach (var mention in activity.Entities("mention"))
            {
                if (mention.Text("text") is not { Length: > 0 } shown) continue;
                var own = mention.Member("mentioned").Text("id") == activity.Recipient.Id;
                text = ReplaceFirst(text, shown, own ? " " : mention.Member("mentioned").Text("name") ?? shown);
            }
        }

        return text.Replace("&nbsp;", " ", StringComparison.OrdinalIgnoreCase).Replace('\u00a0', ' ').Trim();
    }

    private static string ReplaceFirst(string text, string old, string with) =>
        text.IndexOf(old, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + old.Length)) : text;
}
