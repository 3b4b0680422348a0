using System.Buffers;
using System.Text;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;

namespace Improvement.Bot.Search;

/// <summary>A token of a typed search: a word, a quoted phrase, or a filter with its values.</summary>
/// <param name="Typed">The piece as typed, for complaints.</param>
/// <param name="Filter">The filter's name as typed, or null for words and phrases.</param>
/// <param name="Sign">The sign between filter and value: one of : &lt; &lt;= &gt; &gt;=.</param>
/// <param name="Values">The values of a filter; the one word or phrase otherwise.</param>
/// <param name="IsPhrase">Whether it was quoted.</param>
/// <param name="IsExcluded">Whether a minus stood before it.</param>
internal sealed record FindPart(string Typed, string? Filter, string Sign, IReadOnlyList<string> Values, bool IsPhrase, bool IsExcluded);

/// <summary>Tokenizer of typed searches; normalizes the quotation marks, dashes and spaces that keyboards substitute.</summary>
internal sealed class FindParts
{
    private static readonly SearchValues<char> Signs = SearchValues.Create(":<>=");
    private readonly string _text;
    private int _at;

    private FindParts(string text) => _text = text;

    /// <summary>The parts of a text; <paramref name="isFilter"/> says which names before a sign make a filter.</summary>
    public static List<FindPart> Of(string text, Func<string, bool> isFilter)
    {
        var cutter = new FindParts(Normal(text));
        var parts = new List<FindPart>();
        while (cutter.Next(isFilter) is { } part)
        {
            if (part.Filter is not null || part.Values[0].Length > 0) parts.Add(part);
        }
        return parts;
    }

    private FindPart? Next(Func<string, bool> isFilter)
    {
        Skip(char.IsWhiteSpace);
        if (_at == _text.Length) return null;
        var start = _at;
        Skip(letter => letter == '-');
        var excluded = _at > start;
        if (FilterAhead(isFilter) is { } filter)
        {
            var sign = Sign();
            var values = ValuesOf(isFilter);
            return new(_text[start.._at].Trim(), filter, sign, values, false, excluded);
        }
        var phrase = _at < _text.Length && _text[_at] == '"';
        var value = phrase ? Phrase() : Word(comma: false);
        return new(_text[start.._at], null, "", [value], phrase, excluded);
    }

    /// <summary>Reads over the name of a filter and the spaces after it, if one stands here with its sign.</summary>
    private string? FilterAhead(Func<string, bool> isFilter)
    {
        var end = _at;
        while (end < _text.Length && char.IsLetter(_text[end])) end++;
        var sign = end;
        while (sign < _text.Length && _text[sign] == ' ') sign++;
        if (end == _at || sign == _text.Length || !Signs.Contains(_text[sign]) || !isFilter(_text[_at..end])) return null;
        var name = _text[_at..end];
        _at = sign;
        return name;
    }

    private string Sign()
    {
        var start = _at;
        Skip(letter => letter == ' ' || Signs.Contains(letter));
        return _text[start.._at].Replace(" ", "") switch
        {
            ">" or ":>" => ">",
            "<" or ":<" => "<",
            ">=" or "=>" or ":>=" => ">=",
            "<=" or "=<" or ":<=" => "<=",
            _ => ":",
        };
    }

    private List<string> ValuesOf(Func<string, bool> isFilter)
    {
        var values = new List<string>();
        do
        {
            Skip(letter => letter is ' ' or ',');
            if (_at == _text.Length || AnotherFilterAhead(isFilter)) break;
            var value = _text[_at] == '"' ? Phrase() : Word(comma: true) + UnitAhead();
            if (value.Length > 0) values.Add(value);
        }
        while (_at < _text.Length && _text[_at] == ',');
        return values;
    }

    /// <summary>The unit of a period that is written apart from its number: last:7 days.</summary>
    private string UnitAhead()
    {
        var here = _at;
        if (here == 0 || !char.IsAsciiDigit(_text[here - 1])) return "";
        Skip(char.IsWhiteSpace);
        var unit = Word(comma: true);
        if (unit.ToLowerInvariant() is "day" or "days" or "week" or "weeks" or "month" or "months" or "year" or "years") return unit;
        _at = here;
        return "";
    }

    private bool AnotherFilterAhead(Func<string, bool> isFilter)
    {
        var here = _at;
        var ahead = FilterAhead(isFilter) is not null;
        _at = here;
        return ahead;
    }

    private string Phrase()
    {
        var end = _text.IndexOf('"', ++_at);
        var phrase = _text[_at..(end < 0 ? _text.Length : end)];
        _at = end < 0 ? _text.Length : end + 1;
        return string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    private string Word(bool comma)
    {
        var start = _at;
        Skip(letter => !char.IsWhiteSpace(letter) && letter != '"' && !(comma && letter == ','));
        return _text[start.._at];
    }

    private void Skip(Func<char, bool> which)
    {
        while (_at < _text.Length && which(_text[_at])) _at++;
    }

    /// <summary>Typographic quotation marks, dashes, spaces and signs become the ones of a keyboard.</summary>
    private static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            normal.Append(letter switch
            {
                '“' or '”' or '„' or '‟' or '«' or '»' or '＂' => "\"",
                '‐' or '‑' or '‒' or '–' or '—' or '−' or '－' => "-",
                '：' => ":",
                '≥' => ">=",
                '≤' => "<=",
                '，' => ",",
                _ when char.IsWhiteSpace(letter) || char.IsControl(letter) => " ",
                _ => letter.ToString(),
            });
        }
        return normal.ToString();
    }
}
