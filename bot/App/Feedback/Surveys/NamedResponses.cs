using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>What somebody answered under their name.</summary>
/// <param name="Objects">Whether they said that a question is not acceptable.</param>
internal sealed record NamedResponse(PersonId Person, int Segment, bool Objects, NamedAnswers Answers);

/// <summary>Answers as they are kept where the mode allows it.</summary>
/// <param name="Counted">The answers that are counted.</param>
/// <param name="Written">The texts, by item.</param>
internal sealed record NamedAnswers(ImmutableArray<CountedAnswer> Counted, ImmutableDictionary<string, string> Written)
{
    /// <summary>Whether an answer of an item is among them.</summary>
    public bool Has(string item, string answer) => Counted.Contains(new(item, answer));

    /// <summary>The answer of an item: a code, several with commas between them, or a text; null where it was left open.</summary>
    public string? CodesOf(SurveyItem item) => item.IsText ? Written.GetValueOrDefault(item.Code) : Joined(item, ",", answer => answer);

    /// <summary>The same as people read it.</summary>
    public string? WordsOf(SurveyItem item) => item.IsText ? Written.GetValueOrDefault(item.Code) : Joined(item, ", ", item.LabelOf);

    private string? Joined(SurveyItem item, string between, Func<string, string> words) =>
        string.Join(between, Counted.Where(each => each.Item == item.Code && each.Answer is not SurveyItem.Any)
            .Select(each => words(each.Answer))) is { Length: > 0 } joined ? joined : null;

    /// <summary>What a card sent.</summary>
    public static NamedAnswers Of(SurveyAnswers answers) => new(answers.Counted, answers.Written);

    /// <summary>Nothing answered.</summary>
    public static NamedAnswers None { get; } = new([], ImmutableDictionary<string, string>.Empty);
}

/// <summary>Keeps the responses of confidential and attributed waves: one for each person, the first.</summary>
internal sealed class NamedResponses(Session session)
{
    /// <summary>Begins a wave with names: its row and its seats; only while a commit runs.</summary>
    public static Wave Begin(Session session, NewWave wave, BoxForm form, Audience audience)
    {
        var added = WaveRows.Add(session, wave, form.ToJson(), audience.People);
        BoxRows.AddSeats(session, added.Id, audience.Seats);
        return added;
    }

    /// <summary>Adds a response; only while a commit runs.</summary>
    /// <returns>What became of it: counted, counted before, closed, or not invited.</returns>
    public CastOutcome Add(WaveId id, PersonId person, NamedAnswers answers, bool objects)
    {
        if (WaveRows.Find(session.Statements, id) is not { } wave || BoxRows.SeatOf(session.Statements, id, person) is not { } seat)
        {
            return CastOutcome.NotInvited;
        }

        if (wave.Mode is SurveyMode.Anonymous) throw new InvalidOperationException("An anonymous wave keeps no response of a person.");
        if (wave.State is not WaveState.Open) return CastOutcome.Closed;
        return session.Statements.Execute($"""
            INSERT INTO survey_responses {NewRow.Of(
                ("wave", id.Value), ("person", person.Value), ("segment", seat.Segment), ("objects", objects),
                ("answers", JsonSerializer.Serialize(answers, NamedAnswersJson.Default.NamedAnswers)))}
            ON CONFLICT DO NOTHING
            """) is 1 ? CastOutcome.Counted : CastOutcome.AlreadyCounted;
    }

    /// <summary>All responses of a wave, by person.</summary>
    public IReadOnlyList<NamedResponse> Of(WaveId wave)
    {
        var found = new List<NamedResponse>();
        using var rows = session.Statements.Read(
            $"SELECT person, segment, objects, answers FROM survey_responses WHERE wave = {wave.Value} ORDER BY person");
        while (rows.Read()) found.Add(new(new(rows.GetInt64(0)), rows.GetInt32(1), rows.GetBoolean(2), Read(rows.GetString(3))));
        return found;
    }

    /// <summary>How many say that a question is not acceptable.</summary>
    public long Objections(WaveId wave) =>
        session.Statements.Number($"SELECT COUNT(*) FROM survey_responses WHERE wave = {wave.Value} AND objects") ?? 0;

    /// <summary>Open waves that enough people find not acceptable to end them.</summary>
    public IReadOnlyList<WaveId> ToStop()
    {
        var waves = new List<WaveId>();
        using var rows = session.Statements.Read($"""
            SELECT wave FROM survey_responses JOIN survey_waves ON survey_waves.id = wave WHERE state = 'Open' AND objects
            GROUP BY wave HAVING COUNT(*) >= {BoxRules.ObjectionsThatStop} ORDER BY wave
            """);
        while (rows.Read()) waves.Add(new(rows.GetInt64(0)));
        return waves;
    }

    /// <summary>Destroys the responses of a wave; only while a commit runs.</summary>
    public void Remove(WaveId wave) => session.Statements.Execute($"DELETE FROM survey_responses WHERE wave = {wave.Value}");

    private static NamedAnswers Read(string json) => JsonSerializer.Deserialize(json, NamedAnswersJson.Default.NamedAnswers)!;
}

[JsonSerializable(typeof(NamedAnswers))]
internal sealed partial class NamedAnswersJson : JsonSerializerContext;
