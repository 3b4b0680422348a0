using FluentAssertions;
using Improvement.Bot.Patterns;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.Patterns.Cards;
using Improvement.Bot.People;
using Xunit;

namespace Improvement.Bot.Tests.Patterns;

/// <summary>When something of a pattern is due, what its title is taken from, and what another version changed.</summary>
public sealed class PatternTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly Pattern Kept = new(1, 1, 1, new(1), PatternState.Validated, new("Title", "Story"));

    [Fact]
    public void The_earliest_of_review_flag_and_end_is_next_and_nothing_after_the_end()
    {
        var pattern = Kept with { ReviewDueAt = Now.AddDays(20), OwnerLeftAt = Now.AddDays(-80) };

        PatternTimes.Next(Kept, flaggedAt: null, Now).Should().BeNull();
        PatternTimes.Next(pattern, flaggedAt: Now, Now).Should().Be(Now.AddDays(7));
        PatternTimes.Next(pattern, flaggedAt: null, Now).Should().Be(Now.AddDays(10));
        PatternTimes.Next(pattern, flaggedAt: Now, Now, spreadAt: Now.AddDays(2)).Should().Be(Now.AddDays(2));
        PatternTimes.Next(pattern with { State = PatternState.Retired }, flaggedAt: Now, Now).Should().BeNull();
    }

    [Fact]
    public void What_was_missed_is_said_once_and_then_again_after_its_time()
    {
        PatternTimes.Next(Kept with { ReviewDueAt = Now }, flaggedAt: null, Now).Should().Be(Now.AddDays(14));
        PatternTimes.Next(Kept with { ReviewDueAt = Now.AddDays(-30) }, flaggedAt: null, Now).Should().Be(Now.AddDays(12));
        PatternTimes.Next(Kept, flaggedAt: Now.AddDays(-16), Now).Should().Be(Now.AddDays(5));
    }

    [Theory]
    [InlineData("Read it back. Then wait.", "Read it back")]
    [InlineData("Version 2.1 helps", "Version 2.1 helps")]
    [InlineData("两人一起开夜间保险箱。没有人再忘记。", "两人一起开夜间保险箱")]
    [InlineData("  One\n line  ", "One line")]
    [InlineData("", "")]
    public void A_title_is_the_first_sentence(string story, string title) => CaptureText.TitleOf(story).Should().Be(title);

    [Fact]
    public void A_title_has_room_and_is_never_cut_inside_a_character()
    {
        var title = CaptureText.TitleOf(string.Concat(Enumerable.Repeat("👩‍🔧", 100)));

        title.Length.Should().BeLessThanOrEqualTo(CaptureText.LongestTitle);
        title.Should().EndWith("🔧…");
    }

    [Theory]
    [InlineData("Wait for a yes", "Wait for a clear yes", "Wait for a yes", "Wait for a **clear** yes")]
    [InlineData("Read the **address** back", "Read it back", "Read **the \\*\\*address\\*\\*** back", "Read **it** back")]
    [InlineData("两人开门", "三人开门", "**两**人开门", "**三**人开门")]
    [InlineData("", "New", "", "**New**")]
    public void The_words_that_changed_stand_out(string before, string after, string was, string becomes)
    {
        var (old, now) = WordDifference.Of(before, after);

        (Plain(old.ToMarkdown()), Plain(now.ToMarkdown())).Should().Be((was, becomes));
        (old.ToString(), now.ToString()).Should().Be((before, after));
    }

    [Theory]
    [InlineData("Ann Meadows checked twice, and ann did it again", "a colleague checked twice, and a colleague did it again")]
    [InlineData("Announce it, says Annabel", "Announce it, says Annabel")]
    [InlineData("ANN: yes", "a colleague: yes")]
    public void A_name_is_taken_out_where_it_is_a_word_of_its_own(string text, string without) =>
        NamedPeople.Without(new(new(1), "", null, null, "Ann Meadows", "Ann", null, null, null, false), "a colleague")(text)
            .Should().Be(without);

    private static string Plain(string markdown) => markdown.Replace("\u2060", "", StringComparison.Ordinal);
}
