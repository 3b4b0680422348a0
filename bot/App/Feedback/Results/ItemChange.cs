using System.Collections.Immutable;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Feedback.Results;

/// <summary>An earlier wave of the same series.</summary>
/// <param name="Release">What was told of it.</param>
/// <param name="Change">Who joined and left between it and the wave that follows it.</param>
internal sealed record EarlierWave(SurveyRelease Release, AudienceChange Change);

/// <summary>Whether an item changed between two waves.</summary>
internal enum ChangeVerdict
{
    /// <summary>Fewer than <see cref="ItemChange.Fewest"/> answers in one of them.</summary>
    TooFewData,

    /// <summary>Held back: few joined or left and nearly all answered, so that the difference would be the answers of these few.</summary>
    HeldBack,

    /// <summary>No change fits the answers as well.</summary>
    NoClearChange,

    /// <summary>More favourable than before.</summary>
    Better,

    /// <summary>Less favourable than before.</summary>
    Worse,
}

/// <summary>What changed since the wave before, never with the counts of both side by side.</summary>
/// <param name="Verdict">Whether it changed.</param>
/// <param name="Since">Number of the earlier wave.</param>
internal sealed record ItemChange(ChangeVerdict Verdict, int Since)
{
    /// <summary>Answers in each wave from which on a change is looked for.</summary>
    public const int Fewest = 12;

    /// <summary>The smallest change of the favourable share that fits, −1 to 1; null where no change is looked for.</summary>
    public double? Lower { get; init; }

    /// <summary>The largest one.</summary>
    public double? Upper { get; init; }

    /// <summary>Points that the share would have to change by to be found in four of five cases; null where no change would be.</summary>
    public int? ProvablePoints { get; init; }

    /// <summary>How the answers of both compare pair by pair; null where not all counts are told exactly.</summary>
    public RankComparison? Pairs { get; init; }

    /// <summary>The change of an item since the wave before; null where that did not ask it, or was not told of it.</summary>
    public static ItemChange? Of(ItemResult now, SurveyRelease wave, ImmutableArray<EarlierWave> earlier)
    {
        if (earlier is [] || now.Favourable is not { } second) return null;
        var last = earlier[^1];
        if (last.Release.Items.FirstOrDefault(item => item.Item.Code == now.Item.Code)?.Favourable is not { } first) return null;

        var provable = ProvableChange.Points(first.Answered, second.Answered);
        var change = new ItemChange(ChangeVerdict.HeldBack, last.Release.Wave.Number);
        if (IsHeldBack(last, wave)) return change;
        if (first.Answered < Fewest || second.Answered < Fewest)
        {
            return change with { Verdict = ChangeVerdict.TooFewData, ProvablePoints = provable };
        }

        var (lower, upper) = Limits(first, second);
        var before = last.Release.Items.First(item => item.Item.Code == now.Item.Code);
        return change with
        {
            Verdict = lower > 0 ? ChangeVerdict.Better : upper < 0 ? ChangeVerdict.Worse : ChangeVerdict.NoClearChange,
            Lower = lower,
            Upper = upper,
            ProvablePoints = provable,
            Pairs = before.Ordered is { } a && now.Ordered is { } b ? RankComparison.Of(a, b) : null,
        };
    }

    /// <summary>Whether the difference of two waves would tell what a few answered.</summary>
    public static bool IsHeldBack(EarlierWave before, SurveyRelease now) =>
        before.Change.IsOfFew(now.Policy) && HaveNearlyAll(before.Release.Wave) && HaveNearlyAll(now.Wave);

    private static bool HaveNearlyAll(ReleasedWave wave) => wave.Responded > AudienceChange.NearlyAll * wave.Invited;

    /// <summary>Newcombe; of bands, the widest that any of their counts gives.</summary>
    private static (double Lower, double Upper) Limits(FavourableShare first, FavourableShare second)
    {
        var changes = (
            from before in new[] { first.Count.Low, first.Count.High }
            from after in new[] { second.Count.Low, second.Count.High }
            select ShareChange.Between(Share.Wilson(before, first.Answered)!, Share.Wilson(after, second.Answered)!)).ToList();
        return (changes.Min(change => change.Lower), changes.Max(change => change.Upper));
    }
}

/// <summary>The trend of an item over three waves and more.</summary>
/// <param name="Waves">How many waves.</param>
/// <param name="Trend">Kendall's tau-b of wave and answer.</param>
internal sealed record ItemTrend(int Waves, RankTrend Trend)
{
    /// <summary>p-value below which a trend is called one.</summary>
    public const double Level = 0.05;

    /// <summary>Whether it is more than chance.</summary>
    public bool IsClear => Trend.P < Level;

    /// <summary>
    /// The trend up to a wave; null with fewer than three waves that asked it, where a count is not told exactly, or where the difference
    /// of two of the waves is held back.
    /// </summary>
    public static ItemTrend? Of(ItemResult now, SurveyRelease wave, ImmutableArray<EarlierWave> earlier)
    {
        SurveyRelease[] all = [.. earlier.Select(each => each.Release), wave];
        var table = all.Select(each => each.Items.FirstOrDefault(item => item.Item.Code == now.Item.Code)?.Ordered).ToList();
        if (all.Length < RankTrend.FewestWaves || table.Any(row => row is null)) return null;
        if (earlier.Zip(all.Skip(1)).Any(pair => ItemChange.IsHeldBack(pair.First, pair.Second))) return null;
        return RankTrend.Of([.. table.Select(row => (IReadOnlyList<int>)row!.Value)]) is { } trend ? new(all.Length, trend) : null;
    }
}
