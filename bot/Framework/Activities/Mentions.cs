using System.Text;

namespace Improvement.Bot.Framework.Activities;

/// <summary>Takes out of a text what only addresses the bot.</summary>
internal static class Mentions
{
    /// <summary>More in one message are nobody's doing, and stay as they were sent.</summary>
    private const int Most = 200;

    private const int LongestName = 200;

    /// <summary>
    /// The text without the mention that addresses the bot: what it begins with, or, where people must mention the bot to be heard, what it
    /// ends with. In the middle of a sentence the bot is what the sentence is about. Every other mention, also a further one of the bot,
    /// stays as a name. Decided by the mention entities, never by names, which people may shorten.
    /// </summary>
    public static string Read(string text, Activity activity)
    {
        if (!activity.Entities("mention").Any()) return text;
        var mentions = Find(text, activity);
        if (mentions.Count is 0) return text;

        var addressing = Addressing(text, mentions, activity);
        var kept = new StringBuilder(text.Length);
        var from = 0;
        foreach (var mention in mentions)
        {
            kept.Append(text, from, mention.Start - from);
            from = mention.End;
            if (!addressing.Contains(mention)) kept.Append(mention.Name);
            else if (from < text.Length && text[from] is ' '
                && (kept.Length is 0 || kept[^1] is ' ')) from++; // of a space on either side one stays
        }

        return kept.Append(text, from, text.Length - from).ToString();
    }

    private static IReadOnlyCollection<Mention> Addressing(string text, List<Mention> mentions, Activity activity)
    {
        var leading = new List<Mention>();
        foreach (var mention in mentions.TakeWhile(mention => mention.IsBot))
        {
            var before = leading.Count is 0 ? 0 : leading[^1].End;
            if (Invisible.Trim(text[before..mention.Start]).TrimEnd(',', ':').Length > 0) break;
            leading.Add(mention);
        }

        var isRequired = activity.Conversation.Kind is not ConversationKind.Personal && !activity.IsTargeted;
        if (leading.Count > 0 || !isRequired || !mentions.Exists(mention => mention.IsBot)) return leading;

        var last = mentions[^1];
        return last.IsBot && Invisible.Trim(text[last.End..]).Length is 0 ? [last] : [];
    }

    /// <summary>Where mentions stand, in order. Of several people whom a text calls alike the first entity means the first.</summary>
    private static List<Mention> Find(string text, Activity activity)
    {
        var found = new List<Mention>();
        foreach (var alike in activity.Entities("mention").Where(entity => entity.Filled("text") is not null).Take(Most)
            .GroupBy(entity => entity.Text("text")!, StringComparer.OrdinalIgnoreCase))
        {
            var entities = alike.ToList();
            var nth = 0;
            for (var at = 0; found.Count < Most
                && (at = text.IndexOf(alike.Key, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += alike.Key.Length, nth++)
            {
                var mentioned = entities[Math.Min(nth, entities.Count - 1)].Member("mentioned");
                var name = mentioned.Filled("name") is { Length: <= LongestName } known ? known : HtmlText.Of(alike.Key);
                found.Add(new(at, at + alike.Key.Length, mentioned.Text("id") == activity.Recipient.Id, name));
            }
        }

        found.Sort((one, other) => one.Start.CompareTo(other.Start));
        return Apart(found);
    }

    /// <summary>Without those that stand inside another one.</summary>
    private static List<Mention> Apart(List<Mention> mentions)
    {
        var end = 0;
        mentions.RemoveAll(mention =>
        {
            if (mention.Start < end) return true;
            end = mention.End;
            return false;
        });
        return mentions;
    }

    private sealed record Mention(int Start, int End, bool IsBot, string Name);
}
