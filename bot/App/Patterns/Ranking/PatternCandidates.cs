using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Ranking;

/// <summary>
/// Patterns in the prioritised list: those that were checked and that other teams could use. Worth: teams that could use it × hours that
/// each saves in 90 days × chance that a team takes a pattern over ÷ hours that taking over takes in all of them.
/// </summary>
internal sealed class PatternCandidates(Session session, ReplicationTargets targets)
{
    /// <summary>Hours that a team is taken to save in 90 days where nobody estimated them.</summary>
    private const double AssumedHoursSaved = 4;

    /// <summary>Hours that taking over is taken to take a team where nobody estimated them.</summary>
    private const double AssumedHoursToAdopt = 4;

    /// <summary>How much an estimate counts for that no verdict supports.</summary>
    private const double WeightOfEstimate = 0.5;

    /// <summary>How far off a supported estimate is: a half to the double.</summary>
    private const double EstimateOff = 2;

    /// <summary>Patterns that are looked at, the newest.</summary>
    private const int MostLooked = 50;

    /// <summary>What is supposed before any team has decided: three of ten take a pattern over.</summary>
    private static readonly WorksPrior Supposed = new(1.5, 3.5);

    /// <summary>Those that could be spread, in no order.</summary>
    public static IEnumerable<Candidate> Of(IServiceProvider services, CandidateQuery query) =>
        services.GetRequiredService<PatternCandidates>().Of(query);

    private IEnumerable<Candidate> Of(CandidateQuery query)
    {
        var patterns = PatternRows.Page(session, Sql.AllOf(Conditions(query)), MostLooked);
        if (patterns is []) return [];
        var standings = ReplicationRows.Standings(session, [.. patterns.Select(pattern => pattern.Number)])
            .ToLookup(standing => standing.Pattern);
        var (since, record) = (CheckedAt(patterns), AdoptionRecord());
        return patterns.Select(pattern => CandidateOf(pattern, [.. standings[pattern.Number]], since, record, query))
            .OfType<Candidate>();
    }

    private Candidate? CandidateOf(
        Pattern pattern, IReadOnlyList<ReplicationStanding> standings, Dictionary<long, DateTimeOffset> checkedAt,
        (int Adopted, int Rejected) record, CandidateQuery query)
    {
        var since = checkedAt.GetValueOrDefault(pattern.Number, pattern.CreatedAt);
        if (since > query.At || standings.Any(each => each.Verdict is EffectVerdict.Worse)) return null;
        var ofTeams = standings.Where(each => each.Agent is null)
            .ToLookup(each => each.State is ReplicationState.Proposed, each => each.Team);
        var (asked, decided) = (ofTeams[true], ofTeams[false]);
        var units = targets.Meeting(pattern, query.Viewer).Union(asked).Except(decided)
            .Count(team => team != pattern.Team);
        if (units is 0) return null;
        var isSupported = standings.Any(each => each.Verdict is EffectVerdict.Improved);
        var chance = ChanceItWorks.Of(record.Adopted, record.Rejected, Supposed);
        var effort = units * (pattern.Content.HoursToAdopt ?? AssumedHoursToAdopt);
        return new(PatternKind.Id(pattern.Number), pattern.Team, since)
        {
            Expected = new(units, units, units),
            Hours = HoursOf(pattern.Content, isSupported),
            Works = new(chance.Mean, chance.Lower, chance.Upper),
            Effort = pattern.Content.HoursToAdopt is null
                ? RankFactor.Of(effort)
                : new(effort, effort / EstimateOff, effort * EstimateOff),
            Assumed = (pattern.Content.HoursSaved is null ? RankFactors.Hours : RankFactors.None)
                | (record is (0, 0) ? RankFactors.Works : RankFactors.None)
                | (pattern.Content.HoursToAdopt is null ? RankFactors.Effort : RankFactors.None),
            NameOf = PatternRankWords.NameOf,
            SourceOf = factor => PatternRankWords.SourceOf(factor, pattern.Content, units, isSupported, record),
            Owner = pattern.OwnerLeftAt is null ? pattern.Owner : null,
            State = pattern.State.ToString(),
        };
    }

    /// <summary>An estimate that no team's verdict supports counts half, and is less sure.</summary>
    private static RankFactor HoursOf(PatternContent content, bool isSupported)
    {
        var hours = content.HoursSaved ?? AssumedHoursSaved;
        return isSupported ? new(hours, hours / EstimateOff, hours * EstimateOff) : RankFactor.Of(WeightOfEstimate * hours);
    }

    private static IEnumerable<Sql> Conditions(CandidateQuery query)
    {
        yield return Sql.Of($"e.state IN {PatternAdvice.Relied.Select(state => state.ToString())} AND NOT e.is_attempt");
        // where several people read is no place for restricted ones
        yield return query.Viewer is { } viewer ? PatternKind.Access.Condition(viewer) : Sql.Of($"NOT e.restricted");
        if (query.Teams is { } teams) yield return Sql.Of($"e.team IN {teams.Select(team => team.Value)}");
        if (query.OwnedBy is { } owner) yield return Sql.Of($"e.owner = {owner.Value}");
        yield return PatternRows.ByActors(query);
    }

    private Dictionary<long, DateTimeOffset> CheckedAt(IReadOnlyList<Pattern> patterns)
    {
        var moments = new Dictionary<long, DateTimeOffset>();
        using var rows = session.Statements.Read($"""
            SELECT record_id, MAX(at) FROM record_events
            WHERE record_kind = {PatternKind.Name} AND record_id IN {patterns.Select(pattern => pattern.Number)} AND what = 'validated'
            GROUP BY record_id
            """);
        while (rows.Read()) moments[rows.GetInt64(0)] = rows.Moment(1);
        return moments;
    }

    /// <summary>How many teams, of all that decided about any pattern, took it over, and how many said no.</summary>
    private (int Adopted, int Rejected) AdoptionRecord()
    {
        using var rows = session.Statements.Read($"""
            SELECT COUNT(CASE WHEN decision IN ({nameof(ReplicationDecision.Adopt)}, {nameof(ReplicationDecision.Adapt)}) THEN 1 END),
                COUNT(CASE WHEN decision = {nameof(ReplicationDecision.Reject)} THEN 1 END)
            FROM pattern_replications
            """);
        return rows.Read() ? (rows.GetInt32(0), rows.GetInt32(1)) : default;
    }
}

/// <summary>The factors of a pattern's rank in words, in the language of the moment.</summary>
internal static class PatternRankWords
{
    /// <summary>What a factor is called.</summary>
    public static string NameOf(RankFactors factor) => factor switch
    {
        RankFactors.Expected => PatternRankTexts.Teams,
        RankFactors.Hours => PatternRankTexts.HoursEach,
        RankFactors.Works => PatternRankTexts.Chance,
        _ => PatternRankTexts.Effort,
    };

    /// <summary>Where a factor comes from.</summary>
    public static string SourceOf(
        RankFactors factor, PatternContent content, int units, bool isSupported, (int Adopted, int Rejected) record) => factor switch
    {
        RankFactors.Expected => PatternRankTexts.TeamsFrom,
        RankFactors.Hours => content.HoursSaved is null
            ? isSupported ? PatternRankTexts.NoEstimateSupported : PatternRankTexts.NoEstimate
            : isSupported ? PatternRankTexts.EstimateSupported : PatternRankTexts.EstimateHalf,
        RankFactors.Works => record is (0, 0)
            ? PatternRankTexts.NobodyDecided
            : Say(PatternRankTexts.DecidedBefore, record.Adopted, record.Adopted + record.Rejected),
        _ => content.HoursToAdopt is { } hours
            ? Say(PatternRankTexts.EffortEach, units, PatternEstimates.Shown(hours))
            : PatternRankTexts.NoEffort,
    };
}
