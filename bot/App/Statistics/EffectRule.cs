namespace Improvement.Bot.Statistics;

/// <summary>What figures say of a change that was promised.</summary>
internal enum EffectVerdict
{
    /// <summary>Both nothing and what matters fit the figures, or there are too few of them.</summary>
    TooFewData,

    /// <summary>Nothing fits the figures, and what matters does not.</summary>
    NoClearChange,

    /// <summary>A change as promised, beyond chance; it may be smaller than what matters.</summary>
    Improved,

    /// <summary>A change the other way, beyond chance.</summary>
    Worse,
}

/// <summary>Why figures say less than one would wish.</summary>
internal enum EffectReason
{
    /// <summary>Fewer than eight values before the start.</summary>
    FewBefore,

    /// <summary>Fewer than eight values since.</summary>
    FewAfter,

    /// <summary>Nothing was counted before, so that nothing can have become less.</summary>
    NothingBefore,

    /// <summary>The interval holds both nothing and what matters.</summary>
    TooWide,

    /// <summary>Each value resembles the one before it, and nothing stands beside them to compare with.</summary>
    HangsTogether,

    /// <summary>No unit is left that had not adopted by then.</summary>
    NoComparison,

    /// <summary>So few units that chance alone would deal out the dates like this in one of twenty cases.</summary>
    FewUnits,

    /// <summary>The groups were already drifting apart before anybody adopted.</summary>
    Drifting,
}

/// <summary>What was promised before the start.</summary>
/// <param name="LowerIsBetter">Whether less of what is measured is better.</param>
/// <param name="Smallest">The smallest change that matters, in the unit of what is measured; above 0.</param>
internal sealed record EffectPromise(bool LowerIsBetter, double Smallest);

/// <summary>What figures say, and from what.</summary>
/// <param name="Reason">Why not more; null where nothing is wanting.</param>
internal sealed record EffectFinding(EffectVerdict Verdict, EffectReason? Reason)
{
    /// <summary>The usual value of a period before; null where there is none, and in a comparison of units.</summary>
    public double? Before { get; init; }

    /// <summary>The same since the start.</summary>
    public double? After { get; init; }

    /// <summary>The change with its interval; null where none can be told.</summary>
    public ChangeInterval? Change { get; init; }

    /// <summary>Whether values resemble the one before; null where there are too few to check it.</summary>
    public bool? HangsTogether { get; init; }

    /// <summary>Whether chance could show as much, in a comparison of units; null elsewhere.</summary>
    public PlaceboTest? Placebo { get; init; }
}

/// <summary>The verdict on a change that was promised (statistics of effects, section 8).</summary>
internal static class EffectRule
{
    /// <summary>Before and after, of any values.</summary>
    /// <inheritdoc cref="InterruptedSeries.Of" path="/param"/>
    /// <param name="promise">What was promised.</param>
    public static EffectFinding BeforeAfter(IReadOnlyList<double?> before, IReadOnlyList<double?> after, EffectPromise promise) =>
        TooFew(before, after) ?? Of(MeanChange.Of(before, after)!, promise);

    /// <summary>Before and after, of weekly counts.</summary>
    /// <inheritdoc cref="MeanChange.OfCounts" path="/param"/>
    /// <param name="promise">What was promised.</param>
    public static EffectFinding OfCounts(IReadOnlyList<int> before, IReadOnlyList<int> after, EffectPromise promise)
    {
        if (TooFew([.. before.Select(each => (double?)each)], [.. after.Select(each => (double?)each)]) is { } few) return few;
        return MeanChange.OfCounts(before, after) is { } change
            ? Of(change, promise)
            : new(EffectVerdict.TooFewData, EffectReason.NothingBefore) { Before = before.Average(), After = after.Average() };
    }

    /// <summary>An interrupted time series.</summary>
    /// <inheritdoc cref="BeforeAfter" path="/param"/>
    public static EffectFinding Interrupted(IReadOnlyList<double?> before, IReadOnlyList<double?> after, EffectPromise promise)
    {
        if (TooFew(before, after) is { } few) return few;
        var series = InterruptedSeries.Of(before, after)!;
        return Judged(series.Interval, promise, series.HangsTogether) with
        {
            Before = before.OfType<double>().Average(), After = after.OfType<double>().Average(),
        };
    }

    /// <summary>A comparison of units that adopted at different times with those that had not adopted by then.</summary>
    /// <inheritdoc cref="StaggeredEffect.Of" path="/param"/>
    /// <param name="promise">What was promised.</param>
    public static EffectFinding Compared(IReadOnlyList<AdoptingUnit> units, int basePeriods, int? window, EffectPromise promise)
    {
        var placebo = PlaceboTest.Of(units, basePeriods, window);
        if (placebo.Interval is not { } change) return new(EffectVerdict.TooFewData, EffectReason.NoComparison);
        var finding = placebo.Arrangements < PlaceboTest.FewestArrangements
            ? new EffectFinding(EffectVerdict.TooFewData, EffectReason.FewUnits) { Change = change }
            : Judged(change, promise, hangsTogether: null);
        return (placebo.IsDrifting is true ? finding with { Verdict = EffectVerdict.TooFewData, Reason = EffectReason.Drifting } : finding)
            with { Placebo = placebo };
    }

    /// <summary>
    /// The same for what must not get worse: there the change that matters, and is to be ruled out, is the one to the worse.
    /// </summary>
    /// <param name="judge">Judges by a promise.</param>
    /// <param name="promise">Which way is better, and how large a change to the worse matters.</param>
    public static EffectFinding OfBalance(Func<EffectPromise, EffectFinding> judge, EffectPromise promise)
    {
        var found = judge(promise with { LowerIsBetter = !promise.LowerIsBetter });
        return found with
        {
            Verdict = found.Verdict switch
            {
                EffectVerdict.Improved => EffectVerdict.Worse,
                EffectVerdict.Worse => EffectVerdict.Improved,
                var verdict => verdict,
            },
        };
    }

    /// <summary>The verdict on a change, by its interval alone.</summary>
    /// <param name="change">The change.</param>
    /// <param name="promise">What was promised.</param>
    public static EffectVerdict On(ChangeInterval change, EffectPromise promise)
    {
        var better = promise.LowerIsBetter ? change.Turned() : change;
        if (better.Lower > 0) return EffectVerdict.Improved;
        if (better.Upper < 0) return EffectVerdict.Worse;
        return better.Upper < promise.Smallest ? EffectVerdict.NoClearChange : EffectVerdict.TooFewData;
    }

    private static EffectFinding Of(MeanChange change, EffectPromise promise) =>
        Judged(change.Interval, promise, change.HangsTogether) with { Before = change.Before, After = change.After };

    /// <summary>Values that hang together prove nothing without a comparison: each of them says less than it seems to.</summary>
    private static EffectFinding Judged(ChangeInterval change, EffectPromise promise, bool? hangsTogether)
    {
        var verdict = On(change, promise);
        var reason = verdict is EffectVerdict.TooFewData ? EffectReason.TooWide : default(EffectReason?);
        if (hangsTogether is true && verdict is (EffectVerdict.Improved or EffectVerdict.Worse))
        {
            (verdict, reason) = (EffectVerdict.TooFewData, EffectReason.HangsTogether);
        }
        return new(verdict, reason) { Change = change, HangsTogether = hangsTogether };
    }

    private static EffectFinding? TooFew(IReadOnlyList<double?> before, IReadOnlyList<double?> after)
    {
        EffectReason? reason = before.OfType<double>().Count() < InterruptedSeries.FewestPoints ? EffectReason.FewBefore
            : after.OfType<double>().Count() < InterruptedSeries.FewestPoints ? EffectReason.FewAfter
            : null;
        return reason is null ? null : new(EffectVerdict.TooFewData, reason) { Before = Mean(before), After = Mean(after) };
    }

    private static double? Mean(IReadOnlyList<double?> values) => values.Average();
}
