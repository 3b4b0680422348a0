using System.Collections.Immutable;
using Improvement.Bot.Statistics;

namespace Improvement.Bot.Feedback.Results;

/// <summary>How much may be said of which items matter most for the outcome.</summary>
internal enum DriverAnswer
{
    /// <summary>Nothing: too few answers. Ask the team.</summary>
    TooFew,

    /// <summary>No item goes with the outcome more than chance does.</summary>
    None,

    /// <summary>Some items are among the strongest, in no order.</summary>
    AmongTheStrongest,

    /// <summary>The items by strength.</summary>
    Ranked,
}

/// <summary>Which items go with the outcome of a wave. That is no proof that they bring it about.</summary>
/// <param name="Answer">How much may be said.</param>
/// <param name="Items">Codes of the items: by strength where they are ranked, else in the order of the card.</param>
internal sealed record Drivers(DriverAnswer Answer, ImmutableArray<string> Items)
{
    /// <summary>Answers from which on anything is said: below, the item that seems strongest is most often not.</summary>
    public const int Fewest = 100;

    /// <summary>Answers from which on the items are ranked.</summary>
    public const int FewestToRank = 200;

    private const int Hundred = 100;

    /// <summary>How strongly an item goes with the outcome: tau-b in hundredths; null where all gave one answer.</summary>
    /// <param name="table">A row for each part of the item from bad news to good, in it how often each part of the outcome came.</param>
    public static long? StrengthOf(ImmutableArray<ImmutableArray<int>> table) =>
        RankTrend.Of([.. table.Select(row => (IReadOnlyList<int>)row)]) is { } trend ? (long)Math.Round(trend.Tau * Hundred) : null;

    /// <summary>What may be said of a wave.</summary>
    public static Drivers Of(SurveyRelease release, string outcome)
    {
        if (release.Wave.Responded is not { } answers || answers < Fewest) return new(DriverAnswer.TooFew, []);
        var chance = Chance(answers);
        var strengths = release.Rows.Where(row => row.Answer is ReleaseRow.Driver && row.Item != outcome)
            .Select(row => (row.Item, Tau: (double)row.Number!.Value / Hundred)).Where(each => each.Tau > chance).ToList();
        if (strengths is []) return new(DriverAnswer.None, []);
        if (answers >= FewestToRank)
        {
            return new(DriverAnswer.Ranked, [.. strengths.OrderByDescending(each => each.Tau).Select(each => each.Item)]);
        }
        var near = strengths.Max(each => each.Tau) - (Math.Sqrt(2) * chance);
        return new(DriverAnswer.AmongTheStrongest, [.. strengths.Where(each => each.Tau >= near).Select(each => each.Item)]);
    }

    /// <summary>Half the width of the interval of a tau of 0: z·√(2(2n + 5)/(9n(n − 1))), Kendall (1970).</summary>
    private static double Chance(int n) => Share.Z * Math.Sqrt(2.0 * (2 * n + 5) / (9.0 * n * (n - 1)));
}
