namespace Improvement.Bot.Errors.Import.Table;

/// <summary>
/// A text in which quotation marks within quotation marks are written with a backslash, <c>\"</c>, read as the standard writes them,
/// <c>""</c>; and <c>\\</c> as one backslash. Databases export so.
/// </summary>
internal sealed class BackslashQuotes(TextReader text) : TextReader
{
    private bool _isQuoted, _owesQuote;

    public override int Peek() => _owesQuote ? '"' : text.Peek() is '\\' && _isQuoted ? -1 : text.Peek();

    public override int Read()
    {
        if (_owesQuote)
        {
            _owesQuote = false;
            return '"';
        }
        var letter = text.Read();
        if (letter is '"') _isQuoted = !_isQuoted;
        if (letter is not '\\' || !_isQuoted || text.Peek() is not ('"' or '\\')) return letter;
        var escaped = text.Read();
        _owesQuote = escaped is '"';
        return escaped;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var read = 0;
        while (read < buffer.Length && Read() is var letter and >= 0) buffer[read++] = (char)letter;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) text.Dispose();
        base.Dispose(disposing);
    }
}
