using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Search;

/// <summary>Recognizes typing errors.</summary>
internal static class Spelling
{
    /// <summary>Whether the edit distance is one: a letter left out, added, exchanged for another, or swapped with its neighbour.</summary>
    public static bool OneSlipApart(string one, string other) => EditDistance.Between(one, other) is 1;
}
