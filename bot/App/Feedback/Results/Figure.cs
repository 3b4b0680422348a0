using System.Globalization;
using System.Runtime.InteropServices;

namespace Improvement.Bot.Feedback.Results;

/// <summary>A count as it may be shown: exact, or somewhere between two limits.</summary>
/// <param name="Low">The smallest it may be; 0 or more.</param>
/// <param name="High">The largest it may be.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Figure(int Low, int High)
{
    /// <summary>Whether it is one number.</summary>
    public bool IsExact => Low == High;

    /// <summary>The limits as they are stored, such as <c>0-2</c>; null for an exact one.</summary>
    public string? Band => IsExact ? null : string.Create(CultureInfo.InvariantCulture, $"{Low}-{High}");

    /// <summary>An exact one.</summary>
    public static Figure Exactly(int number) => new(number, number);

    /// <summary>What is left of a whole.</summary>
    public Figure RestOf(int whole) => new(whole - High, whole - Low);

    /// <summary>From what is stored.</summary>
    /// <exception cref="FormatException">There is neither a number nor a band.</exception>
    public static Figure Of(long? number, string? band)
    {
        if (number is { } exact) return Exactly((int)exact);
        var limits = band?.Split('-');
        return limits is [var low, var high]
            ? new(int.Parse(low, CultureInfo.InvariantCulture), int.Parse(high, CultureInfo.InvariantCulture))
            : throw new FormatException("A figure has a number or a band.");
    }
}
