using System.Text;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Reviews;
using Improvement.Bot.Reviews.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Reviews;

/// <summary>How many answers fit on a card, when somebody is reminded, and who is meant by names.</summary>
public sealed class ReviewBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, "a word ", 40, 40)]
    [InlineData(8, "a word ", 500, 150)]
    [InlineData(8, "слово и ", 500, 60)]
    [InlineData(12, "言葉", 2_000, 60)]
    [InlineData(12, "*_[ ", 2_000, 60)]
    public void All_answers_fit_on_one_card_and_each_is_whole_on_the_page_of_its_question(
        int people, string text, int characters, int shownAtLeast)
    {
        var words = string.Concat(Enumerable.Repeat(text, (characters / text.Length) + 1))[..characters].Trim();
        var sight = Sight(people, words);

        var card = ReviewBoard.Of(sight);

        Encoding.UTF8.GetByteCount(card.ToJson()).Should().BeLessThanOrEqualTo(Card.GoodSize);
        TextsOf(card).Count(shown => shown.StartsWith(Escape.Markdown(words[..(shownAtLeast * 3 / 4)]), StringComparison.Ordinal))
            .Should().Be(people * 5, "each answer stands there, or its beginning");
        ButtonsOf(card).Count(button => button == ReviewTexts.ReadAll).Should().Be(words.Length > 60 ? 5 : 0);
        var page = ReviewBoard.Page(sight, ReviewQuestion.Keep, default);
        Encoding.UTF8.GetByteCount(page.ToJson()).Should().BeLessThanOrEqualTo(Card.LargestSize);
        TextsOf(page).Count(shown => shown == Escape.Markdown(words)).Should().Be(Math.Min(people, 4));
        ButtonsOf(page).Should().Contain(ReviewTexts.KeepIt);
    }

    [Fact]
    public void Somebody_is_reminded_the_day_before_or_at_half_of_the_time_and_not_within_hours()
    {
        ReviewTimes.RemindAt(Now, Now.AddDays(7)).Should().Be(Now.AddDays(6));
        ReviewTimes.RemindAt(Now, Now.AddDays(1)).Should().Be(Now.AddHours(12));
        ReviewTimes.RemindAt(Now, Now.AddHours(1)).Should().BeNull();
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        ReviewTimes.Until(ReviewUntil.Tomorrow, new(2026, 3, 28, 23, 30, 0, TimeSpan.Zero), zone)
            .Should().Be(new DateTimeOffset(2026, 3, 30, 15, 0, 0, TimeSpan.Zero), "it is the 29th there, and the clock has changed");
        ReviewTimes.Until(ReviewUntil.Hour, Now, zone).Should().Be(Now.AddHours(1));
    }

    [Fact]
    public void Several_people_are_meant_by_what_is_chosen_and_typed_and_the_first_unknown_name_is_told()
    {
        PersonChoice[] all = [new(1, "Ann Lee"), new(2, "Bo Lee"), new(3, "Cy Moss")];

        PersonChoice.AllMeant(all, "3,1", "bo lee, @Ann Lee").Meant.Select(each => each.Id).Should().Equal(1, 2, 3);
        PersonChoice.AllMeant(all, null, "Moss; Lee").Unknown.Should().Be("Lee", "that is two people's");
        PersonChoice.AllMeant(all, "7", "").Meant.Should().BeEmpty();
    }

    private static ReviewSight Sight(int people, string words)
    {
        var answers = Enumerable.Range(1, people)
            .Select(id => new ReviewAnswer(id, $"Person {id}", new(words, words, words, words, words))).ToList();
        return new(
            new(3, 1, new(1), ReviewState.Shown, "Launch", Now) { ShownAt = Now, TeamName = "Dispatch", AuthorName = "Person 1" }, "ERR-12",
            [.. answers.Select(each => new Participant(each.Part, new(each.Part), each.Name, Now, null))],
            [ReviewStep.Follow, ReviewStep.Close])
        {
            Answers = answers, Reader = new(1),
        };
    }

    private static IEnumerable<string> TextsOf(Card card) => All(card).OfType<TextBlock>().Select(text => text.Text);

    private static IEnumerable<string?> ButtonsOf(Card card) =>
        All(card).OfType<ActionSet>().SelectMany(set => set.Actions).Select(action => action.Title);

    private static List<Element> All(Card card)
    {
        var all = new List<Element>();
        card.Map(element =>
        {
            all.Add(element);
            return null;
        });
        return all;
    }
}
