namespace Improvement.Bot.Storage;

/// <summary>
/// A question that a scope asked before it needed the answer, so that it shared a round trip with others (see
/// <see cref="Statements.Ask{T}"/>). The answer counts for what it was asked about, and until a commit of the scope begins: what is decided
/// in a commit is read in it.
/// </summary>
internal sealed class AskedAhead<TAbout, T>(Session session)
{
    private (TAbout About, Answer<T> Answer, int Snapshot)? _asked;

    /// <summary>Notes that it was asked.</summary>
    public void Put(TAbout about, Answer<T> answer) => _asked = (about, answer, session.Snapshot);

    /// <summary>The answer; false where it was not asked about the same, or is out of date.</summary>
    public bool TryGet(TAbout about, out T answer)
    {
        answer = default!;
        if (_asked is not { } asked || asked.Snapshot != session.Snapshot) return false;
        if (!EqualityComparer<TAbout>.Default.Equals(asked.About, about)) return false;
        answer = asked.Answer.Value;
        return true;
    }
}
