using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;

namespace Improvement.Bot.Feedback.Results;

/// <summary>How many gave an answer, or one of several taken together.</summary>
/// <param name="Code">The answer, or the <see cref="ItemPart"/>.</param>
/// <param name="Figure">How many; null where it is not told.</param>
internal sealed record AnswerFigure(string Code, Figure? Figure);

/// <summary>A group that is told of.</summary>
/// <param name="Name">How people call it.</param>
/// <param name="Favourable">Its favourable answers.</param>
internal sealed record GroupResult(string Name, FavourableShare Favourable);

/// <summary>What is told of one item.</summary>
/// <param name="Item">The item.</param>
internal sealed record ItemResult(SurveyItem Item)
{
    /// <summary>How many answered it, those who do not know left out; null where they were too few to tell of.</summary>
    public int? Answered { get; init; }

    /// <summary>The answers taken together, in the order of the item.</summary>
    public ImmutableArray<AnswerFigure> Parts { get; init; } = [];

    /// <summary>The single steps of a scale, as far as they are told.</summary>
    public ImmutableArray<AnswerFigure> Steps { get; init; } = [];

    /// <summary>How many did not know; null where that was no answer.</summary>
    public Figure? DontKnow { get; init; }

    /// <summary>The favourable answers; null where the item has none.</summary>
    public FavourableShare? Favourable { get; init; }

    /// <summary>Promoters minus detractors; null for other kinds of item.</summary>
    public PromoterRange? Promoters { get; init; }

    /// <summary>The groups that are told of, by name.</summary>
    public ImmutableArray<GroupResult> Groups { get; init; } = [];

    /// <summary>The groups that are held back, by name: their order says nothing of what they answered.</summary>
    public ImmutableArray<string> HiddenGroups { get; init; } = [];

    /// <summary>How many comments there are; null for what is no text, and where comments are held back.</summary>
    public int? Written { get; init; }

    /// <summary>What changed since the wave before; null where it was not asked before.</summary>
    public ItemChange? Change { get; init; }

    /// <summary>The trend of three waves and more; null where there is none to tell.</summary>
    public ItemTrend? Trend { get; init; }

    /// <summary>Counts from the bad news to the good; null unless all are told exactly.</summary>
    public ImmutableArray<int>? Ordered => Favourable is not null && Parts.All(part => part.Figure is { IsExact: true })
        ? [.. Parts.Reverse().Select(part => part.Figure!.Value.Low)]
        : null;

    /// <summary>What the lines of a wave say of an item.</summary>
    public static ItemResult Of(SurveyItem item, ReleasedWave wave, ImmutableArray<ReleaseRow> rows)
    {
        var figures = rows.Where(row => row.Item == item.Code && row.Answer is not ReleaseRow.Driver)
            .ToDictionary(row => (row.Segment, row.Answer), row => row.Figure);
        Figure? Told(int segment, string answer) => figures.TryGetValue((segment, answer), out var figure) ? figure : null;

        if (item.IsText) return new(item) { Written = Told(0, ReleaseRow.Written)?.Low };
        if (Told(0, ReleaseRow.Answered) is not { } all) return new(item);
        var parts = item.Parts.Select(part => new AnswerFigure(part.Code, Told(0, part.Code))).ToImmutableArray();
        var result = new ItemResult(item)
        {
            Answered = all.Low,
            Parts = parts,
            Steps = [.. from part in item.Parts where part.Answers.Length > 1 from step in part.Answers
                        where Told(0, step) is not null select new AnswerFigure(step, Told(0, step))],
            DontKnow = Told(0, SurveyItem.DontKnow),
            Favourable = item.Favourable is [] ? null : FavourableShare.Of(parts[0].Figure!.Value, all.Low, wave.Invited),
            Promoters = item.Kind is ItemKind.Enps ? PromoterRange.Of(parts, all.Low, wave.Invited) : null,
        };
        return item.Favourable is [] ? result : result with
        {
            Groups = [.. from shown in wave.Groups.OrderBy(each => each.Name, StringComparer.Ordinal)
                         where Told(shown.Segment, ReleaseRow.Answered) is not null
                         select new GroupResult(shown.Name, FavourableShare.Of(
                             Told(shown.Segment, ItemPart.Favourable)!.Value, Told(shown.Segment, ReleaseRow.Answered)!.Value.Low,
                             shown.Invited))],
            HiddenGroups = [.. wave.Groups.Where(each => Told(each.Segment, ReleaseRow.Answered) is null)
                .Select(each => each.Name).Order(StringComparer.Ordinal)],
        };
    }
}
