using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Improvement.Bot.Pages;

/// <summary>
/// A part of a page as HTML markup. It is made by this folder alone (here and in <see cref="BarPicture"/>), and every word is encoded, so
/// that what people wrote stays text. <c>dir="auto"</c> keeps words that run from right to left from turning those beside them.
/// </summary>
internal sealed partial class Html
{
    // Letters of every script stay readable; what has a meaning in HTML is encoded all the same.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Marks that end a sentence or a bracket rather than an address.</summary>
    private static readonly char[] AfterAddress = ['.', ',', ';', ':', '!', '?', ')', ']', '}', '>', '"', '\''];

    private Html(string markup) => Markup = markup;

    /// <summary>The markup, ready to be sent.</summary>
    internal string Markup { get; }

    /// <summary>Words, encoded; breaks of lines are shown as such.</summary>
    public static Html Text(string words) => new(Encoder.Encode(words.ReplaceLineEndings("\n")));

    /// <summary>A paragraph.</summary>
    public static Html Paragraph(string words) => new($"<p dir=\"auto\">{Text(words).Markup}</p>");

    /// <summary>
    /// A paragraph in which the addresses of the web are links that show their host, so that nobody is led elsewhere than they read. Only
    /// what is http or https, without a name or password before the host, is a link; everything else stays text.
    /// </summary>
    public static Html Linked(string words)
    {
        var (markup, from) = (new StringBuilder("<p dir=\"auto\">"), 0);
        foreach (Match match in Address().Matches(words))
        {
            var written = match.Value.TrimEnd(AfterAddress);
            if (!Uri.TryCreate(written, UriKind.Absolute, out var address) || !IsOfTheWeb(address)) continue;
            markup.Append(Text(words[from..match.Index]).Markup).Append(LinkTo(address));
            from = match.Index + written.Length;
        }

        return new(markup.Append(Text(words[from..]).Markup).Append("</p>").ToString());
    }

    /// <summary>A paragraph in a fainter colour.</summary>
    public static Html Hint(string words) => new($"<p class=\"hint\" dir=\"auto\">{Text(words).Markup}</p>");

    /// <summary>A section with its heading; null where nothing is in it.</summary>
    public static Html? Section(string heading, params IEnumerable<Html?> parts)
    {
        var inside = Joined(parts);
        return inside.Length is 0 ? null : new($"<section><h2 dir=\"auto\">{Text(heading).Markup}</h2>{inside}</section>");
    }

    /// <summary>Names with their values; those without a value are left out, and nothing is drawn where none has one.</summary>
    public static Html? Facts(params IEnumerable<(string Name, string? Value)> facts)
    {
        var rows = string.Concat(
            from fact in facts
            where !string.IsNullOrWhiteSpace(fact.Value)
            select $"<div><dt>{Text(fact.Name).Markup}</dt><dd dir=\"auto\">{Text(fact.Value).Markup}</dd></div>");
        return rows.Length is 0 ? null : new($"<dl>{rows}</dl>");
    }

    /// <summary>A list; null where it is empty.</summary>
    public static Html? List(params IEnumerable<string> items)
    {
        var lines = string.Concat(items.Select(item => $"<li dir=\"auto\">{Text(item).Markup}</li>"));
        return lines.Length is 0 ? null : new($"<ul>{lines}</ul>");
    }

    /// <summary>A tree as lists within lists, in the order from above to below; null where it is empty.</summary>
    /// <param name="nodes">Each with its depth, 1 for the first level, at most one deeper than the one before.</param>
    public static Html? Tree(params IEnumerable<(int Depth, Html?[] Parts)> nodes)
    {
        var markup = new StringBuilder();
        var open = 0;
        foreach (var (depth, parts) in nodes)
        {
            if (depth > open) markup.Append("<ul class=\"tree\">");
            else markup.Append("</li>").Insert(markup.Length, "</ul></li>", open - depth);
            markup.Append(null, $"<li>{Joined(parts)}");
            open = depth;
        }

        return open is 0 ? null : new(markup.Insert(markup.Length, "</li></ul>", open).ToString());
    }

    /// <summary>A table with its caption and the headings of its columns; null where it has no rows.</summary>
    public static Html? Table(string caption, IEnumerable<string> columns, IEnumerable<IEnumerable<string>> rows)
    {
        var lines = string.Concat(rows.Select(row => $"<tr>{string.Concat(row.Select(Cell))}</tr>"));
        if (lines.Length is 0) return null;
        var heads = string.Concat(columns.Select(column => $"<th scope=\"col\">{Text(column).Markup}</th>"));
        var name = Text(caption).Markup;
        return new(
            $"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\"><table><caption>{name}</caption>"
                + $"<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>");
    }

    /// <summary>What the colours of a picture mean: the class of each, and its words.</summary>
    public static Html Legend(params IEnumerable<(string Kind, string Words)> kinds) => new(
        $"<ul class=\"legend\">{string.Concat(kinds.Select(
            kind => $"<li><span class=\"{kind.Kind}\" aria-hidden=\"true\"></span>{Text(kind.Words).Markup}</li>"))}</ul>");

    /// <summary>A picture that this folder has drawn; a narrow window scrolls it.</summary>
    /// <param name="name">What the region is called for screen readers.</param>
    internal static Html Svg(string markup, string name) => new(
        $"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{Text(name).Markup}\">{markup}</div>");

    /// <summary>Day and time in a zone; no client of Teams formats them on a page.</summary>
    public static string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The button that opens the page behind a link; it sends the form to the address at which it stands.</summary>
    internal static Html OpenButton(string words) =>
        new($"<form method=\"post\"><button type=\"submit\">{Text(words).Markup}</button></form>");

    /// <summary>The markup of parts, one after the other.</summary>
    internal static string Joined(IEnumerable<Html?> parts) => string.Concat(parts.Select(part => part?.Markup));

    private static bool IsOfTheWeb(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            && address.UserInfo is "" && address.IdnHost is not "";

    // The host is shown as the network knows it, as letters that look alike would lead elsewhere than one reads.
    private static string LinkTo(Uri address)
    {
        var whole = Encoder.Encode(address.AbsoluteUri);
        var host = Encoder.Encode(address.IdnHost);
        return $"<a href=\"{whole}\" title=\"{whole}\" rel=\"noopener noreferrer\" target=\"_blank\">{host}</a>";
    }

    [GeneratedRegex(@"\bhttps?://\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    private static string Cell(string words) => $"<td dir=\"auto\">{Text(words).Markup}</td>";
}
