using System.Collections.Immutable;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>What was in a box as it was closed. It is computed with, and never kept.</summary>
/// <param name="Invited">How many seats there are.</param>
/// <param name="Responded">How many answered.</param>
/// <param name="Objections">How many said that a question is not acceptable.</param>
/// <param name="Numbers">How often each answer was given in each segment; none is left out.</param>
/// <param name="Pairs">How often two answers were given together; empty below a hundred responses.</param>
/// <param name="Texts">By item, how many wrote something.</param>
internal sealed record BoxCounts(
    int Invited, int Responded, int Objections, IReadOnlyDictionary<BoxCell, int> Numbers, IReadOnlyDictionary<PairCell, int> Pairs,
    IReadOnlyDictionary<string, int> Texts);

/// <summary>An answer of an item, in a segment of the one breakdown.</summary>
internal readonly record struct BoxCell(string Item, int Segment, string Answer);

/// <summary>An answer of one item together with an answer of another.</summary>
internal readonly record struct PairCell(BoxPair Items, string One, string Other);

/// <summary>What may be stored of a wave: what may be shown, and nothing else.</summary>
/// <param name="Tallies">Numbers and bands; what is suppressed is left out.</param>
/// <param name="Comments">The items whose texts may be stored.</param>
/// <param name="Shown">Makes of an author's text what others may see of it.</param>
internal sealed record ReleasedRows(ImmutableArray<ReleasedTally> Tallies, ImmutableHashSet<string> Comments, Func<string, string> Shown);

/// <summary>One number of a release.</summary>
/// <param name="Number">How often the answer was given; null where only <paramref name="Band"/> may be told.</param>
/// <param name="Band">About how often; null beside a number.</param>
internal sealed record ReleasedTally(string Item, int Segment, string Answer, int? Number, string? Band = null);
