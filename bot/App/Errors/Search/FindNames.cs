using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Similarity;

namespace Improvement.Bot.Errors.Search;

/// <summary>Understands the names of states and categories: codes, the words people see, or an unmistakable beginning of either.</summary>
internal static class FindNames
{
    private const string OpenStates = "open";
    private const int ShortestBeginning = 3;

    /// <summary>The states that a report can be in.</summary>
    public static IReadOnlyList<ErrorState> InUse => ErrorLife.Machine.States;

    /// <summary>The states meant, or none.</summary>
    public static IReadOnlyCollection<ErrorState> States(string typed)
    {
        if (Bare(typed) == OpenStates) return FindQuery.Open;
        return Meant(typed, Enum.GetValues<ErrorState>(), state => [state.ToString(), ErrorWords.Of(state)]) is [var state] ? [state] : [];
    }

    /// <summary>The code of the category meant, or null.</summary>
    public static string? Category(string typed)
    {
        var kind = Taxonomy.Starting.Kind;
        return Meant(
            typed, [.. kind.Codes, FindQuery.NoCategory],
            code => [code, code == FindQuery.NoCategory ? ErrorTexts.NotSure : ErrorWords.Of(kind, code)]) is [var code]
            ? code
            : null;
    }

    /// <summary>What can be written after <c>state:</c>.</summary>
    public static string AllStates() => string.Join(", ", InUse.Select(state => FindText.Kebab(state.ToString())).Prepend(OpenStates));

    /// <summary>What can be written after <c>category:</c>.</summary>
    public static string AllCategories() => string.Join(", ", Taxonomy.Starting.Kind.Codes.Append(FindQuery.NoCategory));

    private static List<T> Meant<T>(string typed, IReadOnlyList<T> all, Func<T, string[]> names)
    {
        var bare = Bare(typed);
        var exact = all.Where(one => names(one).Any(name => Bare(name) == bare)).ToList();
        return exact.Count > 0 || bare.Length < ShortestBeginning
            ? exact
            : [.. all.Where(one => names(one).Any(name => Bare(name).StartsWith(bare, StringComparison.Ordinal)))];
    }

    private static string Bare(string name) => string.Concat(Folding.Fold(name).Where(char.IsLetterOrDigit));
}
