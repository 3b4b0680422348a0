using FluentAssertions;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Similarity;
using Xunit;

namespace Improvement.Bot.Tests.Similarity;

public sealed class LookUpTests
{
    private readonly InMemoryReports _kept = new();

    [Fact]
    public void The_same_sentence_is_as_alike_as_can_be()
    {
        Keep(1, "The nightly export sent last week's file to three customers");
        Keep(2, "The printer on the second floor is out of paper");
        Like("The nightly export sent last week's file to three customers")[0]
            .Should()
            .Match<Similar>(similar => similar.Record == 1 && similar.Likeness > 0.5);
    }

    [Fact]
    public void Among_three_reports_another_wording_is_found_and_the_others_are_not()
    {
        Keep(1, "The nightly export sent last week's file to three customers");
        Keep(2, "The printer on the second floor is out of paper");
        Keep(3, "A colleague was not told about the change of the shift");
        var found = Like("Customers got the wrong file: nightly exports send the one of last week");
        found[0].Record.Should().Be(1);
        found.Where(similar => similar.IsShown).Should().ContainSingle();
    }

    [Fact]
    public void Small_words_alone_make_nothing_alike()
    {
        Keep(1, "It was not the one that I had ordered on the day of the delivery");
        Like("It was not the one that we had to do at the end of the month")
            .Should()
            .OnlyContain(similar => !similar.IsShown);
    }

    [Fact]
    public void Nor_do_the_headings_of_a_form_once_twenty_reports_have_them()
    {
        var contents = Enumerable.Range(0, 22).Select(at => $"kestrel{at} falcon{at} osprey{at}").ToList();
        string Filled(string content) =>
            $"User agent browser version language. Steps to reproduce: {content} Actual results: {content} Expected results: nothing "
                + "unusual observed during operation";
        for (var at = 0; at < 20; at++) Keep(at, Filled(contents[at]));
        Like(Filled(contents[21])).Should().HaveCount(3).And.OnlyContain(similar => !similar.IsShown);
    }

    [Fact]
    public void One_shared_name_alone_does_not_either()
    {
        Keep(1, "Munich office received two invoices from the supplier");
        Like("Heating broken since Monday, everybody in Munich works from home")
            .Should()
            .OnlyContain(similar => !similar.IsShown);
    }

    [Fact]
    public void Chinese_is_found_by_pairs_of_characters()
    {
        Keep(1, "昨晚的导出任务把上周的文件发给了三个客户");
        Keep(2, "打印机没有纸了");
        Like("导出任务又把上周的文件发给客户了")[0].Should().Match<Similar>(similar => similar.Record == 1 && similar.IsShown);
    }

    [Theory]
    [InlineData("Der Rauchmelder im Archiv piept", "Rauchmeldr defekt")]
    [InlineData("Rechnungsversand ist ausgefallen", "die Rechnungen fehlen")]
    [InlineData("楼梯坏了", "梯子")]
    public void Compounds_endings_and_misspellings_are_found_by_pieces_of_words(string kept, string asked)
    {
        Keep(1, kept);
        Keep(2, "The pump is loud");
        Like(asked).Should().ContainSingle().Which.Record.Should().Be(1);
    }

    [Fact]
    public void A_title_that_was_taken_from_the_text_counts_no_more_than_the_text()
    {
        const string text = "The pump is loud. It stands by the gate";
        Fingerprint.Of("The pump is loud", text).Should().BeEquivalentTo(Fingerprint.Of("", text));
        Weight(Fingerprint.Of("Loud pump", text), "pump").Should().BeGreaterThan(Weight(Fingerprint.Of("", text), "pump"));

        static int Weight(Fingerprint of, string term) => of.Terms.Single(each => each.Term == term).Weight;
    }

    [Fact]
    public void Nothing_is_like_an_empty_report_and_nothing_is_found_where_nothing_is_kept()
    {
        Like("anything").Should().BeEmpty();
        Keep(1, "anything");
        _kept.Like(Fingerprint.Of("", "")).Should().BeEmpty();
    }

    [Fact]
    public void Terms_that_everybody_uses_are_not_read()
    {
        var counts = new Dictionary<string, int> { ["server"] = 90_000, ["crash"] = 4_000, ["kestrel"] = 12 };
        var plan = LookUp.Plan(
            Fingerprint.Of("kestrel crash server", ""), 100_000,
            LookUp.TermsToCount(Fingerprint.Of("kestrel crash servers server", "")).ToDictionary(term => term, counts.GetValueOrDefault));
        plan.Terms.Should().BeEquivalentTo("kestrel", "crash");
    }

    [Fact]
    public void A_look_up_never_reads_more_than_it_may()
    {
        for (var id = 0; id < 500; id++) Keep(id, $"export of file {id % 7} failed on server {id % 11} for customer {id % 13}");
        _kept.Like(Fingerprint.Of("export of file 3 failed on server 5 for customer 8", ""), mostPostings: 150).Should().HaveCount(3);
        _kept.LastRead.Should().BeInRange(1, 150);
    }

    [Fact]
    public void The_longest_story_is_counted_by_few_terms()
    {
        var story = string.Join(' ', Enumerable.Range(0, 3_000).Select(at => $"word{at}"));
        LookUp.TermsToCount(Fingerprint.Of("A short title", story)).Should().HaveCount(128 + 32, "words and pieces of words");
    }

    [Fact]
    public void Words_far_down_are_kept_for_search_at_the_least_weight()
    {
        var story = string.Concat(Enumerable.Repeat("noise ", 200)) + "kestrel";
        Fingerprint.Of("A title", story).Terms.Single(term => term.Term == "kestrel").Weight.Should().Be(1);
    }

    [Fact]
    public void Of_equals_the_newest_comes_first()
    {
        Keep(1, "the export failed");
        Keep(2, "the export failed");
        Like("the export failed").Select(similar => similar.Record).Should().Equal(2, 1);
    }

    [Fact]
    public void Likeness_stays_between_nothing_and_one_whatever_the_counts_say()
    {
        var asked = Fingerprint.Of("kestrel crash", "kestrel crash");
        var plan = LookUp.Plan(asked, 1, new Dictionary<string, int> { ["kestrel"] = 50, ["crash"] = 50 });
        plan.Best(_ => [new Posting[] { new(1, Fingerprint.Full) }], 1).Should().OnlyContain(similar => similar.Likeness >= 0);
    }

    private void Keep(long id, string text) => _kept.Keep(id, Fingerprint.Of(ProposedTitle.From(text), text));

    private IReadOnlyList<Similar> Like(string text) => _kept.Like(Fingerprint.Of(ProposedTitle.From(text), text));
}
