namespace Improvement.Bot.Feedback.Results;

/// <summary>
/// A line of what is told of a wave, as it is stored. What is held back has no line: what is stored is what may be shown. Lines come in the
/// order of items, groups and answers.
/// </summary>
/// <param name="Item">Code of the item.</param>
/// <param name="Segment">Number of the group; 0 for everybody.</param>
/// <param name="Answer">An answer of the item, the code of answers taken together, or one of the names below.</param>
/// <param name="Number">How many, where that may be told.</param>
/// <param name="Band">Between which limits, otherwise.</param>
internal sealed record ReleaseRow(string Item, int Segment, string Answer, long? Number, string? Band)
{
    /// <summary>How many answered the item, those who do not know left out.</summary>
    public const string Answered = "answered";

    /// <summary>How many comments there are.</summary>
    public const string Written = "written";

    /// <summary>How strongly the item goes with the outcome: tau-b in hundredths.</summary>
    public const string Driver = "driver";

    /// <summary>A line with a figure.</summary>
    public static ReleaseRow Of(string item, int segment, string answer, Figure figure) => new(
        item, segment, answer, figure.IsExact ? figure.Low : null, figure.Band);

    /// <summary>Its figure.</summary>
    public Figure Figure => Figure.Of(Number, Band);
}
