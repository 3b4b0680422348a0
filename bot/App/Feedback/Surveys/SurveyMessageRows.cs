using System.Globalization;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// What is said next to each person who was asked in a wave, and when. It is the same for all of them: nothing here moves because
/// somebody answered.
/// </summary>
internal sealed class SurveyMessageRows(Session session)
{
    /// <summary>The step of the invitation; each step above it is a reminder.</summary>
    public const int Invitation = 0;

    /// <summary>Invites people, as soon as they are at work; only while a commit runs.</summary>
    public void Invite(Wave wave, IEnumerable<PersonId> people, DateTimeOffset now)
    {
        Value[][] rows = [.. people.Select(person => new Value[] { wave.Id.Value, person.Value, Invitation, now })];
        foreach (var batch in NewRows.InBatches(["wave", "person", "step", "due_at"], rows))
        {
            session.Statements.Execute($"INSERT INTO survey_messages {batch}");
        }
    }

    /// <summary>The messages that are due; each key is another one once it was dealt with.</summary>
    public IReadOnlyList<DueRow> Due(DateTimeOffset now, int skip, int limit)
    {
        var due = new List<DueRow>();
        using var rows = session.Statements.Read($"""
            SELECT wave, person, step, due_at FROM survey_messages WHERE due_at <= {now}
            ORDER BY due_at, wave, person LIMIT {limit} OFFSET {skip}
            """);
        while (rows.Read())
        {
            due.Add(new(KeyOf(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt32(2)), rows.Moment(3)));
        }

        return due;
    }

    /// <summary>How many are due at a moment.</summary>
    public long CountDue(DateTimeOffset now) =>
        session.Statements.Number($"SELECT COUNT(*) FROM survey_messages WHERE due_at <= {now}") ?? 0;

    /// <summary>Whether one is due at a moment and not dealt with by now.</summary>
    public bool IsDue(WaveId wave, PersonId person, int step, DateTimeOffset dueAt) => session.Statements.Any($"""
        SELECT 1 FROM survey_messages
        WHERE wave = {wave.Value} AND person = {person.Value} AND step = {step} AND due_at = {dueAt}
        """);

    /// <summary>Notes what comes next to somebody; null for nothing.</summary>
    public void Next(WaveId wave, PersonId person, int step, DateTimeOffset? dueAt)
    {
        if (dueAt is null) session.Statements.Execute($"DELETE FROM survey_messages WHERE wave = {wave.Value} AND person = {person.Value}");
        else
        {
            session.Statements.Execute($"""
                UPDATE survey_messages SET step = {step}, due_at = {dueAt} WHERE wave = {wave.Value} AND person = {person.Value}
                """);
        }
    }

    /// <summary>Drops what is still to come of a wave.</summary>
    public void Drop(WaveId wave) => session.Statements.Execute($"DELETE FROM survey_messages WHERE wave = {wave.Value}");

    /// <summary>The wave, person and step of a key.</summary>
    public static (WaveId Wave, PersonId Person, int Step) In(string key)
    {
        long[] parts = [.. key.Split('/').Select(part => long.Parse(part, CultureInfo.InvariantCulture))];
        return (new(parts[0]), new(parts[1]), (int)parts[2]);
    }

    private static string KeyOf(long wave, long person, int step) => string.Create(CultureInfo.InvariantCulture, $"{wave}/{person}/{step}");
}
