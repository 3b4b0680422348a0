using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Activities;

public sealed class CommandLineTests
{
    private static readonly HashSet<string> Registered = ["report-error", "help", "my"];

    [Theory]
    [InlineData("report-error it broke")]
    [InlineData("/report-error it broke")]
    [InlineData("/Report-Error it broke")]
    [InlineData("REPORT-ERROR   it broke ")]
    [InlineData("report–error it broke")]
    [InlineData("report—error it broke")]
    [InlineData("report‑error it broke")]
    [InlineData("report−error it broke")]
    [InlineData("report--error it broke")]
    [InlineData("/report_error it broke")]
    [InlineData("report-error: it broke")]
    [InlineData("report-error\nit broke")]
    [InlineData("report-error\r\nit broke")]
    [InlineData("report-error\tit broke")]
    [InlineData("report-error\u00a0it broke")]
    public void A_command_is_read_whatever_keyboard_typed_it(string text)
    {
        var command = CommandLine.Read(text, Registered.Contains)!.Value;

        (command.Name, command.Argument, command.HasSlash).Should().Be(("report-error", "it broke", text[0] is '/'));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("Help!")]
    [InlineData("help?")]
    [InlineData("/help.")]
    public void A_command_may_stand_alone(string text) =>
        CommandLine.Read(text, Registered.Contains)!.Value.Argument.Should().BeEmpty();

    [Fact]
    public void The_words_after_a_command_keep_their_lines() =>
        CommandLine.Read("/report-error first\n\nsecond  line", Registered.Contains)!.Value.Argument.Should().Be("first\n\nsecond  line");

    [Theory]
    [InlineData("/etc/hosts is missing")]
    [InlineData("/ help")]
    [InlineData("//help")]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("helpful")]
    [InlineData("please help")]
    [InlineData("-help")]
    [InlineData("/unknown")]
    [InlineData("?")]
    public void Everything_else_is_text(string text) => CommandLine.Read(text, Registered.Contains).Should().BeNull();

    [Fact]
    public void A_word_that_never_ends_is_text_and_is_not_searched() =>
        CommandLine.Read(new string('a', 1_000_000), _ => throw new InvalidOperationException("asked")).Should().BeNull();
}
