using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Development.Gallery;

/// <summary>The page that lists every card: plain HTML, written by the bot itself.</summary>
internal static class GalleryPage
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Style = """
        body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark; }
        article { border-top: 1px solid #8886; padding: .5rem 0; } h2 { font-size: 1rem; margin: 0; } p { margin: .2rem 0; }
        form { float: right; } pre { overflow: auto; background: #8881; padding: .5rem; } .note { background: #4a84; padding: .5rem; }
        """;

    /// <summary>The page.</summary>
    /// <param name="note">Something to say first; null for nothing.</param>
    public static string Of(IReadOnlyList<GallerySample> samples, string? note)
    {
        var html = new StringBuilder()
            .Append("<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content=\"width=device-width\">")
            .Append("<title>").Append(Shown(GalleryTexts.Heading)).Append("</title><style>").Append(Style).Append("</style>")
            .Append("<h1>").Append(Shown(GalleryTexts.Heading)).Append("</h1><p>").Append(Shown(GalleryTexts.Introduction)).Append("</p>");
        if (note is not null) html.Append("<p class=note role=status>").Append(Shown(note)).Append("</p>");
        foreach (var sample in samples) Append(html, sample);
        return html.ToString();
    }

    /// <summary>A card as people read it.</summary>
    public static string Indented(Card card)
    {
        using var json = JsonDocument.Parse(card.ToJson());
        return JsonSerializer.Serialize(json.RootElement, Pretty);
    }

    private static void Append(StringBuilder html, GallerySample sample)
    {
        var card = sample.Draw();
        var size = string.Format(CultureInfo.InvariantCulture, GalleryTexts.Size, Encoding.UTF8.GetByteCount(card.ToJson()));
        html.Append("<article id=\"").Append(sample.Name).Append("\"><form method=post action=\"/gallery/").Append(sample.Name).Append("\"><button>").Append(Shown(GalleryTexts.Post)).Append("</button></form>")
            .Append("<h2>").Append(sample.Name).Append("</h2><p>").Append(Shown(sample.What)).Append("</p><p>").Append(Shown(size)).Append(" · ").Append(Shown(card.Summary)).Append("</p>")
            .Append("<details><summary>JSON</summary><pre>").Append(Shown(Indented(card))).Append("</pre></details></article>");
    }

    private static string Shown(string text) => WebUtility.HtmlEncode(text);
}
