using System.Collections.Immutable;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Search;

/// <summary>
/// What somebody searches for: words, and filters that narrow the search. Several values of one filter widen it (either of these states),
/// different filters narrow it. Empty lists and nulls filter nothing. Typed as <c>printer "out of paper" -test team:"My Team" state:open
/// severity>=3 category:omitted since:2026-10-01 until:2026-10-31 last:7d</c>; <see cref="ToText"/> writes it so that it reads back the
/// same.
/// </summary>
internal sealed record FindQuery
{
    /// <summary>Among <see cref="States"/>: somebody still has something to do.</summary>
    public const string Open = "open";

    /// <summary>Words that must stand in the title or the text, in any inflection.</summary>
    public ImmutableArray<string> Words { get; init; } = [];

    /// <summary>What must stand there word for word.</summary>
    public ImmutableArray<string> Phrases { get; init; } = [];

    /// <summary>Words and phrases that must not stand there.</summary>
    public ImmutableArray<string> Without { get; init; } = [];

    /// <summary>Names of teams as typed; to be compared by <see cref="Folding.Fold(string)"/>.</summary>
    public ImmutableArray<string> Teams { get; init; } = [];

    /// <summary>States as they are typed (see <see cref="RecordState.Typed"/>), or <see cref="Open"/>.</summary>
    public ImmutableArray<string> States { get; init; } = [];

    /// <summary>The codes of each filter that a kind of record adds, by its name (see <see cref="SearchFilter"/>).</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Filters { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The first day, in the team's time.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How far back from today.</summary>
    public FindPeriod? Last { get; init; }

    /// <summary>Whether the search is empty and would find every record.</summary>
    public bool IsEmpty =>
        Words.IsEmpty
            && Phrases.IsEmpty
            && Without.IsEmpty
            && Teams.IsEmpty
            && States.IsEmpty
            && Filters.IsEmpty
            && Since is null
            && Until is null
            && Last is null;

    /// <summary>The first day that is asked for, with the period counted from today.</summary>
    public DateOnly? FirstDay(DateOnly today) =>
        Last?.Before(today) is { } begin && (Since is not { } since || begin > since) ? begin : Since;

    /// <summary>The search as one types it: for the form, and for the buttons that turn the page.</summary>
    public string ToText(RecordKinds kinds) => FindText.Of(this, kinds);

    /// <summary>The codes of a filter; none where it filters nothing.</summary>
    public ImmutableArray<string> CodesOf(SearchFilter filter) => Filters.GetValueOrDefault(filter.Name, []);
}

/// <summary>A number of days, weeks, months or years back from today.</summary>
/// <param name="Number">1 to 999.</param>
/// <param name="Unit">d, w, m or y.</param>
internal readonly record struct FindPeriod(int Number, char Unit)
{
    public const int MostNumber = 999;

    /// <summary>The day that lies so far before another.</summary>
    public DateOnly Before(DateOnly day) => Unit switch
    {
        'w' => day.AddDays(-7 * Number),
        'm' => day.AddMonths(-Number),
        'y' => day.AddYears(-Number),
        _ => day.AddDays(-Number),
    };

    public override string ToString() => $"{Number}{Unit}";
}

/// <summary>A part of a search that cannot be understood.</summary>
/// <param name="Part">The part as typed.</param>
/// <param name="Message">What is wrong and what to do, in the language of the turn.</param>
internal sealed record FindProblem(string Part, string Message);

/// <summary>
/// What was understood of a search, and what was not. With problems the query holds the rest, so that a form can show it again.
/// </summary>
internal sealed record FindReading(FindQuery Query, ImmutableArray<FindProblem> Problems)
{
    /// <summary>Whether the search can be run.</summary>
    public bool Good => Problems.IsEmpty;

    /// <summary>
    /// What was taken for words though it may have been meant otherwise, each in one sentence, in the language of the turn.
    /// </summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
