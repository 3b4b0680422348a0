using System.Globalization;

namespace Improvement.Bot.Errors.Recurrences;

/// <summary>
/// The order of two versions as people write them: only where both are dotted numbers, or both dates. Of anything else nobody can say
/// which is newer.
/// </summary>
internal static class VersionOrder
{
    /// <summary>
    /// Below 0 where the first is older, 0 where they are the same, above 0 where it is newer; null where nobody can tell.
    /// </summary>
    public static int? Compare(string? one, string? other)
    {
        if (DateIn(one) is { } day && DateIn(other) is { } otherDay) return day.CompareTo(otherDay);
        return NumbersIn(one) is { } numbers && NumbersIn(other) is { } others ? Compare(numbers, others) : null;
    }

    private static int Compare(IReadOnlyList<long> one, IReadOnlyList<long> other)
    {
        for (var at = 0; at < Math.Max(one.Count, other.Count); at++)
        {
            var order = one.ElementAtOrDefault(at).CompareTo(other.ElementAtOrDefault(at));
            if (order is not 0) return order;
        }

        return 0;
    }

    private static DateOnly? DateIn(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static long[]? NumbersIn(string? text)
    {
        var parts = text?.Trim().TrimStart('v', 'V').Split('.');
        if (parts is null) return null;
        var numbers = new long[parts.Length];
        for (var at = 0; at < parts.Length; at++)
        {
            if (!long.TryParse(parts[at], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[at])) return null;
        }

        return numbers;
    }
}
