using FluentAssertions;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Whatever people write comes out as they wrote it, whole.</summary>
public abstract class OddTextTests(Product product)
{
    public sealed class OnSqlite(Product product) : OddTextTests(product), IClassFixture<Product>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresProduct product) : OddTextTests(product), IClassFixture<PostgresProduct>;

    [StoreTheory]
    [InlineData("<script>alert(1)</script> stood on the bill")]
    [InlineData("The price was **bold** and _slanted_ and `quoted`")]
    [InlineData("Click [here](javascript:alert(1)) they said")]
    [InlineData("Call <at>Everyone</at> at once")]
    [InlineData("The robot 🤖 smiled 🙂 and 👨‍👩‍👧 left")]
    [InlineData("הדוח נשלח ללקוח הלא נכון")]
    [InlineData("夜间导出把上周的文件发给了三个客户")]
    [InlineData("# 1. not a heading {{DATE(2026-01-01)}} &amp; C:\\temp")]
    public async Task Odd_text_comes_out_as_written_in_every_place(string odd)
    {
        var (ann, bob) = (product.Somebody(), product.Somebody("Bob"));
        var team = await product.TeamOf(bob, ann);
        var channel = bob.Open(team.Triage());

        var form = await ann.Form(odd);
        form.Value("Story").Should().Be(odd);
        var filed = (await ann.Press(form, "Report it")).Card!;
        var label = Talking.LabelOn(filed);
        Shown(filed).Should().Contain(odd);
        Shown((await channel.See(label)).Card).Should().Contain(odd);
        Shown((await ann.Ask($"/status {label}", "History")).Card).Should().Contain(odd);
        (await ann.Press((await ann.Press(filed, "Withdraw")).Card!, "Withdraw it", ("Reason", odd))).Card.Should().NotBeNull();

        var line = await channel.See(m => m.Cards.Count == 0 && m.Text.Contains("withdrew the report", StringComparison.Ordinal));
        Talking.Read(line.Text).Should().EndWith(odd);
        Shown((await ann.Ask("/my", "My reports")).Card).Should().Contain($"{label} · {odd}");
        var found = await ann.Ask($"/find {(odd.Contains('{') ? "heading" : odd)}", label);
        Shown(found.Card).Should().Contain($"{label} · {odd}");
        product.Teams.Problems.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Three_thousand_characters_are_kept_whole()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var story = string.Join(' ', Enumerable.Range(1, 600).Select(i => $"word{i}"))[..3_000];

        var filed = (await ann.Press(await ann.Form(), "Report it", ("Story", story))).Card!;

        product.Bot.Number("SELECT COUNT(*) FROM errors WHERE story = @story", story).Should().Be(1);
        Shown((await ann.Ask($"/status {Talking.LabelOn(filed)}", "History")).Card).Should().Contain(story);
    }

    [StoreFact]
    public async Task A_text_that_is_too_long_is_complained_about_and_everything_else_is_kept()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        var story = new string('x', 20_001);

        var complaint =
            (await ann.Press(await ann.Form(), "Report it", ("Story", story), ("Severity", "MajorHarm"), ("Expected", "Less text"))).Card!;

        complaint.Shows("This text has 20,001 characters and 20,000 can be kept.").Should().BeTrue();
        complaint.Value("Severity").Should().Be("MajorHarm");
        complaint.Value("Expected").Should().Be("Less text");
        complaint.Value("Story").Should().Be(story);
        var filed = (await ann.Press(complaint, "Report it", ("Story", story[..20_000]))).Card!;
        product.Bot.Number(
            "SELECT COUNT(*) FROM errors WHERE id = @id AND LENGTH(story) = 20000 AND expected = 'Less text'",
            long.Parse(Talking.LabelOn(filed).AsSpan(4)))
            .Should()
            .Be(1);
    }

    private static IEnumerable<string> Shown(Channel.SeenCard card) => card.Words.Select(Talking.Read);
}
