using System.Globalization;
using FluentAssertions;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Proposals;

public sealed class ProposedTitleTests
{
    [Theory]
    [
        InlineData(
            "The nightly export sent last week's file to three customers", "The nightly export sent last week's file to three customers")]
    [InlineData("The export failed. Nobody noticed.", "The export failed")]
    [InlineData("Why was it sent? Nobody knows.", "Why was it sent?")]
    [InlineData("  The export\tfailed\r\nNobody noticed", "The export failed")]
    [InlineData("\n\nThe export failed", "The export failed")]
    [InlineData("Version 3.4.1 of app.config is wrong. Sorry.", "Version 3.4.1 of app.config is wrong")]
    [InlineData("A date, e.g. the due date, was wrong. Yes.", "A date, e.g. the due date, was wrong")]
    [InlineData("Dr. Who was not told. Nor I.", "Dr. Who was not told")]
    [InlineData("出口任务失败了。没有人注意到。", "出口任务失败了。")]
    [InlineData("", "")]
    [InlineData(" \n\t ", "")]
    public void A_title_is_the_first_sentence(string story, string title) => ProposedTitle.From(story).Should().Be(title);

    [Fact]
    public void A_long_sentence_is_cut_between_words_with_an_ellipsis()
    {
        var title =
            ProposedTitle.From("The nightly export sent the file of last week to three customers, who called us one after the other");
        title.Should().Be("The nightly export sent the file of last week to three customers, who called us…");
        title.Length.Should().BeLessThanOrEqualTo(80);
    }

    [Fact]
    public void A_sentence_of_eighty_characters_is_left_alone() =>
        ProposedTitle.From(new string('x', 40) + " " + new string('y', 39)).Should().HaveLength(80).And.NotContain("…");

    [Fact]
    public void Punctuation_before_the_cut_is_dropped() =>
        ShortText.Cut("one two, three four", 10).Should().Be("one two…");

    [Theory]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("👍🏽")]
    [InlineData("e\u0301")]
    [InlineData("漢")]
    [InlineData("𝒜")]
    [InlineData("🇩🇪")]
    public void A_character_made_of_several_is_kept_whole(string character)
    {
        for (var shift = 0; shift < 20; shift++)
        {
            var title = ProposedTitle.From(new string('a', shift) + string.Concat(Enumerable.Repeat(character, 100)));
            title.Length.Should().BeLessThanOrEqualTo(80);
            title.Should().EndWith("…");
            var kept = new StringInfo(title[shift..^1]);
            for (var at = 0; at < kept.LengthInTextElements; at++) kept.SubstringByTextElements(at, 1).Should().Be(character);
        }
    }

    [Theory]
    [InlineData("Hi!\nThe export failed. Again.", "The export failed")]
    [InlineData("Hello doctor? See narrative. The pump leaks", "The pump leaks")]
    [InlineData("See narrative", "See narrative")]
    public void A_greeting_becomes_no_title(string story, string title) => ProposedTitle.From(story).Should().Be(title);

    [Fact]
    public void A_letter_under_a_heap_of_accents_is_cut_all_the_same() =>
        ProposedTitle.From("a" + new string('\u0301', 500)).Length.Should().Be(80);

    [Fact]
    public void A_story_of_the_largest_size_takes_no_time()
    {
        var started = TimeProvider.System.GetTimestamp();
        ProposedTitle.From(new string('x', Story.MaxLength)).Should().HaveLength(80);
        TimeProvider.System.GetElapsedTime(started).Should().BeLessThan(TimeSpan.FromSeconds(1));
    }
}
