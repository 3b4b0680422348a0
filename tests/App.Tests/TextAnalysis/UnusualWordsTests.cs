using FluentAssertions;
using Improvement.Bot.TextAnalysis;
using Xunit;

namespace Improvement.Bot.Tests.TextAnalysis;

public sealed class UnusualWordsTests
{
    [Theory]
    [InlineData("The suboptimal handover made the morning chaotic", "suboptimal")]
    [InlineData("Please stop the incessant kerfuffle about the meeting, kerfuffle everywhere", "incessant, kerfuffle")]
    [InlineData("The meetings were definately too long this week", "definately")]
    [InlineData("The meetings in the morning are too long", "")]
    [InlineData("", "")]
    public void Words_that_few_people_use_are_named_once(string text, string words) =>
        string.Join(", ", UnusualWords.Of(text)).Should().Be(words);

    [Theory]
    [InlineData("Die Besprechungen am Morgen dauern immer viel zu lange, obwohl niemand etwas beizutragen hat")]
    [InlineData("早上的会议太长了")]
    [InlineData("الاجتماعات طويلة جدا في الصباح")]
    public void Nothing_is_said_of_other_languages(string text) => UnusualWords.Of(text).Should().BeEmpty();
}
