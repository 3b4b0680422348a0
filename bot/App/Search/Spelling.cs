using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Search;

/// <summary>Slips of the pen.</summary>
internal static class Spelling
{
    /// <summary>Whether one letter was left out, added, exchanged for another, or swapped with its neighbour.</summary>
    public static bool OneSlipApart(string one, string other) => EditDistance.Between(one, other) is 1;
}
