using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Weekly;

/// <summary>
/// What surveys tell in a digest: results that were posted in the week, those without one, and what follows; to those who lead, that a
/// result waits for it. All figures come from the release.
/// </summary>
internal sealed class SurveyDigest(
    Session session, SurveyWaves waves, SurveyLooks looks, ReleaseReader releases, SurveyReplies replies, ResultReaders readers)
{
    // What began longer ago is no news, whenever somebody posts or answers it; a team is asked a few times in such a time.
    private const int DaysOfNews = 120, MostWaves = 10;

    /// <summary>What surveys tell.</summary>
    public static DigestPart Of(IServiceProvider services, DigestQuery query) =>
        services.GetRequiredService<SurveyDigest>().Of(query);

    private DigestPart Of(DigestQuery query)
    {
        if (query.Reader is { } reader) return new([.. Waiting(query, reader)]);
        if (!query.AsksFor(DigestSection.Changed)) return DigestPart.Empty;
        return new([.. waves.EndedOf([query.Team.Id], MostWaves)
            .Where(wave => wave.OpensAt > query.From.AddDays(-DaysOfNews)).SelectMany(wave => LinesOf(wave, query))]);
    }

    private IEnumerable<DigestLine> LinesOf(Wave wave, DigestQuery query)
    {
        if (Ended(wave, query) is { } words) yield return Line(wave, words);
        if (replies.Of(wave.Id) is { } reply && IsWithin(query, replies.MomentOf(wave.Id)))
        {
            yield return Line(
                wave, Say(reply.Did ? SurveyDigestTexts.WeDid : SurveyDigestTexts.WeWillNot, ShortText.OnOneLine(reply.Words)));
        }
    }

    private string? Ended(Wave wave, DigestQuery query) => wave.State switch
    {
        WaveState.Released when IsWithin(query, FirstTime(wave, "posted")) && readers.TeamsReading(wave).Contains(query.Team.Id) =>
            BestAndWeakest.Of(releases.Read(wave)),
        WaveState.Discarded when IsWithin(query, FirstTime(wave, "discarded")) => SurveyDigestTexts.TooFew,
        _ => null,
    };

    private IEnumerable<DigestLine> Waiting(DigestQuery query, Principal reader)
    {
        if (!query.AsksFor(DigestSection.NeedsYou) || !reader.LeadsRecordsOf(query.Team.Id, Role.FeedbackLead)) yield break;
        if (waves.Unanswered([query.Team.Id]) is not { ReleasedAt: { } released } wave) yield break;
        yield return new(DigestSection.NeedsYou, Record: null, TitleOf(wave), (query.To - released).Days switch
        {
            <= 0 => SurveyDigestTexts.WaitsToday, 1 => SurveyDigestTexts.WaitsOne, var days => Say(SurveyDigestTexts.Waits, days),
        });
    }

    private DigestLine Line(Wave wave, string words) => new(DigestSection.Changed, Record: null, TitleOf(wave), words);

    private string TitleOf(Wave wave) => Say(SurveysTexts.LaunchName, waves.NameOf(wave), looks.WhoseOf(wave));

    private DateTimeOffset? FirstTime(Wave wave, string what)
    {
        using var rows = session.Statements.Read($"""
            SELECT at FROM record_events
            WHERE record_kind = {WaveLaunch.RecordKind} AND record_id = {wave.Id.Value} AND what = {what} ORDER BY id LIMIT 1
            """);
        return rows.Read() ? rows.Moment(0) : null;
    }

    private static bool IsWithin(DigestQuery query, DateTimeOffset? moment) => moment >= query.From && moment < query.To;
}

/// <summary>A result in one line: the best and the weakest share of what was asked, each with its interval.</summary>
internal static class BestAndWeakest
{
    private const int LongestQuestion = 34, Percent = 100;

    /// <summary>The line, in the language of the moment.</summary>
    public static string Of(SurveyRelease release)
    {
        // Promoters of a recommendation are no share of favourable answers, so they are compared with none.
        ItemResult[] shares = [.. release.Items.Where(item => item is { Favourable: not null, Promoters: null })
            .OrderByDescending(item => MiddleOf(item.Favourable!))];
        return shares switch
        {
            [] => SurveyDigestTexts.NoShare,
            [var only] => Say(SurveyDigestTexts.Only, QuestionOf(only), Of(only.Favourable!)),
            [var best, .., var weakest] => Say(
                SurveyDigestTexts.Both, QuestionOf(best), Of(best.Favourable!), QuestionOf(weakest), Of(weakest.Favourable!)),
        };
    }

    // Of what is told alone, so that the order of two bands says nothing that they do not.
    private static double MiddleOf(FavourableShare share) => (share.Count.Low + share.Count.High) / 2.0 / share.Answered;

    private static string Of(FavourableShare share) => share.Value is { } value
        ? Say(SurveyDigestTexts.Share, Percent * value, Percent * share.Lower, Percent * share.Upper)
        : Say(SurveyDigestTexts.Interval, Percent * share.Lower, Percent * share.Upper);

    private static string QuestionOf(ItemResult item) => ShortText.Cut(item.Item.Words(), LongestQuestion);
}
