namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>When right guesses are more than chance: one-sided, once in ten thousand.</summary>
internal static class Binomial
{
    private const double Level = 1e-4;

    /// <summary>The fewest right guesses of fair coins that chance reaches in one of ten thousand runs, or less.</summary>
    public static int TooMany(int games)
    {
        var (tail, right) = (0.0, games + 1);
        while (true)
        {
            tail += Math.Exp(LogOf(games, right - 1));
            if (tail > Level) return right;
            right--;
        }
    }

    private static double LogOf(int n, int k)
    {
        var log = -n * Math.Log(2);
        for (var i = 1; i <= k; i++) log += Math.Log(n - k + i) - Math.Log(i);
        return log;
    }
}
