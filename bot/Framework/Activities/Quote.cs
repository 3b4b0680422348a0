using System.Text;
using System.Text.Json;

namespace Improvement.Bot.Framework.Activities;

/// <summary>A message that another one replies to by quoting it.</summary>
/// <param name="MessageId">Its id in the conversation; null where unknown.</param>
/// <param name="Text">How it begins; empty where unknown.</param>
/// <param name="SenderId">The channel's id of who wrote it; null where unknown.</param>
public sealed record Quote(string? MessageId, string Text, string? SenderId)
{
    /// <summary>The entities that tell of quotes.</summary>
    internal const string EntityType = "quotedReply";

    /// <summary>How the place of a quote begins in the text: <c>&lt;quoted messageId="…"/&gt;</c>.</summary>
    internal const string Placeholder = "<quoted";

    private const string PlaceholderEnd = "</quoted>";

    /// <summary>The quotes of a message, in order.</summary>
    public static IReadOnlyList<Quote> In(Activity activity)
    {
        var entities = activity.Entities(EntityType).Select(OfEntity).ToList();
        return entities.Count > 0 ? entities : [.. QuoteBlock.In(MessageText.Html(activity) ?? "").Select(block => block.Quote)];
    }

    /// <summary>The text without the places of the quotes that the entities tell of.</summary>
    internal static string Without(string text, Activity activity)
    {
        if (!text.Contains(Placeholder, StringComparison.OrdinalIgnoreCase)) return text;
        var quotes = activity.Entities(EntityType).Select(entity => OfEntity(entity).MessageId ?? "").ToHashSet();
        if (quotes.Count is 0) return text;

        var kept = new StringBuilder(text.Length);
        var (from, lastEnd) = (0, text.LastIndexOf(PlaceholderEnd, StringComparison.OrdinalIgnoreCase));
        for (var at = 0; (at = text.IndexOf(Placeholder, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            if (HtmlTag.Read(text, at) is not { Name: "quoted" } tag || !(quotes.Contains("") || quotes.Contains(tag["messageId"] ?? "")))
            {
                at++;
                continue;
            }

            kept.Append(text, from, at - from).Append(' ');
            var isEmpty = tag.Attributes.AsSpan().TrimEnd().EndsWith("/") || tag.End > lastEnd;
            from = at = isEmpty
                ? tag.End
                : text.IndexOf(PlaceholderEnd, tag.End, StringComparison.OrdinalIgnoreCase) + PlaceholderEnd.Length;
        }

        return kept.Append(text, from, text.Length - from).ToString();
    }

    private static Quote OfEntity(JsonElement entity)
    {
        var quoted = entity.Member("quotedReply") is { ValueKind: JsonValueKind.Object } inner ? inner : entity;
        return new(quoted.Filled("messageId"), quoted.Text("preview") ?? "", quoted.Filled("senderId"));
    }
}
