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
        foreach (var mention in activity.Entities("mention"))
        {
            if (mention.Filled("text") is not { } shown) continue;
            var mentioned = mention.Member("mentioned");
            text = mentioned.Text("id") == activity.Recipient.Id ? RemoveFirst(text, shown) : ReplaceFirst(text, shown, mentioned.Filled("name") ?? shown);
        }

        return text.Replace("&nbsp;", " ", StringComparison.OrdinalIgnoreCase).Replace('\u00a0', ' ').Trim();
    }

    /// <summary>Also takes one of the two spaces that would be left where there was one on either side.</summary>
    private static string RemoveFirst(string text, string old)
    {
        var at = text.IndexOf(old, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text;

        var after = at + old.Length;
        if (after < text.Length && text[after] is ' ' && (at is 0 || text[at - 1] is ' ')) after++;
        return string.Concat(text.AsSpan(0, at), text.AsSpan(after));
    }

    private static string ReplaceFirst(string text, string old, string with) =>
        text.IndexOf(old, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? string.Concat(text.AsSpan(0, at), with, text.AsSpan(at + old.Length)) : text;
}
