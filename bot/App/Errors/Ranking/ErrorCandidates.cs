using Improvement.Bot.Actions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Ranking;

/// <summary>Errors in the prioritised list: the factors of their rank, from what is known and else from what is assumed.</summary>
internal sealed class ErrorCandidates(Session session, IOptions<RankSettings> settings)
{
    /// <summary>How far off people's estimates of effort are: a half to the double.</summary>
    private const double EstimateOff = 2;

    private readonly RankSettings _settings = settings.Value;
    
    /// <summary>Those that can be acted on, in no order.</summary>
    public static IEnumerable<Candidate> Of(IServiceProvider services, CandidateQuery query) =>
        services.GetRequiredService<ErrorCandidates>().Of(query);

    private IEnumerable<Candidate> Of(CandidateQuery query)
    {
        List<OpenCluster> clusters = [.. new OpenClusterReader(session, query).Read()];
        var prior = RecurrencePrior.Of([.. clusters.Select(cluster => cluster.ReturnsAt(query.At))]);
        var tallies = FixOutcomes.Tallies(session, query.At);
        return clusters.Select(cluster => CandidateOf(cluster, query.At, prior, tallies));
    }

    private Candidate CandidateOf(
        OpenCluster cluster, DateTimeOffset at, RecurrencePrior prior, IReadOnlyDictionary<ActionStrength, SuccessRate> tallies)
    {
        var works = WorksOf(cluster.Fix, tallies);
        var expected = Recurrence.Of(cluster.ReturnsAt(at), prior);
        return new(ErrorKind.Id(cluster.Number), cluster.Team, cluster.First)
        {
            Expected = new(expected.Expected, expected.ExpectedLower, expected.ExpectedUpper),
            Hours = HoursOf(cluster),
            Works = new(works.Mean, works.Lower, works.Upper),
            Effort = EffortOf(cluster.Fix),
            Assumed = (cluster.Losses is [] ? RankFactors.Hours : RankFactors.None)
                | (cluster.Fix is null ? RankFactors.Works : RankFactors.None)
                | (cluster.Fix?.Effort is null ? RankFactors.Effort : RankFactors.None),
            SourceOf = factor => SourceOf(cluster, factor, tallies),
            Chance = expected.Chance,
            MustNotWait = cluster.Severity is Severity.Critical || cluster.Priority is ActionPriority.High,
            Owner = cluster.Owner,
            State = cluster.State,
        };
    }

    /// <summary>
    /// Hours lost with each occurrence: the value of the table for the severity, which counts as <see cref="MeanLoss.WeightOfTable"/>
    /// losses, and the known ones. Its logarithm scatters as a mean of so many does: the more are known, the nearer are the limits.
    /// </summary>
    private RankFactor HoursOf(OpenCluster cluster)
    {
        var mean = MeanLoss.Of(_settings.HoursOf(cluster.Severity), cluster.Losses);
        var known = cluster.Losses.Count;
        var off = Math.Pow(RankFactor.Unknown, Math.Sqrt(MeanLoss.WeightOfTable / (double)(MeanLoss.WeightOfTable + known)));
        return new(mean, mean / off, mean * off);
    }

    /// <summary>
    /// The chance that acting works: of the fix that is proposed by its strength; before there is one, of a fix of medium strength, between
    /// the limits of a weak and of a strong one.
    /// </summary>
    private static ChanceItWorks WorksOf(
        ProposedFix? fix, IReadOnlyDictionary<ActionStrength, SuccessRate> tallies)
    {
        if (fix is { } proposed) return Chance(proposed.Strength, tallies);
        var (weak, medium, strong) = (
            Chance(ActionStrength.Weak, tallies), Chance(ActionStrength.Medium, tallies),
            Chance(ActionStrength.Strong, tallies));
        return new(medium.Mean, Math.Min(weak.Lower, medium.Lower), Math.Max(strong.Upper, medium.Upper));
    }

    private static ChanceItWorks Chance(
        ActionStrength strength, IReadOnlyDictionary<ActionStrength, SuccessRate> tallies)
    {
        var tally = tallies.GetValueOrDefault(strength);
        return ChanceItWorks.Of((int)(tally?.Worked ?? 0), (int)((tally?.All ?? 0) - (tally?.Worked ?? 0)), strength switch
        {
            ActionStrength.Strong => WorksPrior.Strong,
            ActionStrength.Medium => WorksPrior.Medium,
            _ => WorksPrior.Weak,
        });
    }

    private RankFactor EffortOf(ProposedFix? fix) => fix?.Effort is > 0 and var hours
        ? new(hours, hours / EstimateOff, hours * EstimateOff)
        : RankFactor.Of(_settings.EffortHours);

    private static string SourceOf(
        OpenCluster cluster, RankFactors factor, IReadOnlyDictionary<ActionStrength, SuccessRate> tallies) => factor switch
    {
        RankFactors.Expected => Say(
            cluster.Times is 1 ? RankTexts.MetOnce : RankTexts.MetOften, cluster.Times, Moment.Day(cluster.First)),
        RankFactors.Hours => Say(
            cluster.Losses is [] ? RankTexts.LossOfSeverity : RankTexts.LossKnown, (int)cluster.Severity,
            string.Join(", ", cluster.Losses.Select(loss => Say("{0:0.##}", loss)))),
        RankFactors.Works when cluster.Fix is { } fix => Say(
            RankTexts.WorksByStrength, Fix.Labels.Of(fix.Number), ActionWords.Of(fix.Strength),
            tallies.GetValueOrDefault(fix.Strength)?.Worked ?? 0, tallies.GetValueOrDefault(fix.Strength)?.All ?? 0),
        RankFactors.Works => RankTexts.NoFix,
        RankFactors.Effort when cluster.Fix is { Effort: not null } fix => Say(RankTexts.EffortOfFix, Fix.Labels.Of(fix.Number)),
        _ => RankTexts.NoEffort,
    };
}
