using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The names of the people who were asked in a wave, which comments do not show.</summary>
internal sealed class NamesOfWave(Session session)
{
    /// <summary>As the channel tells them.</summary>
    public IReadOnlyList<string> Of(WaveId wave)
    {
        var names = new List<string>();
        using var rows = session.Statements.Read($"""
            SELECT name FROM people JOIN survey_seats ON survey_seats.person = people.id WHERE wave = {wave.Value} AND name IS NOT NULL
            """);
        while (rows.Read()) names.Add(rows.GetString(0));
        return names;
    }
}

/// <summary>
/// Ends waves with names, by the same rules as anonymous ones: what is told of a confidential one is no more than would be told of an
/// anonymous one.
/// </summary>
internal sealed class NamedClosing(Session session, NamedResponses responses, NamesOfWave names, Clock clock)
{
    /// <summary>Closes a wave; only while a commit runs.</summary>
    public void Close(WaveId id)
    {
        if (WaveRows.Find(session.Statements, id) is not { State: WaveState.Open } wave) return;
        var given = responses.Of(id).Where(response => response.Answers is not { Counted: [], Written.IsEmpty: true }).ToList();
        if (responses.Objections(id) >= BoxRules.ObjectionsThatStop) End(wave, WaveState.Stopped, null);
        else if (given.Count < FewestOf(wave)) End(wave, WaveState.Discarded, null);
        else
        {
            var released = ReleaseReader.Rule(wave, WaveTotals.Of(wave, given), names.Of(id));
            ReleaseStore.AddTallies(session, id, released.Tallies);
            ReleaseStore.AddComments(session, id, CommentsOf(given, released));
            End(wave, WaveState.Released, given.Count);
        }
    }

    // With names, those who lead read every answer anyway.
    private static int FewestOf(Wave wave) => wave.Mode is SurveyMode.Attributed ? 1 : ReleasePolicy.Usual.ScoreThreshold;

    private IEnumerable<ReleasedComment> CommentsOf(IEnumerable<NamedResponse> given, ReleasedRows released) =>
        from response in given
        from text in response.Answers.Written
        where released.Comments.Contains(text.Key)
        select new ReleasedComment(BoxCipher.NewId(), text.Key, new(text.Value), released.Shown(text.Value));

    // Without a result the answers are destroyed, as people are told.
    private void End(Wave wave, WaveState state, int? responded)
    {
        WaveRows.End(session, wave.Id, state, responded, state is WaveState.Released ? clock.UtcNow : null);
        if (state is not WaveState.Released) responses.Remove(wave.Id);
    }
}
