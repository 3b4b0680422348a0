using System.Text;

namespace Improvement.Bot.Framework.Activities;

/// <summary>A quote as older clients send it: a <c>blockquote</c> of a type of its own at the beginning of the HTML.</summary>
/// <param name="Start">Where it begins in the HTML.</param>
/// <param name="End">Where the HTML goes on.</param>
internal readonly record struct QuoteBlock(int Start, int End, Quote Quote)
{
    private const string ItemType = "schema.skype.com/Reply";

    /// <summary>Whether HTML has such quotes in it.</summary>
    public static bool IsIn(string html) => html.Contains(ItemType, StringComparison.OrdinalIgnoreCase);

    /// <summary>The HTML without such quotes.</summary>
    public static string Without(string html)
    {
        var kept = new StringBuilder(html.Length);
        var from = 0;
        foreach (var block in In(html))
        {
            kept.Append(html, from, block.Start - from);
            from = block.End;
        }

        return kept.Append(html, from, html.Length - from).ToString();
    }

    /// <summary>The outermost of them; what they quote themselves belongs to them. One that is not ended ends with the HTML.</summary>
    public static IEnumerable<QuoteBlock> In(string html)
    {
        if (!IsIn(html)) yield break;

        var (depth, start, words) = (0, 0, 0);
        var quote = new Quote(null, "", null);
        for (var at = 0; (at = html.IndexOf('<', at)) >= 0;)
        {
            if (HtmlTag.Read(html, at) is not { } tag)
            {
                at++;
                continue;
            }

            if (tag is { Name: "blockquote", IsEnd: true } && depth > 0 && --depth is 0)
            {
                yield return new(start, tag.End, quote with { Text = HtmlText.Of(html[words..at]) });
            }
            else if (tag is { Name: "blockquote", IsEnd: false } && depth > 0) depth++;
            else if (tag is { Name: "blockquote", IsEnd: false } && IsIn(tag.Attributes))
            {
                (depth, start, words, quote) = (1, at, tag.End, new(tag["itemid"], "", null));
            }
            else if (depth is 1 && tag["itemprop"] is "mri") quote = quote with { SenderId = tag["itemid"] };
            else if (depth is 1 && tag["itemprop"] is "preview") words = tag.End;
            at = tag.End;
        }

        if (depth > 0) yield return new(start, html.Length, quote with { Text = HtmlText.Of(html[words..]) });
    }
}
