using System.Globalization;
using System.Runtime.InteropServices;

namespace Improvement.Bot.Errors.Search;

/// <summary>
/// The place of an error in lists, which show the newest first: the key by which the next page is found, whatever was reported meanwhile.
/// </summary>
/// <param name="CreatedAt">When it was reported, in milliseconds since 1970, UTC.</param>
/// <param name="Number">Its number, which orders those of one moment.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FindMark(long CreatedAt, long Number) : IComparable<FindMark>
{
    /// <summary>Before the newest that there can be.</summary>
    public static readonly FindMark Newest = new(long.MaxValue, long.MaxValue);

    /// <summary>After the oldest that there can be.</summary>
    public static readonly FindMark Oldest = new(long.MinValue, long.MinValue);

    public static FindMark Of(ErrorRecord error) => new(error.CreatedAt.ToUnixTimeMilliseconds(), error.Number);

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static FindMark? Read(string? text) =>
        text?.Split('.') is [var at, var number]
        && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var moment)
        && moment >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && moment <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(moment, last)
            : null;

    /// <summary>Negative for the older of two.</summary>
    public int CompareTo(FindMark other) =>
        CreatedAt != other.CreatedAt ? CreatedAt.CompareTo(other.CreatedAt) : Number.CompareTo(other.Number);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{CreatedAt}.{Number}");
}

/// <summary>A stretch of a list, towards the older errors or the newer ones.</summary>
/// <param name="From">It begins after this one.</param>
/// <param name="End">It ends with this one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FindSpan(FindMark From, FindMark End, bool ToOlder)
{
    /// <summary>Whether a place lies in it.</summary>
    public bool Has(FindMark mark) =>
        ToOlder ? mark.CompareTo(From) < 0 && mark.CompareTo(End) >= 0 : mark.CompareTo(From) > 0 && mark.CompareTo(End) <= 0;

    /// <summary>Those of some places that lie in it, as it goes.</summary>
    public IEnumerable<FindMark> InOrder(IEnumerable<FindMark> marks)
    {
        var inside = marks.Where(Has);
        return ToOlder ? inside.OrderDescending() : inside.Order();
    }
}
