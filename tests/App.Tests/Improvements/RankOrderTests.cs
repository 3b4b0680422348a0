using FluentAssertions;
using Improvement.Bot.Improvements;
using Improvement.Bot.Records;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Improvements;

public sealed class RankOrderTests
{
    private const int Runs = 300;

    private static readonly RankFactors[] Factors =
        [RankFactors.Expected, RankFactors.Hours, RankFactors.Works, RankFactors.Effort];

    [Fact]
    public void Nothing_that_must_not_wait_stands_below_what_may_wait_whatever_leads_decide() => ForAny((_, list) =>
        list.SkipWhile(each => each.Candidate.MustNotWait).Should().OnlyContain(each => !each.Candidate.MustNotWait));

    [Fact]
    public void A_candidate_never_falls_by_a_factor_that_makes_it_worth_more() => ForAny((random, list) =>
    {
        var ranked = list[random.Next(list.Count)];
        foreach (var factor in Factors)
        {
            var times = 1 + random.NextDouble() * 9;
            var by = factor is RankFactors.Effort ? 1 / times : times;
            var (mean, lower, upper) = ranked.Candidate.Factor(factor);
            var better = ranked.Candidate.With(factor, new(mean * by, lower * by, upper * by));
            RankOrder.PlaceOf(better, ranked.Decision?.Place ?? RankPlace.ByValue, list)
                .Should().BeLessThanOrEqualTo(ranked.Place, $"{factor} is {times:0.0} times as good");
        }
    });

    [Fact]
    public void An_assumption_never_stands_before_a_measurement_of_the_same_mean()
    {
        var random = new Random(11);
        for (var run = 0; run < Runs; run++)
        {
            var measured = AnyCandidate.Of(random, 2) with { Assumed = RankFactors.None };
            foreach (var factor in Factors)
            {
                // older, and with the smaller number, so that a tie would put it first; once as wide, once wider
                var known = measured.Factor(factor);
                foreach (var assumed in new[] { known, RankFactor.Of(known.Mean) })
                {
                    var guess = measured.With(factor, assumed) with
                    {
                        Assumed = factor, Record = new(measured.Record.Kind, 1), Since = measured.Since.AddDays(-1),
                    };
                    if (assumed.LogDeviation < known.LogDeviation) continue;
                    var list = RankOrder.Of([guess, measured], new Dictionary<RecordId, RankDecision>());
                    list[0].Candidate.Record.Should().Be(measured.Record, $"{factor} is assumed of the other");
                }
            }
        }
    }

    [Fact]
    public void The_order_does_not_depend_on_the_order_in_which_candidates_come() => ForAny((random, list) =>
    {
        var candidates = list.Select(each => each.Candidate).ToArray();
        random.Shuffle(candidates);
        var decisions = list.Where(each => each.Decision is not null).ToDictionary(each => each.Candidate.Record, each => each.Decision!);
        RankOrder.Of(candidates, decisions).Should().Equal(list);
    });

    [Fact]
    public void Of_two_that_are_worth_the_same_the_older_one_stands_first()
    {
        var younger = AnyCandidate.Of(new Random(3), 1);
        var older = younger with { Record = new(younger.Record.Kind, 2), Since = younger.Since.AddMinutes(-1) };
        RankOrder.Of([younger, older], new Dictionary<RecordId, RankDecision>())
            .Select(each => each.Candidate.Record.Number).Should().Equal(2, 1);
    }

    [Fact]
    public void What_leads_put_first_or_last_stands_there_among_what_waits_alike() => ForAny((_, list) =>
    {
        foreach (var alike in list.GroupBy(each => each.Candidate.MustNotWait))
        {
            alike.Select(each => each.Decision?.Place switch { RankPlace.First => 0, RankPlace.Last => 2, _ => 1 })
                .Should().BeInAscendingOrder();
        }
    });

    [Fact]
    public void What_would_change_a_rank_is_where_it_would_stand_in_the_whole_list() => ForAny((random, list) =>
    {
        var ranked = list[random.Next(list.Count)];
        foreach (var would in RankExplanation.WhatWouldChange(ranked, list))
        {
            var known = ranked.Candidate.With(would.Factor, new(would.Value, would.Value, would.Value));
            var candidates = list.Select(each => each == ranked
                ? known with { Assumed = known.Assumed & ~would.Factor }
                : each.Candidate);
            var decisions = list.Where(each => each.Decision is not null)
                .ToDictionary(each => each.Candidate.Record, each => each.Decision!);
            var then = RankOrder.Of(candidates, decisions).Single(each => each.Candidate.Record == ranked.Candidate.Record);
            then.Place.Should().Be(would.Place).And.NotBe(ranked.Place);
        }
    });

    [Theory]
    [InlineData(0.004, "under 0.01")]
    [InlineData(0.263, "0.26")]
    [InlineData(7.04, "7")]
    [InlineData(9.96, "10")]
    [InlineData(12.4, "12")]
    [InlineData(123, "120")]
    [InlineData(98_765, "99,000")]
    public void A_figure_has_two_digits_at_most(double figure, string words) => ListCards.Number(figure).Should().Be(words);

    [Theory]
    [InlineData("owner:me state:Accepted days:28", "owner:me state:Accepted days:28")]
    [InlineData("mine", "owner:me")]
    [InlineData("owner:12 state:Accepted", "owner:12 state:Accepted")]
    [InlineData("mine owner:12", "owner:12")]
    [InlineData("owner:12 nobody", "owner:nobody")]
    [InlineData("owner:12 owner:Anybody", "")]
    [InlineData("team:7 nobody snoozed", "team:7 owner:nobody snoozed")]
    [InlineData("days:-4 team:x colour:red whatever", "")]
    public void A_filter_is_read_as_it_is_written(string typed, string text)
    {
        ListFilter.Read(typed).ToText().Should().Be(text);
        ListFilter.Read(text).Should().Be(ListFilter.Read(typed));
    }

    [Theory]
    [InlineData("anna lee days:28", "days:28", "anna lee")]
    [InlineData("owner:anna", "", "anna")]
    [InlineData("mine", "owner:me", "")]
    [InlineData("@Anna colour:red", "", "@Anna colour:red")]
    public void Typed_words_that_are_no_filter_are_a_name(string typed, string text, string name)
    {
        var (filter, words) = ListFilter.ReadTyped(typed);
        (filter.ToText(), words).Should().Be((text, name));
    }

    private static void ForAny(Action<Random, IReadOnlyList<RankedCandidate>> check)
    {
        var random = new Random(7);
        for (var run = 0; run < Runs; run++)
        {
            var candidates = AnyCandidate.List(random, 12);
            check(random, RankOrder.Of(candidates, AnyCandidate.Decisions(random, candidates)));
        }
    }
}
