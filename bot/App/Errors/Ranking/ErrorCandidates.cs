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
        if (clusters is []) return [];
        var recurrence = new RecurrenceTable(RecurrencePrior.Of([.. clusters.Select(cluster => cluster.ReturnsAt(query.At))]));
        var works = new FixChances(FixOutcomes.Tallies(session, query.At));
        return clusters.Select(cluster => CandidateOf(cluster, recurrence.Of(cluster.ReturnsAt(query.At)), works));
    }

    private Candidate CandidateOf(OpenCluster cluster, Recurrence expected, FixChances works) =>
        new(ErrorKind.Id(cluster.Number), cluster.Team, cluster.First)
        {
            Expected = new(expected.Expected, expected.ExpectedLower, expected.ExpectedUpper),
            Hours = HoursOf(cluster),
            Works = works.Of(cluster.Fix),
            Effort = EffortOf(cluster.Fix),
            Assumed = (cluster.Losses is [] ? RankFactors.Hours : RankFactors.None)
                | (cluster.Fix is null ? RankFactors.Works : RankFactors.None)
                | (cluster.Fix?.Effort is null ? RankFactors.Effort : RankFactors.None),
            SourceOf = factor => SourceOf(cluster, factor, works),
            Chance = expected.Chance,
            MustNotWait = cluster.Severity is Severity.Critical || cluster.Priority is ActionPriority.High,
            Owner = cluster.Owner,
            State = cluster.State,
        };

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

    private RankFactor EffortOf(ProposedFix? fix) => fix?.Effort is > 0 and var hours
        ? new(hours, hours / EstimateOff, hours * EstimateOff)
        : RankFactor.Of(_settings.EffortHours);

    private static string SourceOf(OpenCluster cluster, RankFactors factor, FixChances works) => factor switch
    {
        RankFactors.Expected => Say(
            cluster.Times is 1 ? RankTexts.MetOnce : RankTexts.MetOften, cluster.Times, Moment.Day(cluster.First)),
        RankFactors.Hours => Say(
            cluster.Losses is [] ? RankTexts.LossOfSeverity : RankTexts.LossKnown, (int)cluster.Severity,
            string.Join(", ", cluster.Losses.Select(loss => Say("{0:0.##}", loss)))),
        RankFactors.Works => works.SourceOf(cluster.Fix),
        RankFactors.Effort when cluster.Fix is { Effort: not null } fix => Say(RankTexts.EffortOfFix, Fix.Labels.Of(fix.Number)),
        _ => RankTexts.NoEffort,
    };
}
