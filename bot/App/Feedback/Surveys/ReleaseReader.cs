using System.Collections.Immutable;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>A comment, as others see it.</summary>
/// <param name="Id">Random, so that the order of comments tells nothing.</param>
/// <param name="HasCode">Whether its author can read a reply.</param>
internal sealed record ShownComment(string Id, string Item, string Words, bool HasCode)
{
    private const int NoteLength = 4;

    /// <summary>What people call it by.</summary>
    public string Note => Id[..NoteLength].ToUpperInvariant();
}

/// <summary>
/// Reads what was released of a wave. The one reader of stored totals and comments: everything that shows a result asks here, and gets the
/// same.
/// </summary>
internal sealed class ReleaseReader(Session session, SurveyWaves waves, Audiences audiences)
{
    /// <summary>What may be told of a wave that ended, with what changed since the waves before it.</summary>
    public SurveyRelease Read(Wave wave)
    {
        var policy = WavePolicy.Of(wave);
        var earlier = waves.Before(wave);
        ImmutableArray<EarlierWave> before =
        [
            .. earlier.Zip(earlier.Skip(1).Append(wave), (one, next) => new EarlierWave(Alone(one), ChangeBetween(one, next))),
        ];
        var release = Alone(wave).After(before);
        return policy.Asked.IsAboutResult ? release : release.WithDrivers(policy.Asked.Outcome.Code);
    }

    /// <summary>
    /// What may be told of waves beside each other, in their order: none whose difference to one before it would tell what a few answered.
    /// Who was asked is not kept for ever; a wave of which nobody can tell that any more stands beside none.
    /// </summary>
    public ImmutableArray<(Wave Wave, SurveyRelease Release)> SideBySide(IEnumerable<Wave> all)
    {
        var told = new List<(Wave Wave, SurveyRelease Release, IReadOnlySet<PersonId> Seats)>();
        foreach (var wave in all)
        {
            if (audiences.SeatsOf(wave.Id) is not { Count: > 0 } seats) continue;
            var release = Alone(wave);
            if (told.TrueForAll(before => !ItemChange.IsHeldBack(
                new(before.Release, AudienceChange.Between(before.Seats, seats)), release)))
            {
                told.Add((wave, release, seats));
            }
        }

        return [.. told.Select(each => (each.Wave, each.Release))];
    }

    /// <summary>The comments that may be told; none where too few answered.</summary>
    public IReadOnlyList<ShownComment> Comments(Wave wave)
    {
        var comments = new List<ShownComment>();
        using var rows = session.Statements.Read(
            $"SELECT id, item, shown, claim_hash IS NOT NULL FROM survey_comments WHERE wave = {wave.Id.Value} ORDER BY id");
        while (rows.Read()) comments.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetBoolean(3)));
        return comments;
    }

    /// <summary>The comment whose code has this hash; null where there is none.</summary>
    public (WaveId Wave, ShownComment Comment)? CommentOf(string claimHash)
    {
        using var rows = session.Statements.Read($"SELECT wave, id, item, shown FROM survey_comments WHERE claim_hash = {claimHash}");
        return rows.Read()
            ? (new(rows.GetInt64(0)), new(rows.GetString(1), rows.GetString(2), rows.GetString(3), HasCode: true))
            : null;
    }

    /// <summary>Whether comments of a wave can be answered.</summary>
    public bool HasNotes(WaveId wave) => session.Statements.Any(
        $"SELECT 1 FROM survey_comments WHERE wave = {wave.Value} AND claim_hash IS NOT NULL");

    /// <summary>Whether somebody was asked in a wave whose comments can be answered.</summary>
    public bool HasNotes(PersonId person) => session.Statements.Any($"""
        SELECT 1 FROM survey_seats JOIN survey_comments ON survey_comments.wave = survey_seats.wave
        WHERE survey_seats.person = {person.Value} AND claim_hash IS NOT NULL
        """);

    /// <summary>What of the counts of a wave may be stored; decided when it closes.</summary>
    /// <param name="names">Of the people who were asked, which comments do not show.</param>
    public static ReleasedRows Rule(Wave wave, WaveFigures figures, IReadOnlyList<string> names)
    {
        var policy = WavePolicy.Of(wave);
        var release = SurveyRelease.Of(wave.Number, figures, policy.Release, policy.Items);
        var known = new KnownNames(names);
        return new(
            [.. release.Rows.Select(row => new ReleasedTally(row.Item, row.Segment, row.Answer, (int?)row.Number, row.Band))],
            release.ShowsTexts ? [.. policy.Items.Where(item => item.IsText).Select(item => item.Code)] : [],
            text => ShownText.Of(text, known));
    }

    private SurveyRelease Alone(Wave wave)
    {
        var policy = WavePolicy.Of(wave);
        return SurveyRelease.Read(
            new(wave.Number, wave.Invited, wave.Responded >= policy.ScoreThreshold ? wave.Responded : null, policy.Groups),
            policy.Release, policy.Items, Rows(wave.Id));
    }

    private ImmutableArray<ReleaseRow> Rows(WaveId wave)
    {
        var found = ImmutableArray.CreateBuilder<ReleaseRow>();
        using var rows = session.Statements.Read(
            $"SELECT item, segment, answer, number, band FROM survey_tallies WHERE wave = {wave.Value} ORDER BY item, segment, answer");
        while (rows.Read())
        {
            found.Add(new(rows.GetString(0), rows.GetInt32(1), rows.GetString(2), rows.NumberOrNull(3), rows.TextOrNull(4)));
        }

        return found.DrainToImmutable();
    }

    // Who was asked is not kept for ever; without it what was held back stays held back.
    private AudienceChange ChangeBetween(Wave earlier, Wave wave) =>
        audiences.SeatsOf(earlier.Id) is { Count: > 0 } before && audiences.SeatsOf(wave.Id) is { Count: > 0 } now
            ? AudienceChange.Between(before, now)
            : AudienceChange.Unknown;
}
