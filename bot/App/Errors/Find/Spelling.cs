namespace Improvement.Bot.Errors;

/// <summary>Slips of the pen.</summary>
internal static class Spelling
{
    /// <summary>Whether one letter was left out, added, exchanged for another, or swapped with its neighbour.</summary>
    public static bool OneSlipApart(string one, string other)
    {
        if (Math.Abs(one.Length - other.Length) > 1)
            return false;
        var same = 0;
        while (same < one.Length && same < other.Length && one[same] == other[same])
            same++;
        var restOne = one.AsSpan(same);
        var restOther = other.AsSpan(same);
        if (restOne.Length == restOther.Length)
            return !restOne.IsEmpty && (restOne[1..].SequenceEqual(restOther[1..]) || Swapped(restOne, restOther));
        return restOne.Length < restOther.Length ? restOne.SequenceEqual(restOther[1..]) : restOther.SequenceEqual(restOne[1..]);
    }

    private static bool Swapped(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        one.Length > 1 && one[0] == other[1] && one[1] == other[0] && one[2..].SequenceEqual(other[2..]);
}
