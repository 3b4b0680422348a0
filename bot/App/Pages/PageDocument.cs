using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Pages;

/// <summary>
/// The HTML document around the body of a page: language, title, style and who it is for. The style stands in the document, so that a page
/// that is saved or printed needs nothing else; the Content-Security-Policy names it by its hash.
/// </summary>
internal static class PageDocument
{
    private const string Style = """
        :root{color-scheme:light dark;--text:#1b1a19;--faint:#5c5a58;--ground:#fff;--line:#c8c6c4;--button:#4f52b2;--on-button:#fff}
        @media (prefers-color-scheme:dark){:root{--text:#f3f2f1;--faint:#bebbb8;--ground:#1f1f1f;--line:#5c5a58;--button:#9299f7;
        --on-button:#1f1f1f}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1rem;max-width:52rem;font:1rem/1.5 "Segoe UI",system-ui,sans-serif;color:var(--text);
        background:var(--ground);overflow-wrap:anywhere}
        h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0 1rem}
        h2{font-size:1.2rem;margin:1.5rem 0 .25rem;break-after:avoid}
        p,dd,li,td{white-space:pre-line}
        p{margin:.5rem 0}
        .hint,footer,dt,caption{color:var(--faint)}
        dl,dd{margin:0}
        dl>div{display:grid;grid-template-columns:minmax(8rem,1fr) 3fr;gap:0 1rem;padding:.25rem 0;border-bottom:1px solid var(--line)}
        .tree{list-style:none;margin:0;padding:0}
        .tree .tree{margin-inline-start:.5rem;padding-inline-start:1rem;border-inline-start:2px solid var(--line)}
        .tree p{margin:.125rem 0}.tree li{padding:.25rem 0;break-inside:avoid}
        .wide{overflow-x:auto}
        table{border-collapse:collapse;width:100%}
        caption{text-align:start;padding:.25rem 0}
        th,td{text-align:start;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid var(--line)}
        tr,dl>div{break-inside:avoid}
        .bars{display:block;width:100%;min-width:34rem;font-size:12px;--before:#6b6966;--since:#0f6b3d;--between:#8a5a00;--band:#d8dcf7}
        .bars text{fill:var(--faint)}.bars line{stroke:var(--line)}
        .before{fill:var(--before);background:var(--before)}.since{fill:var(--since);background:var(--since)}
        .between{fill:none;stroke:var(--between);stroke-width:2;border:2px solid var(--between)}
        .band{fill:var(--band);background:var(--band)}
        .legend{list-style:none;margin:.25rem 0 1rem;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;color:var(--faint);
        --before:#6b6966;--since:#0f6b3d;--between:#8a5a00;--band:#d8dcf7}
        .legend span{display:inline-block;width:.9em;height:.9em;margin-inline-end:.4em;vertical-align:-.1em;print-color-adjust:exact}
        @media (prefers-color-scheme:dark){.bars,.legend{--before:#9b9894;--since:#54c98a;--between:#e0a94a;--band:#343a63}}
        button{font:inherit;padding:.5rem 1.5rem;border:0;border-radius:.25rem;cursor:pointer;
        background:var(--button);color:var(--on-button)}
        :focus-visible{outline:3px solid var(--text);outline-offset:2px}
        footer{margin-top:2rem;border-top:1px solid var(--line);padding-top:.5rem;font-size:.875rem}
        @media (max-width:30rem){dl>div{grid-template-columns:1fr}}
        @media print{:root{color-scheme:light;--text:#000;--faint:#333;--ground:#fff;--line:#999}
        body{max-width:none;padding:0;font-size:11pt}.wide{overflow:visible}}
        """;

    // Line endings of the source must not change the hash.
    private static readonly string SentStyle = Style.ReplaceLineEndings("\n");

    /// <summary>What a browser may do with a page: show it with its style and send its form to the bot; no scripts, nothing from elsewhere.
    /// </summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(SentStyle)))}'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The whole document.</summary>
    /// <param name="language">The language in which it is written.</param>
    /// <param name="footer">Whom it is for and until when; null for nobody in particular.</param>
    public static string Of(CultureInfo language, PageBody body, string? footer)
    {
        var title = Html.Text(body.Title).Markup;
        var foot = footer is null ? "" : $"<footer dir=\"auto\">{Html.Text(footer).Markup}</footer>";
        return $"<!doctype html>\n<html lang=\"{Html.Text(language.Name).Markup}\"><head><meta charset=\"utf-8\"><title>{title}</title>"
            + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">"
            + $"<style>{SentStyle}</style></head>\n"
            + $"<body><main><h1 dir=\"auto\">{title}</h1>{Html.Joined(body.Parts)}</main>{foot}</body></html>\n";
    }
}
