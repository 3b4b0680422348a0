namespace Improvement.Bot.Storage;

/// <summary>
/// The answer to a statement that was given to <see cref="Statements.Ask{T}"/>; sent, where a network lies between, with others.
/// </summary>
internal sealed class Answer<T>(Action fetch, string sql)
{
    private T _value = default!;

    /// <summary>Whether it is there already.</summary>
    public bool IsThere { get; private set; }

    /// <summary>The answer; fetched now, with all that is still to be sent, when it is not there.</summary>
    /// <exception cref="InvalidOperationException">A statement that was sent with it failed, so this one has no answer.</exception>
    public T Value
    {
        get
        {
            if (!IsThere) fetch();
            return IsThere ? _value : throw new InvalidOperationException($"A statement failed before this one, it has no answer: {sql}");
        }
    }

    /// <summary>Gives it its value.</summary>
    internal void Is(T value) => (_value, IsThere) = (value, true);
}
