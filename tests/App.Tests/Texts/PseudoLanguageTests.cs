using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Texts;

public sealed class PseudoLanguageTests
{
    [Fact]
    public void Every_text_class_learns_it() => PseudoLanguage.Install().Should().BePositive();

    [Fact]
    public void Words_from_resource_files_are_accented_while_it_is_spoken_and_plain_afterwards()
    {
        using (PseudoLanguage.Spoken())
            ErrorTexts.NotSure.Should().Be("[Ñóţ šúŕé ýéţ]");
        ErrorTexts.NotSure.Should().Be("Not sure yet");
    }

    [Fact]
    public async Task It_is_still_spoken_after_an_await()
    {
        using var _ = PseudoLanguage.Spoken();
        await Task.Yield();
        ErrorWords.Of(Severity.NearMiss).Should().StartWith("[");
    }

    [Fact]
    public void A_word_written_into_the_code_is_found() =>
        PseudoLanguage.PlainWords($"{PseudoLanguage.Decorate("Reported by {0}, see /my")} hello 42 中文").Should().Equal("hello");

    [Fact]
    public void Placeholders_and_commands_survive() =>
        PseudoLanguage.Decorate("{0} of {count:0}, then /report-error")
            .Should()
            .Contain("{0}").And.Contain("{count:0}").And.Contain("/report-error");
}
