using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Errors.Search;

/// <summary>Collects what is said about severity: named ones widen each other, comparisons narrow.</summary>
internal sealed class SeverityValues : SearchFilterValues
{
    private static readonly Severity[] All = Enum.GetValues<Severity>();
    private readonly HashSet<Severity> _named = [];
    private readonly HashSet<Severity> _bounded = [.. All];
    private readonly List<string> _typed = [];

    /// <summary>All that was understood, for a complaint about the sum of it.</summary>
    public override string Typed => string.Join(' ', _typed);

    /// <summary>
    /// Takes <c>4</c>, <c>S4</c>, <c>major</c>, <c>2-4</c>, <c>2..4</c> or <c>3+</c>; with a comparison sign a single one.
    /// </summary>
    /// <returns>Whether it was understood.</returns>
    public override bool Add(string sign, string value)
    {
        var range = value.Split(["..", "-"], StringSplitOptions.None);
        var (least, most) = value switch
        {
            [.., '+'] => (One(value[..^1]), Severity.Critical),
            _ when range.Length == 2 && sign == ":" && One(range[0]) is { } from => (from, One(range[1])),
            _ => (One(value), One(value)),
        };
        if (least is not { } low || most is not { } high || (sign != ":" && low != high)) return false;
        _typed.Add(sign + value);
        if (sign == ":") _named.UnionWith(All.Where(severity => severity >= low && severity <= high));
        else _bounded.RemoveWhere(severity => !Holds(severity, sign, low));
        return low <= high;
    }

    /// <summary>The severities asked for, from mild to severe; none where nothing was said.</summary>
    /// <returns>Whether any can be meant.</returns>
    public override bool TryGet(out ImmutableArray<string> codes)
    {
        var left = All.Where(severity => _bounded.Contains(severity) && (_named.Count == 0 || _named.Contains(severity))).ToList();
        codes = left.Count == All.Length ? [] : [.. left.Select(severity => ((int)severity).ToString(CultureInfo.InvariantCulture))];
        return left.Count > 0;
    }

    private static bool Holds(Severity severity, string sign, Severity than) => sign switch
    {
        ">" => severity > than,
        ">=" => severity >= than,
        "<" => severity < than,
        _ => severity <= than,
    };

    private static Severity? One(string value)
    {
        var bare = string.Concat(Folding.Fold(value).Where(char.IsLetterOrDigit));
        if (bare is ['s', >= '0' and <= '5'] or [>= '0' and <= '5']) return (Severity)(bare[^1] - '0');
        var meant = bare.Length < 3 || char.IsDigit(bare[0])
            ? []
            : All.Where(severity => Begins(severity.ToString(), bare) || Begins(ErrorWords.Of(severity), bare)).ToList();
        return meant is [var one] ? one : null;
    }

    private static bool Begins(string name, string with) =>
        string.Concat(Folding.Fold(name).Where(char.IsLetterOrDigit)).StartsWith(with, StringComparison.Ordinal);
}
