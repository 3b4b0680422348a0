using System.Globalization;
using System.Text;
using FluentAssertions;
using Improvement.Bot.Development.Gallery;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Analyses;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Pages;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>However much is written about the causes of an error, Teams takes the cards that show them.</summary>
public sealed class AnalysisCardsTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("标签打印在错误的一面", 200));

    private static readonly Analysis Huge = new(1, 1, AnalysisState.UnderReview, Analysis.InOrder(
    [
        .. Enumerable.Range(1, CauseSteps.MostCauses).Select(number => new Cause(
            number, number is 1 ? null : number - 1, new(Long, CauseKind.Root) { Group = "process" }, new(1), "Ann",
            DateTimeOffset.UnixEpoch)
        {
            Evidence = [.. Enumerable.Repeat(Long, 10)],
        }),
    ]))
    {
        Justification = Long, WentWell = Long, MadeSense = Long,
    };

    [Fact]
    public void The_card_of_the_causes_stays_small_and_counts_what_it_leaves_out()
    {
        var card = AnalysisCards.Of(Error, Huge);

        SizeOf(card).Should().BeLessThanOrEqualTo(Card.GoodSize);
        card.ToJson().Should().Contain("55 more.").And.Contain("8 more.");
    }

    [Fact]
    public void A_card_about_something_else_has_three_root_causes() =>
        SizeOf(Draw.Card("Status", [.. AnalysisCards.ForDecision(Error, Huge)])).Should().BeLessThanOrEqualTo(Card.GoodSize / 2);

    [Fact]
    public void The_form_that_lists_the_causes_stays_small() => SizeOf(CauseForms.Add(1, new(
            Long[..200], Severity.MajorHarm, [.. Huge.Causes.Select(cause => new CauseChoice(cause.Number, AnalysisCards.Choice(cause)))]))
        .Card).Should().BeLessThanOrEqualTo(Card.GoodSize);

    [Fact]
    public void The_form_that_changes_a_cause_stays_small_with_all_causes_of_other_errors_that_it_offers()
    {
        CauseChoice[] causes = [.. Huge.Causes.Select(cause => new CauseChoice(cause.Number, AnalysisCards.Choice(cause)))];
        var elsewhere = Enumerable.Range(1, CauseSharing.MostOffered)
            .Select(each => new CauseChoice(each, $"ERR-99999: {Long[..CauseSharing.TextShown]}"));

        SizeOf(CauseForms.Change(1, new(Long[..200], Severity.MajorHarm, causes) { Elsewhere = [.. elsewhere], IsShared = true }).Card)
            .Should().BeLessThanOrEqualTo(Card.GoodSize);
    }

    [Fact]
    public void Card_and_page_say_of_which_other_errors_it_is_a_cause()
    {
        var shared = Huge with
        {
            Causes = [new(1, null, new("The fuse is weak"), new(1), "Ann", DateTimeOffset.UnixEpoch) { AlsoIn = ["ERR-7", "ERR-31"] }],
        };

        AnalysisCards.Of(Error, shared).ToJson().Should().Contain("Also a cause of ERR-7, ERR-31");
        PageDocument.Of(CultureInfo.InvariantCulture, AnalysisPage.Of(Error, shared, TimeZoneInfo.Utc), footer: null)
            .Should().Contain("Also a cause of ERR-7, ERR-31");
    }

    private static ErrorRecord Error => new GalleryData().Filed with { State = ErrorState.Analysing };

    private static int SizeOf(Card card) => Encoding.UTF8.GetByteCount(card.ToJson());
}
