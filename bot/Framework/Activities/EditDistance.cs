namespace Improvement.Bot.Framework.Activities;

/// <summary>Slips of the pen.</summary>
public static class EditDistance
{
    /// <summary>Longer words are compared no further.</summary>
    private const int Longest = 64;

    /// <summary>
    /// How many letters were left out, added, exchanged, or swapped with their neighbour, to make one word of the other (optimal string
    /// alignment). Words of more than 64 letters are as far apart as they are long.
    /// </summary>
    public static int Between(string one, string other)
    {
        if (one.Length > Longest || other.Length > Longest)
        {
            return string.Equals(one, other, StringComparison.Ordinal) ? 0 : Math.Max(one.Length, other.Length);
        }

        var steps = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) steps[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) steps[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var exchanged = steps[i - 1, j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
                var fewest = Math.Min(exchanged, 1 + Math.Min(steps[i - 1, j], steps[i, j - 1]));
                var isSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
                steps[i, j] = isSwapped ? Math.Min(fewest, steps[i - 2, j - 2] + 1) : fewest;
            }
        }

        return steps[one.Length, other.Length];
    }
}
