using FluentAssertions;
using Improvement.Bot.TextAnalysis;
using Xunit;

namespace Improvement.Bot.Tests.TextAnalysis;

public sealed class GreetingsTests
{
    [Theory]
    [InlineData("Hi! The export failed", "The export failed")]
    [InlineData("Hello doctor? See narrative.\n\nThe pump leaks", "The pump leaks")]
    [InlineData("Guten Morgen zusammen, der Drucker steht", "der Drucker steht")]
    [InlineData("您好！打印机坏了", "打印机坏了")]
    [InlineData("Hi", "Hi")]
    [InlineData("See narrative.", "See narrative.")]
    [InlineData("", "")]
    [InlineData("Hello world fails to compile. Again", "Hello world fails to compile. Again")]
    [InlineData("...", "...")]
    [InlineData("Dr. Smith was late", "Dr. Smith was late")]
    public void What_stands_before_a_text_is_left_out_unless_nothing_else_is_left(string text, string without) =>
        Greetings.Without(text).ToString().Should().Be(without);
}
