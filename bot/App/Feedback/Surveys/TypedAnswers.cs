using System.Collections.Immutable;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Framework.Cards;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// Answers that somebody types after <c>/survey</c>, in the order of the questions, with semicolons or new lines between them and a hyphen
/// for what they leave open. Only for surveys with names: the chat keeps what is typed.
/// </summary>
internal static class TypedAnswers
{
    private const string LeftOpen = "-";

    /// <summary>The inputs that they stand for; what is no answer of its question stays as it was typed.</summary>
    public static Values Read(ImmutableArray<SurveyItem> items, string text)
    {
        var parts = text.Split([';', '\n'], StringSplitOptions.TrimEntries);
        return items.Zip(parts).Where(each => each.Second is not ("" or LeftOpen))
            .Aggregate(Values.None, (values, each) => values.With(each.First.Code, CodeOf(each.First, each.Second)));
    }

    private static string CodeOf(SurveyItem item, string typed) => item.Kind switch
    {
        ItemKind.Text => typed,
        ItemKind.MultipleChoice => string.Join(',', typed.Split(',', StringSplitOptions.TrimEntries).Select(one => OneOf(item, one))),
        _ => OneOf(item, typed),
    };

    private static string OneOf(SurveyItem item, string typed) => item.Answers.FirstOrDefault(answer =>
        string.Equals(answer, typed, StringComparison.OrdinalIgnoreCase)
        || string.Equals(item.LabelOf(answer), typed, StringComparison.CurrentCultureIgnoreCase)) ?? typed;
}
