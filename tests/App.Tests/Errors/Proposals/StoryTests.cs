using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Proposals;

public sealed class StoryTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3_000)]
    [InlineData(20_000)]
    public void A_story_up_to_twenty_thousand_characters_is_kept(int length) => Story.Problem(new string('x', length)).Should().BeNull();

    [Fact]
    public void One_character_more_gets_a_complaint_with_both_numbers() =>
        Story.Problem(new string('x', 20_001)).Should().Contain("20,001").And.Contain("20,000");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n\u200B\u200E ")]
    public void Nothing_to_see_is_no_story(string? story) => Story.Problem(story).Should().Be(ErrorTexts.StoryMissing);
}
