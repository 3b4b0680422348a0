namespace Improvement.Bot.Statistics;

/// <summary>A change with its 95 % interval, in the unit of what is measured.</summary>
/// <param name="Change">After minus before.</param>
/// <param name="Lower">The smallest change that fits; negative infinity where none is too small.</param>
/// <param name="Upper">The largest one; positive infinity where none is too large.</param>
internal sealed record ChangeInterval(double Change, double Lower, double Upper)
{
    /// <summary>An interval that reaches equally far to both sides.</summary>
    public static ChangeInterval Around(double change, double half) => new(change, change - half, change + half);

    /// <summary>Whether nothing is left unexplained, so that there is no interval.</summary>
    public bool IsExact => Lower == Upper;

    /// <summary>The change seen from the other side: what rises here falls there.</summary>
    public ChangeInterval Turned() => new(-Change, -Upper, -Lower);
}
