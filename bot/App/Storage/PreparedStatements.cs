namespace Improvement.Bot.Storage;

/// <summary>
/// The prepared statements of a connection. Those whose text is the same each time are kept for its life; of those whose text varies, with
/// the length of a list or the conditions of a search, the ones used last.
/// </summary>
/// <param name="prepare">Prepares a text.</param>
/// <param name="discard">Takes a statement back that is not used any more.</param>
internal sealed class PreparedStatements(Func<string, Statement> prepare, Action<Statement> discard) : IDisposable
{
    /// <summary>How many of varying text are kept.</summary>
    public const int MostVaried = 64;

    private readonly Dictionary<string, Statement> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<SqlKey, Statement> _byParts = [];
    private readonly Dictionary<SqlKey, Varied> _varied = [];
    private long _uses;

    /// <summary>How many there are.</summary>
    public int Count => _byText.Count + _varied.Count;

    /// <summary>The statement of a text that stays the same.</summary>
    public Statement Of(string text)
    {
        if (_byText.TryGetValue(text, out var known)) return known;
        return _byText[text] = prepare(text);
    }

    /// <summary>The statement of what was put together.</summary>
    public Statement Of(SqlParts parts)
    {
        if (parts.IsVaried) return OfVaried(parts);
        if (_byParts.TryGetValue(parts.Key, out var known)) return known;
        return _byParts[parts.Key.Kept()] = Of(SqlText.Of(parts.Parts));
    }

    public void Dispose()
    {
        foreach (var statement in _byText.Values) statement.Dispose();
        foreach (var varied in _varied.Values) varied.Statement.Dispose();
    }

    private Statement OfVaried(SqlParts parts)
    {
        if (!_varied.TryGetValue(parts.Key, out var known))
        {
            if (_varied.Count == MostVaried) ForgetOldest();
            _varied[parts.Key.Kept()] = known = new(prepare(SqlText.Of(parts.Parts)));
        }

        known.LastUse = ++_uses;
        return known.Statement;
    }

    private void ForgetOldest()
    {
        var (key, oldest) = _varied.MinBy(each => each.Value.LastUse);
        _varied.Remove(key);
        discard(oldest.Statement);
    }

    private sealed class Varied(Statement statement)
    {
        public Statement Statement => statement;

        public long LastUse { get; set; }
    }
}
