using Improvement.Bot.People;
using Improvement.Bot.Records;

namespace Improvement.Bot.Attention;

/// <summary>What somebody is told of a record; drawn when it is sent, so that it says what is true by then.</summary>
/// <param name="Name">Kept with what waits; unique, never changed.</param>
/// <param name="IsTrue">Whether it is still to be told: false once the record has moved on.</param>
internal sealed record NoticeSource(string Name, Func<IServiceProvider, NoticeSubject, bool> IsTrue)
{
    /// <summary>
    /// A sentence about the record, in the language of its reader; where a card tells it, for the weekly digest alone. Null for none.
    /// </summary>
    public Func<IServiceProvider, NoticeSubject, string>? Line { get; init; }

    /// <summary>The view of the record that is shown instead; null for none.</summary>
    public string? View { get; init; }
}

/// <summary>Who is told of which record, and why.</summary>
/// <param name="Topic">Tells several messages of one source about a record apart; empty where there is one.</param>
internal sealed record NoticeSubject(PersonId Person, RecordId Record, string Topic);

/// <summary>An unasked message that waits, is kept for a digest, or was sent and counts.</summary>
/// <param name="Id">Grows with each.</param>
/// <param name="Source">The name of a <see cref="NoticeSource"/>; null for words that were written when it came up.</param>
internal sealed record Notice(long Id, AttentionKind Kind, NoticeSubject Subject, string? Source)
{
    /// <summary>The place of the card below which a line is said; null for a message of its own.</summary>
    public long? Place { get; init; }

    /// <summary>The words, as they go onto the wire.</summary>
    public byte[]? Words { get; init; }
}
