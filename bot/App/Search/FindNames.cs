using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Search;

/// <summary>Resolves typed names of states and the like: by code, by displayed words, or by an unambiguous prefix of either.</summary>
internal static class FindNames
{
    private const int ShortestBeginning = 3;

    /// <summary>The states meant, as they are typed; none where the name means none, or more than one.</summary>
    public static IReadOnlyList<string> States(RecordKinds kinds, string typed)
    {
        if (Bare(typed) == FindQuery.Open) return [FindQuery.Open];
        var meant = Meant(typed, [.. kinds.States], state => [state.Code, state.Words()]).Select(state => state.Typed).Distinct().ToList();
        return meant is [var only] ? [only] : [];
    }

    /// <summary>What can be written after <c>state:</c>.</summary>
    public static string AllStates(RecordKinds kinds) =>
        string.Join(", ", kinds.States.Where(state => state.IsInUse).Select(state => state.Typed).Distinct().Prepend(FindQuery.Open));

    /// <summary>Those that a typed name means: by a whole name, else by the beginning of one.</summary>
    /// <param name="names">The names of one.</param>
    public static List<T> Meant<T>(string typed, IReadOnlyList<T> all, Func<T, string[]> names)
    {
        var bare = Bare(typed);
        var exact = all.Where(one => names(one).Any(name => Bare(name) == bare)).ToList();
        return exact.Count > 0 || bare.Length < ShortestBeginning
            ? exact
            : [.. all.Where(one => names(one).Any(name => Bare(name).StartsWith(bare, StringComparison.Ordinal)))];
    }

    private static string Bare(string name) => string.Concat(Folding.Fold(name).Where(char.IsLetterOrDigit));
}
