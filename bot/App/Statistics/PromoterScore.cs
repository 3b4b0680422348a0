namespace Improvement.Bot.Statistics;

/// <summary>Promoters minus detractors in hundredths of the answers (eNPS), with its 95 % interval.</summary>
/// <param name="Value">100·(p − d), −100 to 100.</param>
/// <param name="Lower">The smallest score that fits the answers.</param>
/// <param name="Upper">The largest one.</param>
internal sealed record PromoterScore(double Value, double Lower, double Upper)
{
    /// <summary>What is added to the number of answers; a quarter of it to promoters, to detractors, and half of it to the rest.</summary>
    private const double Added = 3;

    /// <summary>
    /// The adjusted interval: with n′ of the finite team (<see cref="Share.Wilson"/>), P = (p·n′ + ¾)/(n′ + 3) and D likewise,
    /// 100·(P − D ± z·√((P + D − (P − D)²)/(n′ + 3))), within ±100. The plain ± of the sample variance covers 40 to 93 % at 5 to 20
    /// answers and gives ±0 where all are alike. Null where nobody answered; where everybody did, both limits are the score.
    /// </summary>
    /// <param name="promoters">Answers of 9 and 10.</param>
    /// <param name="passives">Answers of 7 and 8.</param>
    /// <param name="detractors">Answers of 0 to 6.</param>
    /// <param name="population">People asked; null to speak of more people than these.</param>
    public static PromoterScore? Of(int promoters, int passives, int detractors, int? population = null)
    {
        var answers = promoters + passives + detractors;
        if (population < answers) throw new ArgumentOutOfRangeException(nameof(population));
        if (answers is 0) return null;
        var score = 100.0 * (promoters - detractors) / answers;
        if (population == answers) return new(score, score, score);

        var n = Share.Effective(answers, population);
        var up = ((double)promoters / answers * n + Added / 4) / (n + Added);
        var down = ((double)detractors / answers * n + Added / 4) / (n + Added);
        var wide = Share.Z * Math.Sqrt((up + down - (up - down) * (up - down)) / (n + Added));
        return new(score, Math.Max(-100, 100 * (up - down - wide)), Math.Min(100, 100 * (up - down + wide)));
    }
}
