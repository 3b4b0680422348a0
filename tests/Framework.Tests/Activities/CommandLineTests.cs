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
    [InlineData("report-error\u3000it broke\u200b")]
    [InlineData("\ufeffreport-error it broke")]
    [InlineData("\u200ereport-error it broke")]
    [InlineData("\u2067report-error it broke\u2069")]
    [InlineData("re\u200dport-er\u2060ror it broke")]
    [InlineData("report-\u200berror\u200b it broke")]
    [InlineData("report\u00aderror it broke")]
    [InlineData("rep\u00adort-error\u00ad it broke")]
    [InlineData("report-\u00aderror it broke")]
    [InlineData("report\u2010error it broke")]
    [InlineData("report\u2012error it broke")]
    [InlineData("report\u2015error it broke")]
    [InlineData("report\ufe63error it broke")]
    [InlineData("report\uff0derror it broke")]
    [InlineData("ｒｅｐｏｒｔ－ｅｒｒｏｒ it broke")]
    [InlineData("report-error\ufe0f it broke")]
    [InlineData("\u3164report-error it broke")]
    public void A_command_is_read_whatever_keyboard_typed_it(string text)
    {
        var command = CommandLine.Read(text, Registered.Contains)!.Value;

        (command.Name, command.Argument, command.HasSlash).Should().Be(("report-error", "it broke", text[0] is '/'));
    }

    [Theory]
    [InlineData("／report-error it broke")]
    [InlineData("\u200e/report-error it broke")]
    [InlineData("/\u200ereport-error it broke")]
    [InlineData("\\report-error it broke")]
    [InlineData("∕ｒｅｐｏｒｔ-error it broke")]
    public void A_slash_is_known_whichever_it_is(string text)
    {
        var command = CommandLine.Read(text, Registered.Contains)!.Value;

        (command.Name, command.Argument, command.HasSlash).Should().Be(("report-error", "it broke", true));
    }

    [Theory]
    [InlineData("report error it broke", "it broke")]
    [InlineData("Report  Error\nit broke", "it broke")]
    [InlineData("/report error", "")]
    public void A_blank_may_stand_for_the_hyphen_as_phones_write_it(string text, string argument)
    {
        var command = CommandLine.Read(text, Registered.Contains)!.Value;

        (command.Name, command.Argument, command.IsSpaced).Should().Be(("report-error", argument, true));
    }

    [Theory]
    [InlineData("report-error \U0001F468\u200d\U0001F469\u200d\U0001F467 left", "\U0001F468\u200d\U0001F469\u200d\U0001F467 left")]
    [InlineData("report-error the flag \U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",
        "the flag \U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F")]
    [InlineData("report-error a heart \u2764\ufe0f", "a heart \u2764\ufe0f")]
    [InlineData("report-error soft\u00adhyphen", "soft\u00adhyphen")]
    public void What_nobody_sees_stays_where_it_belongs_to_the_text(string text, string argument) =>
        CommandLine.Read(text, Registered.Contains)!.Value.Argument.Should().Be(argument);

    [Theory]
    [InlineData("?")]
    [InlineData("??")]
    [InlineData("/?")]
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
    [InlineData("? what")]
    [InlineData("\ud83d")]
    [InlineData("report the error")]
    [InlineData("\u200b")]
    public void Everything_else_is_text(string text) => CommandLine.Read(text, Registered.Contains).Should().BeNull();

    [Fact]
    public void A_word_that_never_ends_is_text_and_is_not_searched() =>
        CommandLine.Read(new string('a', 1_000_000), _ => throw new InvalidOperationException("asked")).Should().BeNull();
}
