using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>What those who lead say to a result.</summary>
/// <param name="Did">Whether they did something, or will not.</param>
/// <param name="Words">What, or why not.</param>
internal sealed record SurveyReply(bool Did, string Words);

/// <summary>The rows of replies; a wave has one, which its leads may put otherwise.</summary>
internal sealed class SurveyReplies(Session session)
{
    /// <summary>The reply to a wave; null where there is none.</summary>
    public SurveyReply? Of(WaveId wave)
    {
        using var rows = session.Statements.Read($"SELECT did, words FROM survey_replies WHERE wave = {wave.Value}");
        return rows.Read() ? new(rows.GetBoolean(0), rows.GetString(1)) : null;
    }

    /// <summary>When the reply to a wave was said last; null where there is none.</summary>
    public DateTimeOffset? MomentOf(WaveId wave)
    {
        using var rows = session.Statements.Read($"SELECT replied_at FROM survey_replies WHERE wave = {wave.Value}");
        return rows.Read() ? rows.Moment(0) : null;
    }

    /// <summary>Keeps one; only while a commit runs.</summary>
    public void Keep(WaveId wave, SurveyReply reply, PersonId? by, DateTimeOffset now) => session.Statements.Execute($"""
        INSERT INTO survey_replies {NewRow.Of(
            ("wave", wave.Value), ("did", reply.Did), ("words", reply.Words), ("author", by?.Value), ("replied_at", now))}
        ON CONFLICT (wave) DO UPDATE SET
            did = excluded.did, words = excluded.words, author = excluded.author, replied_at = excluded.replied_at
        """);
}
