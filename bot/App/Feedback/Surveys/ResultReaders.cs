using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// Who reads a result outside the cards: those who lead people who were asked, and once it was posted, the teams in whose channels it
/// stands. A key of the API is in a team and leads none.
/// </summary>
internal sealed class ResultReaders(
    Session session, Actor actor, SurveyAccess access, SurveyWaves waves, PlaceReaders places, Refusals refusals)
{
    private const int AtOnce = 50;

    /// <summary>Whether whoever acts reads the result of a wave.</summary>
    public bool MayRead(Wave wave) => wave.State is WaveState.Released
        && (access.Leads(wave) || TeamsReading(wave).Any(team => actor.Principal.IsIn(team)));

    /// <summary>The results that were posted to whoever acts, the newest first.</summary>
    /// <param name="before">The number that they are below.</param>
    public IEnumerable<Wave> Posted(long before)
    {
        for (var some = Some(before); ; some = Some(some[^1].Id.Value))
        {
            foreach (var wave in some.Where(MayRead)) yield return wave;
            if (some.Count < AtOnce) yield break;
        }
    }

    /// <summary>The teams in whose channels a result stands.</summary>
    public IReadOnlyList<TeamId> TeamsReading(Wave wave)
    {
        var channels = new List<Address>();
        using (var rows = session.Statements.Read($"""
            SELECT to_service_url, to_conversation, to_tenant FROM places
            WHERE subject = {SurveyViews.SubjectOf(wave.Id)} AND view_name = {SurveyViews.Post} AND to_conversation IS NOT NULL
            """))
        {
            while (rows.Read()) channels.Add(new(rows.GetString(0), rows.GetString(1), rows.TextOrNull(2)));
        }

        return [.. channels.Select(places.TeamAt).OfType<TeamId>().Distinct()];
    }

    /// <summary>Notes that somebody wanted to read a result that they may not; only while a commit runs.</summary>
    public void NoteRefusal(Wave wave) => refusals.Note(new(WaveLaunch.RecordKind, wave.Id.Value, wave.Team));

    private IReadOnlyList<Wave> Some(long before) => waves.ReleasedOf(actor.Principal.Teams, before, AtOnce);
}
