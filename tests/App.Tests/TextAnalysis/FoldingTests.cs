using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.TextAnalysis;
using Xunit;

namespace Improvement.Bot.Tests.TextAnalysis;

/// <summary>The same word in several spellings is one.</summary>
public sealed class FoldingTests
{
    [Theory]
    [InlineData("Отчёт ещё", "отчет еще")]
    [InlineData("отче\u0308т", "ОТЧЁТ")]
    [InlineData("Йод", "и\u0306од")]
    [InlineData("Ο εκτυπωτής", "ο ΕΚΤΥΠΩΤΗΣ")]
    [InlineData("στα\u0301ση", "ΣΤΆΣΗ")]
    [InlineData("İSTANBUL ılık", "istanbul ilik")]
    [InlineData("hỏng tầng", "ho\u0309ng ta\u0302\u0300ng")]
    [InlineData("Đường ưu", "duong uu")]
    [InlineData("ﾌﾟﾘﾝﾀｰ", "プリンター")]
    [InlineData("ｶﾞｷﾞ ｳﾞ", "ガギ ヴ")]
    [InlineData("か\u3099ハ\u309A", "がパ")]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("Straße STRASSE", "strasse straße")]
    [InlineData("ﬁle oﬃce ﬂow", "file office flow")]
    [InlineData("Œuvre Ærø þing ĳs", "oeuvre aero thing ijs")]
    [InlineData("łódź Đorđe Ħal", "lodz dorde hal")]
    [InlineData("طـــابعة", "طابعة")]
    [InlineData("أحمد إلى آخر", "احمد الي اخر")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("ﻃﺎﺑﻌﺔ ﻻ", "طابعة لا")]
    [InlineData("رقم ٤٢ ۴۲", "رقم 42 42")]
    [InlineData("کتاب می\u200Cخواهم", "كتاب ميخواهم")]
    [InlineData("שָׁלוֹם", "שלום")]
    [InlineData("שׁוּ", "\uFB2A\uFB35")]
    [InlineData("한글", "\u1112\u1161\u11AB\u1100\u1173\u11AF")]
    [InlineData("kaf\u00ADfee\u200B", "kaffee")]
    [InlineData("𝐏𝐫𝐢𝐧𝐭 ④", "print 4")]
    [InlineData("दो १२", "दो 12")]
    public void Spellings_of_a_word_are_one(string one, string other)
    {
        Folding.Fold(one).Should().Be(Folding.Fold(other));
        Words.Of(one).Should().Equal(Words.Of(other));
    }

    [Theory]
    [InlineData("الطابعة", "طابعة")]
    [InlineData("والطابعة بالطابعة", "طابعة طابعة")]
    [InlineData("للطابعة", "طابعة")]
    public void The_Arabic_article_belongs_to_no_word(string one, string other) => Words.Of(one).Should().Equal(Words.Of(other));

    [Theory]
    [InlineData("ぷ", "ぶ")]
    [InlineData("хлеб", "хлёп")]
    [InlineData("अमर", "अमीर")]
    [InlineData("ال", "لا")]
    [InlineData("กา", "กี")]
    public void Different_words_stay_different(string one, string other) => Folding.Fold(one).Should().NotBe(Folding.Fold(other));

    [Fact]
    public void A_text_that_needs_nothing_is_left_as_it_is()
    {
        const string plain = "The printer is out of paper. 打印机";

        Folding.Compose(plain).Should().BeSameAs(plain);
    }

    [Fact]
    public void Folding_twice_changes_nothing_whatever_the_text()
    {
        var chance = new Random(11);
        for (var round = 0; round < 500; round++)
        {
            var text = new string([.. Enumerable.Range(0, 60).Select(_ => (char)chance.Next(1, 0x10000))]);
            var once = Folding.Fold(text);
            Folding.Fold(once).Should().Be(once);
        }
    }
}
