using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.TextAnalysis;
using Xunit;

namespace Improvement.Bot.Tests.TextAnalysis;

public sealed class WordsTests
{
    [Theory]
    [InlineData("The nightly EXPORT failed!", "the night export fail")]
    [InlineData("failing exports, fails to export", "fail export fail to export")]
    [InlineData("planned stopped running", "plan stop run")]
    [InlineData("policies copies processes boxes classes status basis", "polici copi process box class status basis")]
    [InlineData("miss missed missing falling", "miss miss miss fall")]
    [InlineData("caching cache cached", "cach cach cach")]
    [InlineData("need agreed string bring red", "need agreed string bring red")]
    [InlineData("last week's file, don’t", "last week fil don")]
    [InlineData("NullPointerException in NameNode", "null pointer exception nullpointerexception in nam nod namenode")]
    [InlineData("fs.s3a.endpoint", "fs s3a endpoint fs.s3a.endpoint")]
    [InlineData("HADOOP-12345 re-run x_y", "hadoop 12345 hadoop-12345 re run re-run x y x_y")]
    [InlineData("HTTPServer parseXMLFast", "http server httpserver pars xml fast parsexmlfast")]
    [InlineData("Rechnung für Müller, Straße", "rechnung fur muller strass")]
    [InlineData("cafe\u0301 ＡＢＣ", "caf abc")]
    [InlineData("出口任务失败 a 的", "出口 口任 任务 务失 失败 a 的")]
    [InlineData("第3版", "第 3 版")]
    [InlineData("ошибка в отчёте", "ошибка в отчете")]
    [InlineData("a/b/c.txt", "a b c txt c.txt")]
    [InlineData("... -- !?", "")]
    [InlineData("", "")]
    public void Text_is_cut_into_terms(string text, string terms) => string.Join(' ', Words.Of(text)).Should().Be(terms);

    [Fact]
    public void Characters_outside_the_first_plane_stay_whole() => Words.Of("𠮷野家").Should().Equal("𠮷野", "野家");

    [Fact]
    public void Only_the_first_words_are_read()
    {
        Words.OfComposed("one two three four", 2, out var read).Should().Equal("one", "two");
        "one two three four"[read..].Should().Be(" three four");
    }

    [Fact]
    public void Encoded_data_is_no_word() => Words.Of(new string('A', 500) + " end").Should().Equal("end");

    [Fact]
    public void Any_text_can_be_read()
    {
        var letters = "aZ9 .-_'’漢𠮷é\u0301\ud800\udc00ก\u0e31٣\n\0".ToCharArray();
        var chance = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var text = new string(Enumerable.Range(0, 30).Select(_ => letters[chance.Next(letters.Length)]).ToArray());
            Words.Of(text).Should().OnlyContain(term => term.Length > 0 && !term.Contains(' '));
        }
    }
}
