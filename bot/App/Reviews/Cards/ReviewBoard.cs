using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Reviews.Cards;

/// <summary>
/// The answers side by side: for each question what each of them said, with their names. What is too long for one card is shortened, and
/// all answers to that question are one press away.
/// </summary>
internal static class ReviewBoard
{
    /// <summary>People on a page of all answers to one question.</summary>
    private const int PeopleOnPage = 4;

    /// <summary>
    /// Characters of an answer on the card, and whether the buttons below answers stand there; the first that fits is drawn.
    /// </summary>
    private static readonly ImmutableArray<(int Characters, bool HasButtons)> Layouts =
        [(ReviewWords.Longest, true), (600, true), (300, true), (150, true), (300, false), (150, false), (60, false)];

    /// <summary>The card.</summary>
    public static Card Of(ReviewSight sight)
    {
        var drawn = Drawn(sight, Layouts[0]);
        foreach (var layout in Layouts.Skip(1))
        {
            if (Encoding.UTF8.GetByteCount(drawn.ToJson()) <= Framework.Cards.Card.GoodSize) break;
            drawn = Drawn(sight, layout);
        }

        return drawn;
    }

    /// <summary>All answers to one question, whole.</summary>
    /// <param name="page">The data of a press that turned pages; nothing for the first one.</param>
    public static Card Page(ReviewSight sight, ReviewQuestion question, JsonElement page)
    {
        var review = sight.Review;
        var all = sight.Answers.Where(answer => answer.Words.Of(question) is not null)
            .Select((answer, at) => (Answer: answer, Key: (long)(sight.Answers.Count - at))).ToList();
        var shown = ListPage<(ReviewAnswer Answer, long Key)>.Of(all, each => each.Key, PeopleOnPage, page);
        CardAction[] turning =
        [
            .. new[]
            {
                shown.Previous(ReviewButtons.Page, (ReviewKind.Name, review.Number), (ReviewButtons.Question, question.ToString())),
                shown.Next(ReviewButtons.Page, (ReviewKind.Name, review.Number), (ReviewButtons.Question, question.ToString())),
            }.OfType<CardAction>(),
        ];
        return Card(
            StatusCard.Summary(review.Label, ReviewWording.Of(question)),
            [
                Group(Hint(StatusCard.Summary(review.Label, review.Title)), Heading(ReviewWording.Of(question))),
                .. shown.Items.SelectMany(each => Line(sight, each.Answer, question, ReviewWords.Longest, hasButtons: true)),
                shown.IsOnly ? null : Hint(shown.Position),
                turning is [] ? null : Buttons(turning),
            ]);
    }

    private static Card Drawn(ReviewSight sight, (int Characters, bool HasButtons) layout) => Card(
        StatusCard.Summary(sight.Review.Label, sight.Review.Title),
        [
            .. ReviewCards.TopOf(sight),
            .. Enum.GetValues<ReviewQuestion>().SelectMany(question => PartOf(sight, question, layout.Characters, layout.HasButtons)),
            .. ReviewCards.EndOf(sight),
        ]);

    private static IEnumerable<Element?> PartOf(ReviewSight sight, ReviewQuestion question, int characters, bool hasButtons)
    {
        yield return Subheading(ReviewWording.Of(question)) with { Separator = true };
        ReviewAnswer[] given = [.. sight.Answers.Where(answer => answer.Words.Of(question) is not null)];
        if (given is []) yield return Hint(ReviewTexts.NobodyAnswered);
        foreach (var element in given.SelectMany(answer => Line(sight, answer, question, characters, hasButtons))) yield return element;
        var isWhole = given.All(answer => answer.Words.Of(question)!.Length <= characters);
        if (!isWhole || (!hasButtons && given is not [] && IsFollowed(sight, question)))
        {
            yield return Buttons(ReviewButtons.ReadAll(sight.Review, question));
        }
    }

    private static IEnumerable<Element?> Line(
        ReviewSight sight, ReviewAnswer answer, ReviewQuestion question, int characters, bool hasButtons)
    {
        yield return Hint(answer.Name ?? RecordTexts.Somebody);
        yield return Text(ShortText.Cut(answer.Words.Of(question)!, characters)) with { Spacing = Spacing.None };
        CardAction[] buttons = [.. FollowUp(sight, answer, question, hasButtons)];
        if (buttons is not []) yield return Buttons(buttons);
    }

    /// <summary>What became of an answer; where nothing did, what can be made of it.</summary>
    private static IEnumerable<CardAction> FollowUp(ReviewSight sight, ReviewAnswer answer, ReviewQuestion question, bool hasButtons)
    {
        var made = sight.Results.Where(each => each.Made.Part == answer.Part && each.Made.Question == question).ToList();
        foreach (var (_, label) in made)
        {
            yield return CommandButton.Staying(Say(ReviewTexts.Became, label), $"/{StatusCommand.Name} {label}");
        }

        if (made is not [] || !hasButtons || !IsFollowed(sight, question)) yield break;
        if (question is ReviewQuestion.Keep)
        {
            yield return ReviewButtons.Follow(answer, ReviewTexts.KeepIt, ReviewButtons.Keep);
            yield break;
        }

        yield return ReviewButtons.Follow(answer, ReviewTexts.ReportIt, ReviewButtons.Report);
        yield return ReviewButtons.Follow(answer, ReviewTexts.ActIt, ReviewButtons.Act);
    }

    /// <summary>Whether its reader can make something of the answers to a question.</summary>
    private static bool IsFollowed(ReviewSight sight, ReviewQuestion question) =>
        question is ReviewQuestion.Keep or ReviewQuestion.Change && sight.Steps.Contains(ReviewStep.Follow);
}
