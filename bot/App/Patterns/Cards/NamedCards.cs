using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Cards;

/// <summary>What somebody reads who is named with a pattern.</summary>
/// <param name="MayAnswer">Whether the questions are still offered.</param>
/// <param name="Answered">What they answered so far.</param>
internal sealed record NamedSight(Pattern Pattern, NamedPerson Named, bool MayAnswer, IReadOnlyList<FollowUpAnswer> Answered);

/// <summary>The card of somebody who is named with a pattern: once, in private.</summary>
internal static class NamedCards
{
    /// <summary>Lines of what happened that are shown.</summary>
    private const int LinesShown = 6;

    /// <summary>Who named them with what, what that means, and what they can do.</summary>
    public static Card Of(NamedSight sight)
    {
        var pattern = sight.Pattern;
        if (sight.Named.HasDeclined) return Declined(pattern);
        var summary = Say(PatternTexts.NamedSummary, pattern.AuthorName ?? RecordTexts.Somebody, pattern.Label);
        return Card(
            summary,
            StatusCard.Head(pattern.Label, pattern.Title),
            Text(Say(PatternTexts.NamedText, pattern.AuthorName ?? RecordTexts.Somebody)),
            pattern.Content.Story.Trim() == pattern.Title ? null : Excerpt(ShortText.Cut(pattern.Content.Story, 600), LinesShown),
            Hint(PatternTexts.NamedHint),
            sight.Answered is [] ? null : Hint(PatternTexts.AnswersKept),
            Buttons(
                sight.MayAnswer
                    ? ExecuteAction.Of(
                        sight.Answered is [] ? PatternTexts.AnswerQuestions : PatternTexts.ChangeAnswers, PatternButtons.FollowUp,
                        (PatternKind.Name, pattern.Number), (RecordsSlice.Below, true))
                    : null,
                ExecuteAction.Of(PatternTexts.TakeMyNameOff, PatternButtons.Decline, (PatternKind.Name, pattern.Number))));
    }

    /// <summary>That their name is not with it any more.</summary>
    public static Card Declined(Pattern pattern) => Card(
        Say(PatternTexts.DeclinedText, pattern.Label), Text(Say(PatternTexts.DeclinedText, pattern.Label)));
}
