using System.Collections.Immutable;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>What somebody who leads answered to a comment.</summary>
/// <param name="Comment">Id of the comment.</param>
/// <param name="Author">Who answered; null where they are not known any more.</param>
/// <param name="Words">What; null for thanks.</param>
/// <param name="ShownAt">From when on whoever has the code reads it.</param>
internal sealed record NoteReply(string Comment, PersonId? Author, string? Words, DateTimeOffset ShownAt);

/// <summary>
/// The rows of replies to comments. They are pulled by a code and never pushed, and all of a day come out at the same moment, so that no
/// message and no moment leads to who wrote the comment.
/// </summary>
internal sealed class NoteReplies(Session session)
{
    private const int HourOfBatch = 6;

    /// <summary>From when on a reply that is written now can be read: the next day at six, UTC.</summary>
    public static DateTimeOffset BatchAfter(DateTimeOffset now) =>
        new(now.UtcDateTime.Date.AddDays(1).AddHours(HourOfBatch), TimeSpan.Zero);

    /// <summary>When the next replies come out, as seen at a moment.</summary>
    public static DateTimeOffset NextBatch(DateTimeOffset now) => BatchAfter(now.AddHours(-HourOfBatch));

    /// <summary>The replies to the comments of a wave, the oldest first.</summary>
    public ImmutableArray<NoteReply> Of(WaveId wave)
    {
        var found = ImmutableArray.CreateBuilder<NoteReply>();
        using var rows = session.Statements.Read(
            $"SELECT comment, author, words, shown_at FROM survey_note_replies WHERE wave = {wave.Value} ORDER BY id");
        while (rows.Read())
        {
            PersonId? author = rows.NumberOrNull(1) is { } id ? new(id) : null;
            found.Add(new(rows.GetString(0), author, rows.TextOrNull(2), rows.Moment(3)));
        }

        return found.DrainToImmutable();
    }

    /// <summary>Adds one; thanks of the same person only once. Only while a commit runs.</summary>
    /// <param name="words">Null for thanks.</param>
    public void Add(WaveId wave, string comment, PersonId? by, string? words, DateTimeOffset now)
    {
        if (words is null && Of(wave).Any(reply => reply.Comment == comment && reply.Author == by && reply.Words is null)) return;
        session.Statements.Execute($"""
            INSERT INTO survey_note_replies {NewRow.Of(
                ("wave", wave.Value), ("comment", comment), ("author", by?.Value), ("words", words), ("written_at", now),
                ("shown_at", BatchAfter(now)))}
            """);
    }
}
