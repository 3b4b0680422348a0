using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>A code leads to one comment, and cannot be guessed.</summary>
public sealed class ClaimCodeTests
{
    private const int Comments = 1_000, Guesses = 100_000;

    [Fact]
    public void A_code_is_read_as_people_write_it()
    {
        var code = ClaimCode.New();

        code.Should().MatchRegex("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$");
        var hash = ClaimCode.HashOf(code);
        hash.Should().MatchRegex("^[0-9a-f]{64}$");
        ClaimCode.HashOf($" {code.ToLowerInvariant().Replace("-", "  ")}\n").Should().Be(hash);
        ClaimCode.HashOf(code.Replace('0', 'O').Replace('1', 'l')).Should().Be(hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("7K3M-9QXT-2B4W-ZR8")]
    [InlineData("7K3M-9QXT-2B4W-ZR8EE")]
    [InlineData("7K3M-9QXT-2B4W-ZR8U")]
    [InlineData("٧K3M-9QXT-2B4W-ZR8E")]
    public void What_is_no_code_leads_to_nothing(string? typed) => ClaimCode.HashOf(typed).Should().BeNull();

    /// <summary>Ten times as many guesses as the reference asks for are the same sum with other numbers: 2^-80 each.</summary>
    [Fact]
    public void Guessing_finds_nothing()
    {
        var kept = Enumerable.Range(0, Comments).Select(_ => ClaimCode.HashOf(ClaimCode.New())).ToHashSet();

        kept.Should().HaveCount(Comments);
        Enumerable.Range(0, Guesses).Count(_ => kept.Contains(ClaimCode.HashOf(ClaimCode.New()))).Should().Be(0);
    }
}
