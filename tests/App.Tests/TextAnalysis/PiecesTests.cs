using FluentAssertions;
using Improvement.Bot.TextAnalysis;
using Xunit;

namespace Improvement.Bot.Tests.TextAnalysis;

public sealed class PiecesTests
{
    [Theory]
    [InlineData("Drucker", "Druckertreiber")]
    [InlineData("Rauchmelder", "Rauchmeldr")]
    [InlineData("archive", "unarchived")]
    [InlineData("层楼", "楼层")]
    public void A_word_shares_pieces_with_its_compounds_and_misspellings(string one, string other)
    {
        Words.Of(one).Should().NotIntersectWith(Words.Of(other));
        Of(one).Should().IntersectWith(Of(other));
    }

    [Fact]
    public void Every_four_letters_in_a_row_and_every_single_character_is_one()
    {
        Of("pumps stop").Should().BeEmpty("no word has more than four letters");
        Of("printer").Should().Equal("~prin", "~rint", "~inte", "~nter");
        Of("楼层").Should().Equal("~楼", "~层");
        Pieces.Of(["ab\U00010400\U00010401cd"]).Should().OnlyContain(
            piece => piece == "~ab\U00010400" || piece == "~\U00010400\U00010401" || piece == "~\U00010401cd", "none has half a character");
        Of("printer 楼层").Should().OnlyContain(piece => Pieces.Is(piece));
    }

    [Fact]
    public void No_word_is_taken_for_one() => Words.Of("~pump~ ~~ a~b printer").Should().NotContain(word => Pieces.Is(word));

    private static List<string> Of(string text) => [.. Pieces.Of(Words.Of(text))];
}
