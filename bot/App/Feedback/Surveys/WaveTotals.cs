using System.Collections.Immutable;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Waves;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>The totals of a wave as it closes, from whatever its mode keeps.</summary>
internal static class WaveTotals
{
    /// <summary>Of an anonymous wave, from what was in its box.</summary>
    public static WaveFigures Of(Wave wave, BoxCounts counts)
    {
        var policy = WavePolicy.Of(wave);
        return new(counts.Invited, counts.Responded)
        {
            Groups = policy.Groups,
            // a box has cells for whoever is in no group, also where everybody is in one
            Counts = counts.Numbers.Where(cell => cell.Value > 0).ToImmutableDictionary(
                cell => (cell.Key.Item, cell.Key.Segment, cell.Key.Answer), cell => cell.Value),
            Written = counts.Texts.ToImmutableDictionary(),
            WithOutcome = counts.Pairs.Count is 0
                ? ImmutableDictionary<string, ImmutableArray<ImmutableArray<int>>>.Empty
                : Tables(policy, (item, own, outcome) => counts.Pairs.GetValueOrDefault(
                    new PairCell(new(item, policy.Asked.Outcome.Code), own, outcome))),
        };
    }

    /// <summary>Of a wave with names, from its responses.</summary>
    public static WaveFigures Of(Wave wave, IReadOnlyList<NamedResponse> responses)
    {
        var policy = WavePolicy.Of(wave);
        var outcome = policy.Asked.Outcome.Code;
        return new(wave.Invited, responses.Count)
        {
            Groups = policy.Groups,
            Counts = responses
                .SelectMany(response => response.Answers.Counted.Select(each => (each.Item, response.Segment, each.Answer)))
                .CountBy(cell => cell).ToImmutableDictionary(),
            Written = responses.SelectMany(response => response.Answers.Written.Keys).CountBy(item => item).ToImmutableDictionary(),
            WithOutcome = responses.Count < Drivers.Fewest
                ? ImmutableDictionary<string, ImmutableArray<ImmutableArray<int>>>.Empty
                : Tables(policy, (item, own, other) =>
                    responses.Count(response => response.Answers.Has(item, own) && response.Answers.Has(outcome, other))),
        };
    }

    // A row for each part of an item from bad news to good, in it the parts of the outcome in the same order.
    private static ImmutableDictionary<string, ImmutableArray<ImmutableArray<int>>> Tables(
        WavePolicy policy, Func<string, string, string, int> together)
    {
        var outcome = policy.Asked.Outcome;
        ImmutableArray<ImmutableArray<int>> TableOf(SurveyItem item) =>
        [
            .. item.Parts.Reverse().Select(own => outcome.Parts.Reverse().Select(other =>
                own.Answers.Sum(one => other.Answers.Sum(two => together(item.Code, one, two)))).ToImmutableArray()),
        ];
        return policy.Items.Where(item => item.Code != outcome.Code && item is { IsText: false, Favourable: not [] })
            .ToImmutableDictionary(item => item.Code, TableOf);
    }
}
