using System.Globalization;
using System.Net;
using System.Text;

namespace Improvement.Bot.Framework.Activities;

/// <summary>What is special about a message whose HTML is read.</summary>
public sealed record HtmlReading
{
    /// <summary>Whether mentions stay as <c>&lt;at&gt;name&lt;/at&gt;</c>, as the entities call them, instead of becoming names.</summary>
    public bool KeepsMentions { get; init; }

    /// <summary>The text of an attachment that the message shows among its words, by its id; null for none.</summary>
    public Func<string, string?>? Attachment { get; init; }
}

/// <summary>
/// Reads the HTML of a Teams message as the plain text that its readers saw: lists keep their marks, quotes theirs, tables their rows and
/// cells, links their address, pictures of emoji the emoji, code its line breaks. Never fails: what is not understood is text, or nothing.
/// </summary>
public sealed class HtmlText
{
    /// <summary>Deeper nesting than anybody writes is flattened.</summary>
    private const int Deepest = 32;

    private readonly StringBuilder _text = new();
    private readonly HtmlTables _tables = new();
    private readonly Stack<(bool Numbered, int Items)> _lists = new();
    private readonly Stack<bool> _spans = new();
    private readonly HtmlReading _reading;
    private (string Address, int From)? _link;
    private int _afterMark = -1;
    private int _quotes;
    private int _code;
    private int _skipped;

    private HtmlText(HtmlReading reading) => _reading = reading;

    /// <summary>The text of a message.</summary>
    public static string Of(string html, HtmlReading? reading = null)
    {
        var reader = new HtmlText(reading ?? new());
        for (var at = 0; at < html.Length;)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0) tag = html.Length;
            if (tag > at) reader.Text(html.AsSpan(at, tag - at));
            if (tag == html.Length) break;
            at = reader.Markup(html, tag);
        }

        reader.EndLink();
        return Tidy(reader._text);
    }

    private int Markup(string html, int at)
    {
        if (string.CompareOrdinal(html, at, "<!--", 0, 4) is 0)
        {
            return html.IndexOf("-->", at, StringComparison.Ordinal) is var end and >= 0 ? end + 3 : html.Length;
        }
        if (HtmlTag.Read(html, at) is not { } tag)
        {
            Text("<");
            return at + 1;
        }

        if (tag.Name is "script" or "style") _skipped += tag.IsEnd ? (_skipped > 0 ? -1 : 0) : 1;
        else if (_skipped is 0 && tag.IsEnd) Close(tag.Name);
        else if (_skipped is 0) Open(tag);
        return tag.End;
    }

    private void Open(HtmlTag tag)
    {
        switch (tag.Name)
        {
            case "br": NewLine(); break;
            case "hr": Line(); break;
            case "table": Line(); _tables.Begin(); break;
            case "tr": Between(_tables.BeginRow()); break;
            case "td" or "th": Between(_tables.BeginCell()); break;
            case "ul" or "ol" when _lists.Count < Deepest: Line(); _lists.Push((tag.Name is "ol", 0)); break;
            case "li": Item(); break;
            case "blockquote" when _quotes < Deepest: Line(); _quotes++; break;
            case "pre" or "codeblock": Line(); _code++; break;
            case "a": EndLink(); _link = (tag["href"] ?? "", _text.Length); break;
            case "emoji" or "customemoji" or "img": Picture(tag); break;
            case "attachment": Attachment(tag["id"]); break;
            case "at": Mention("<at>"); break;
            case "span": Span(tag); break;
            case var name when IsBlock(name): Line(); break;
        }
    }

    private void Close(string name)
    {
        switch (name)
        {
            case "ul" or "ol" when _lists.Count > 0: _lists.Pop(); Line(); break;
            case "blockquote" when _quotes > 0: Line(); _quotes--; break;
            case "pre" or "codeblock" when _code > 0: _code--; Line(); break;
            case "table": _tables.End(); Line(); break;
            case "a": EndLink(); break;
            case "at": Mention("</at>"); break;
            case "span" when _spans.TryPop(out var isMention) && isMention: Mention("</at>"); break;
            case "tr": _tables.EndRow(); Line(); break;
            case "li": Line(); break;
            case var block when IsBlock(block): Line(); break;
        }
    }

    private static bool IsBlock(string name) =>
        name is "p" or "div" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dt" or "dd" or "dl" or "caption" or "figure"
            or "figcaption"
        or "section" or "article" or "header" or "footer" or "address" or "details" or "summary";

    private void Text(ReadOnlySpan<char> raw)
    {
        if (_skipped > 0) return;
        foreach (var letter in WebUtility.HtmlDecode(raw.ToString()))
        {
            if (_code > 0 && letter is '\n') NewLine();
            else if (_code > 0 && letter is not '\r') Begin().Append(letter is '\u00a0' ? ' ' : letter);
            else if (_code is 0 && !IsSpace(letter)) Begin().Append(letter);
            else if (_code is 0 && !IsAtStart && _text[^1] is not ' ') _text.Append(' ');
        }
    }

    /// <summary>The beginning of a line carries the marks of the quotes that it stands in.</summary>
    private StringBuilder Begin()
    {
        if (IsAtStart) _text.Insert(_text.Length, "> ", _quotes);
        return _text;
    }

    private bool IsAtStart => _text.Length is 0 || _text[^1] is '\n';

    /// <summary>A new line, unless one has just begun; the mark of a list item begins one.</summary>
    private void Line()
    {
        if (!IsAtStart && _text.Length != _afterMark) NewLine();
    }

    /// <summary>A row of a table stays on one line, whatever its cells hold.</summary>
    private void NewLine()
    {
        TrimEnd().Append(_tables.IsInCell && !IsAtStart ? ' ' : '\n');
    }

    private StringBuilder TrimEnd()
    {
        while (_text.Length > 0 && _text[^1] is ' ') _text.Length--;
        return _text;
    }

    /// <summary>What stands before a row or a cell; null for a new line.</summary>
    private void Between(string? mark)
    {
        if (mark is null) Line();
        else if (IsAtStart) Begin().Append(mark.TrimStart());
        else if (mark.Length > 0) TrimEnd().Append(mark);
    }

    private void Item()
    {
        Line();
        var isInList = _lists.TryPop(out var list);
        Begin().Append(' ', 2 * _lists.Count)
            .Append(list.Numbered ? string.Create(CultureInfo.InvariantCulture, $"{list.Items + 1}. ") : "- ");
        if (isInList) _lists.Push((list.Numbered, list.Items + 1));
        _afterMark = _text.Length;
    }

    private void Picture(HtmlTag tag)
    {
        if (tag["alt"] is not { Length: > 0 } alt) return;
        var isEmoji = tag.Name is not "img" || tag["itemtype"]?.Contains("emoji", StringComparison.OrdinalIgnoreCase) is true;
        Text(WebUtility.HtmlEncode(isEmoji ? alt : $"[{alt}]"));
    }

    private void Attachment(string? id)
    {
        if (id is null || _reading.Attachment?.Invoke(id) is not { Length: > 0 } text) return;
        Line();
        foreach (var line in text.Split('\n'))
        {
            Begin().Append(line);
            NewLine();
        }
    }

    private void Span(HtmlTag tag)
    {
        var isMention = tag["itemtype"]?.EndsWith("/Mention", StringComparison.OrdinalIgnoreCase) is true;
        _spans.Push(isMention);
        if (isMention) Mention("<at>");
    }

    private void Mention(string tag)
    {
        if (_reading.KeepsMentions) Begin().Append(tag);
    }

    /// <summary>A link whose words do not tell its address is followed by it.</summary>
    private void EndLink()
    {
        if (_link is not var (address, from)) return;
        _link = null;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https" or "mailto")) return;
        var shown = parsed.Scheme is "mailto" ? address["mailto:".Length..] : address;
        var words = from <= _text.Length ? _text.ToString(from, _text.Length - from).Trim() : "";
        var isTold = parsed.Scheme is "mailto"
            ? words.Contains(shown, StringComparison.OrdinalIgnoreCase)
            : shown.Contains(words, StringComparison.OrdinalIgnoreCase);
        if (words.Length is 0) Text(WebUtility.HtmlEncode(shown));
        else if (!isTold) Text(WebUtility.HtmlEncode($" ({shown})"));
    }

    private static bool IsSpace(char letter) => letter is ' ' or '\t' or '\r' or '\n' or '\u00a0';

    /// <summary>At most one empty line in a row, and none around.</summary>
    private static string Tidy(StringBuilder text)
    {
        var tidy = new StringBuilder(text.Length);
        var empty = 0;
        foreach (var line in text.ToString().Split('\n'))
        {
            empty = line.AsSpan().Trim().Length is 0 ? empty + 1 : 0;
            if (empty < 2) tidy.Append(line.TrimEnd()).Append('\n');
        }

        return tidy.ToString().Trim('\n', ' ');
    }
}
