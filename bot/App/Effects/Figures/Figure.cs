namespace Improvement.Bot.Effects.Figures;

/// <summary>A value of a series.</summary>
/// <param name="Unit">A team or a word, such as <c>North</c>; at most <see cref="FigureLimits.LongestName"/> characters.</param>
internal sealed record Figure(string Unit, DateOnly Day, double Value);

/// <summary>Figures that a team keeps under a name.</summary>
internal sealed record FigureSeries(long Id, string Name);

/// <summary>What there is of a unit of a series.</summary>
internal sealed record FigureUnit(string Unit, long Figures, DateOnly First, DateOnly Last);

/// <summary>What became of figures that were sent.</summary>
/// <param name="Added">For days that had none.</param>
/// <param name="Changed">In the place of another value.</param>
/// <param name="Known">That were there already.</param>
internal sealed record FiguresKept(int Added, int Changed, int Known);

/// <summary>How much a team may send.</summary>
internal static class FigureLimits
{
    /// <summary>Characters of the name of a series or a unit.</summary>
    public const int LongestName = 80;

    /// <summary>Figures that are sent at once.</summary>
    public const int Most = 5_000;

    /// <summary>The largest value, to either side of 0.</summary>
    public const double Largest = 1e12;

    /// <summary>A name as it is kept: blanks at its ends and doubled ones are left out.</summary>
    public static string Name(string? typed) =>
        string.Join(' ', (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
