using System.Globalization;
using System.Runtime.InteropServices;

namespace Improvement.Bot.Search;

/// <summary>
/// The sort key of a record in lists, newest first, and the cursor of keyset pagination: records that are added meanwhile shift no page.
/// </summary>
/// <param name="CreatedAt">When it was brought in, in milliseconds since 1970, UTC.</param>
/// <param name="Number">Its number, which orders those of one moment.</param>
/// <param name="Kind">The name of its kind, which orders those of one moment and number; empty for the first kind.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FindMark(long CreatedAt, long Number, string Kind = "") : IComparable<FindMark>
{
    /// <summary>The key before every record.</summary>
    public static readonly FindMark Newest = new(long.MaxValue, long.MaxValue);

    /// <summary>The key after every record.</summary>
    public static readonly FindMark Oldest = new(long.MinValue, long.MinValue);

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static FindMark? Read(string? text) =>
        text?.Split('.') is [var at, var number, .. { Length: <= 1 } kind]
        && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var moment)
        && moment >= DateTimeOffset.MinValue.ToUnixTimeMilliseconds() && moment <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
        && kind.All(IsName)
            ? new(moment, last, kind is [var name] ? name : "")
            : null;

    private static bool IsName(string name) => name is not "" && name.All(letter => char.IsAsciiLetterLower(letter) || letter is '-');

    /// <summary>Negative for the older of two.</summary>
    public int CompareTo(FindMark other)
    {
        if (CreatedAt != other.CreatedAt) return CreatedAt.CompareTo(other.CreatedAt);
        return Number != other.Number ? Number.CompareTo(other.Number) : string.CompareOrdinal(Kind, other.Kind);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{CreatedAt}.{Number}{(Kind is "" ? "" : ".")}{Kind}");
}

/// <summary>An interval of sort keys, towards the older records or the newer ones.</summary>
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
