using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;

namespace Improvement.Bot.Feedback.Results;

/// <summary>What is known of a wave beside its lines.</summary>
/// <param name="Number">Its number in its series, from 1 on.</param>
/// <param name="Invited">People who were asked.</param>
/// <param name="Responded">People who answered; null where they were fewer than the threshold, and then nothing else is kept.</param>
/// <param name="Groups">The groups of its one breakdown, hidden ones as well; none without one.</param>
internal sealed record ReleasedWave(int Number, int Invited, int? Responded, ImmutableArray<SurveyGroup> Groups);

/// <summary>
/// What is told of a wave: the only thing that cards, pages, digests, exports and the API may draw. It is made of stored lines alone, so
/// that nothing can be shown that is not stored, and nothing is stored that may not be shown.
/// </summary>
internal sealed record SurveyRelease
{
    /// <summary>The wave.</summary>
    public required ReleasedWave Wave { get; init; }

    /// <summary>The policy frozen at its launch.</summary>
    public required ReleasePolicy Policy { get; init; }

    /// <summary>The lines, as they are stored.</summary>
    public required ImmutableArray<ReleaseRow> Rows { get; init; }

    /// <summary>What the lines say of each item, in the order of the card.</summary>
    public required ImmutableArray<ItemResult> Items { get; init; }

    /// <summary>Which items go with the outcome; null where the wave has no outcome.</summary>
    public Drivers? Drivers { get; init; }

    /// <summary>Whether so few answered that nothing is told.</summary>
    public bool IsTooFew => Wave.Responded is null;

    /// <summary>Whether comments are told: enough people answered, whether or not they wrote anything.</summary>
    public bool ShowsTexts => Wave.Responded >= Policy.TextThreshold;

    /// <summary>The release of a wave that closed.</summary>
    /// <param name="number">Number of the wave in its series.</param>
    /// <param name="figures">Its totals.</param>
    /// <param name="policy">The policy frozen at the launch.</param>
    /// <param name="items">Its items, in the order of the card.</param>
    /// <exception cref="ArgumentException">The totals are of other groups than the wave has, or of too many.</exception>
    /// <exception cref="InvalidOperationException">The audit found a set that is too small; nothing may be stored then.</exception>
    public static SurveyRelease Of(int number, WaveFigures figures, ReleasePolicy policy, ImmutableArray<SurveyItem> items)
    {
        if (figures.Groups.Length > ReleasePolicy.MostGroups || figures.Counts.Keys.Any(key => !figures.Has(key.Segment)))
        {
            throw new ArgumentException("The totals are of other groups than the wave may have.", nameof(figures));
        }
        var rows = new ReleaseRows(figures, policy, GroupRule.Hide).Of(items);
        if (ReleaseAudit.Smallest(rows, figures, items, policy.ScoreThreshold) is not null)
        {
            throw new InvalidOperationException("A release would have told of fewer people than its policy allows.");
        }
        var responded = figures.Responded < policy.ScoreThreshold ? (int?)null : figures.Responded;
        return Read(new(number, figures.Invited, responded, figures.Groups), policy, items, rows);
    }

    /// <summary>The release again, from what is stored.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="policy">The policy frozen at its launch.</param>
    /// <param name="items">Its items, in the order of the card.</param>
    /// <param name="rows">Its lines, in any order.</param>
    public static SurveyRelease Read(
        ReleasedWave wave, ReleasePolicy policy, ImmutableArray<SurveyItem> items, ImmutableArray<ReleaseRow> rows) => new()
        {
            Wave = wave,
            Policy = policy,
            Rows = rows,
            Items = [.. items.Select(item => ItemResult.Of(item, wave, rows))],
        };

    /// <summary>The same with what changed since earlier waves.</summary>
    /// <param name="earlier">Waves of the same series that were told of, from the oldest on.</param>
    public SurveyRelease After(ImmutableArray<EarlierWave> earlier) => this with
    {
        Items = [.. Items.Select(item => item with
        {
            Change = ItemChange.Of(item, this, earlier), Trend = ItemTrend.Of(item, this, earlier),
        })],
    };

    /// <summary>The same with what goes with the outcome.</summary>
    /// <param name="outcome">Code of the outcome.</param>
    public SurveyRelease WithDrivers(string outcome) => this with { Drivers = Drivers.Of(this, outcome) };
}
