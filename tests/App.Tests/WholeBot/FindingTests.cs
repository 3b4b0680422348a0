using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>What somebody sees who looks for reports.</summary>
public sealed class FindingTests
{
    [Fact]
    public async Task A_report_is_found_however_its_words_are_spelt()
    {
        (string Story, string Words)[] spellings =
        [
            ("Отчёт не отправлен клиенту", "отчет"),
            ("Ο εκτυπωτής σταμάτησε", "ΕΚΤΥΠΩΤΗΣ"),
            ("İSTANBUL şubesinde yazıcı durdu", "istanbul"),
            ("Ma\u0301y in ho\u0309ng o\u031B\u0309 ta\u0302\u0300ng hai", "hỏng tầng"),
            ("توقفت الطابعة عن العمل", "طابعة"),
            ("Die U\u0308bergabe der Schichtbu\u0308cher fehlt", "Übergabe Schichtbücher"),
            ("ﾌﾟﾘﾝﾀｰが故障した", "プリンター"),
        ];
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann");
        await bot.InstallInTeam();
        var filed = new List<string>();
        foreach (var (story, _) in spellings) filed.Add((await ann.Report(story)).Label);

        foreach (var ((_, words), label) in spellings.Zip(filed))
        {
            var found = (await ann.Ask($"/find {words}", "1 found")).Card;
            found.Words.Should().Contain(each => each.StartsWith(label, StringComparison.Ordinal), words);
        }

        bot.Behaved();
    }

    [Fact]
    public async Task Pages_are_turned_there_and_back_and_say_where_one_is()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann");
        await bot.InstallInTeam();
        for (var i = 1; i <= 18; i++) await ann.Report($"The lift number {i} stands still in the lobby");

        var first = (await ann.Ask("/find lobby", "1–8 of 18")).Card;
        var second = (await ann.Press(first, "Next page")).Card!;
        var third = (await ann.Press(second, "Next page")).Card!;
        var back = (await ann.Press(third, "Previous page")).Card!;
        var opened = (await ann.Press(back, "Open ERR-10")).Card!;
        var returned = (await ann.Press(opened, "Back to the list")).Card!;

        Labels(first).Should().Equal(Enumerable.Range(11, 8).Reverse());
        Labels(second).Should().Equal(Enumerable.Range(3, 8).Reverse());
        Labels(third).Should().Equal(2, 1);
        (third.Words.Contains("17–18 of 18"), Labels(back).SequenceEqual(Labels(second)), Labels(returned).SequenceEqual(Labels(second)))
            .Should()
            .Be((true, true, true));
        bot.Behaved();
    }

    [Fact]
    public async Task A_filter_that_there_is_not_is_said()
    {
        await using var bot = await BotFixture.StartAsync();
        var ann = bot.Add("Ann");
        await bot.InstallInTeam();

        (await ann.Ask("/find from:bao", "is not a filter")).Card.Words.Should().Contain(words =>
            words.Contains("severity:", StringComparison.Ordinal));
    }

    private static IEnumerable<int> Labels(SeenCard card) =>
        card.Words.Where(word =>
            word.StartsWith("ERR-", StringComparison.Ordinal)).Select(word => int.Parse(word.AsSpan(4, word.IndexOf(' ') - 4)));
}
