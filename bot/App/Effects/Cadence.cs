namespace Improvement.Bot.Effects;

/// <summary>How often something that is measured had a value, from its first one on: in each week, or as rarely as a survey.</summary>
/// <param name="Known">Weeks with a value.</param>
/// <param name="Weeks">Weeks from the first with one on that are over; 0 where there never was one.</param>
internal sealed record Cadence(int Known, int Weeks)
{
    // what nobody sent yet may be sent each week from now on
    private double Share => Weeks is 0 ? 1 : (double)Known / Weeks;

    /// <summary>Values that some weeks will bring if it goes on like this.</summary>
    public int ValuesIn(int weeks) => (int)Math.Round(weeks * Share);

    /// <summary>Weeks that will bring some values if it goes on like this.</summary>
    public int WeeksFor(int values) => (int)Math.Ceiling(values / Share);

    /// <summary>That of a series whose last week is over.</summary>
    public static Cadence Of(IReadOnlyList<double?> weeks)
    {
        double?[] since = [.. weeks.SkipWhile(value => value is null)];
        return new(since.Count(value => value is not null), since.Length);
    }
}
