using System.Collections.Immutable;
using FluentAssertions;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Results;

public sealed class SurveyReleaseTests
{
    private static readonly SurveyItem Speak = ItemBank.Named("speak-same-day");
    private static readonly AudienceChange Nobody = new(0, 0);

    [Fact]
    public void Below_six_answers_nothing_is_kept_but_that()
    {
        var release = Of(20, 5, [Speak], (Speak, [0, 0, 1, 2, 2]));

        release.IsTooFew.Should().BeTrue();
        release.Rows.Should().BeEmpty();
        release.Wave.Responded.Should().BeNull();
        release.Items.Single().Answered.Should().BeNull();
    }

    [Fact]
    public void A_question_that_few_answered_is_held_back_by_itself() =>
        Of(20, 9, [Speak, TemplateItems.Recommend], (Speak, [0, 0, 1, 2, 2])).Rows.Should().BeEmpty();

    [Fact]
    public void A_small_team_reads_the_share_with_its_interval_and_three_kinds_of_answer()
    {
        var result = Of(10, 8, [Speak], (Speak, [1, 1, 1, 3, 2])).Items.Single();

        result.Answered.Should().Be(8);
        result.Favourable!.Count.Should().Be(Figure.Exactly(5));
        result.Favourable.Value.Should().Be(0.625);
        result.Favourable.Lower.Should().BeApproximately(0.4621, 0.0001);
        result.Favourable.Upper.Should().BeApproximately(0.7638, 0.0001);
        result.Parts.Select(part => part.Figure).Should().Equal(Figure.Exactly(5), null, null);
        result.Steps.Should().BeEmpty();
    }

    [Fact]
    public void All_or_none_of_a_small_team_is_a_band()
    {
        var result = Of(10, 9, [Speak], (Speak, [0, 0, 0, 3, 6])).Items.Single();

        result.Favourable!.Count.Should().Be(new Figure(7, 9));
        result.Favourable.Value.Should().BeNull();
        result.Favourable.Upper.Should().Be(1);
    }

    [Fact]
    public void Fifteen_answers_show_the_steps_that_hold_no_small_count()
    {
        var result = Of(30, 20, [Speak], (Speak, [1, 3, 4, 5, 7])).Items.Single();

        result.Parts.Select(part => part.Figure).Should().Equal(Figure.Exactly(12), Figure.Exactly(4), Figure.Exactly(4));
        result.Steps.Select(step => step.Code).Should().Equal("4", "5");
    }

    [Fact]
    public void Do_not_know_is_no_answer_in_the_middle()
    {
        var figures = Figures(12, 12, (Speak, [0, 0, 3, 4, 1]));
        var release = Of(new(12, 12) { Counts = figures.Counts.Add((Speak.Code, 0, SurveyItem.DontKnow), 4) }, [Speak]);

        release.Items.Single().Answered.Should().Be(8);
        release.Items.Single().DontKnow.Should().Be(Figure.Exactly(4));
    }

    [Fact]
    public void Where_few_answered_the_silent_ones_are_named()
    {
        Of(20, 10, [Speak], (Speak, [0, 3, 0, 4, 3])).Items.Single().Favourable!.Bounds.Should().Be((0.35, 0.85));
        Of(16, 10, [Speak], (Speak, [0, 3, 0, 4, 3])).Items.Single().Favourable!.Bounds.Should().BeNull();
    }

    [Fact]
    public void A_recommendation_is_a_score_where_its_counts_are_told_and_else_only_limits()
    {
        var exact = Of(20, 15, [TemplateItems.Recommend], (TemplateItems.Recommend, [0, 0, 0, 0, 0, 0, 3, 3, 3, 3, 3])).Items.Single();
        exact.Promoters!.Value.Should().BeApproximately(20, 1e-9);
        exact.Promoters.Lower.Should().BeApproximately(0.0836, 0.0001);
        exact.Promoters.Upper.Should().BeApproximately(37.9165, 0.0001);

        var band = Of(10, 8, [TemplateItems.Recommend], (TemplateItems.Recommend, [0, 0, 0, 0, 0, 0, 2, 0, 3, 3, 0])).Items.Single();
        band.Promoters!.Value.Should().BeNull();
        band.Promoters.Lower.Should().BeLessThan(band.Promoters.Upper);
    }

    [Fact]
    public void Several_may_be_chosen_and_each_is_of_those_who_answered()
    {
        var item = TemplateItems.Hindered;
        var counts = ImmutableDictionary.CreateRange(new Dictionary<(string, int, string), int>
        {
            [(item.Code, 0, SurveyItem.Any)] = 12, [(item.Code, 0, "time")] = 9, [(item.Code, 0, "roles")] = 1,
            [(item.Code, 0, "access")] = 5,
        });
        var result = Of(new(12, 12) { Counts = counts }, [item]).Items.Single();

        result.Answered.Should().Be(12);
        result.Parts.Single(part => part.Code == "time").Figure.Should().Be(Figure.Exactly(9));
        result.Parts.Single(part => part.Code == "roles").Figure.Should().Be(new Figure(0, 2));
    }

    [Fact]
    public void Comments_wait_for_nine_answers()
    {
        Of(new(12, 8) { Counts = Figures(12, 8).Counts, Written = Two }, [TemplateItems.Better]).ShowsTexts.Should().BeFalse();
        var release = Of(new(12, 9) { Counts = Figures(12, 9).Counts, Written = Two }, [TemplateItems.Better]);
        release.ShowsTexts.Should().BeTrue();
        release.Items.Single().Written.Should().Be(2);
    }

    [Fact]
    public void A_small_group_takes_the_next_smallest_with_it_and_both_stand_in_the_order_of_the_alphabet()
    {
        var result = Of(Grouped(("Night", 4), ("Day", 9), ("Store", 7)), [Speak]).Items.Single();

        result.HiddenGroups.Should().Equal("Night", "Store");
        result.Groups.Select(group => group.Name).Should().Equal("Day");
        var count = result.Groups.Single().Favourable.Count;
        (count.High - count.Low).Should().Be(2, "a group is told as a band of three");
    }

    [Fact]
    public void Which_groups_are_hidden_depends_on_nothing_but_their_sizes()
    {
        foreach (var up in new[] { true, false })
        {
            Of(Grouped(up, ("Night", 4), ("Day", 9), ("Store", 7), ("Field", 7)), [Speak]).Items.Single()
                .HiddenGroups.Should().Equal("Field", "Night");
        }
    }

    [Fact]
    public void Twelve_answers_are_told_what_they_could_prove()
    {
        var before = Of(11, 11, [Speak], (Speak, [0, 3, 2, 3, 3]));
        var now = Of(12, 12, [Speak], (Speak, [0, 0, 3, 4, 5])).After([new(before, new(1, 0))]);

        var change = now.Items.Single().Change!;
        change.Verdict.Should().Be(ChangeVerdict.HeldBack, "one joined and all answered");
        var loose = Of(20, 12, [Speak], (Speak, [0, 0, 3, 4, 5])).After([new(Of(20, 11, [Speak], (Speak, [0, 3, 2, 3, 3])), Nobody)]);
        loose.Items.Single().Change!.Verdict.Should().Be(ChangeVerdict.TooFewData);
        loose.Items.Single().Change!.ProvablePoints.Should().BeGreaterThan(40);
    }

    [Theory]
    [InlineData(10, 30, nameof(ChangeVerdict.Better))]
    [InlineData(30, 10, nameof(ChangeVerdict.Worse))]
    [InlineData(20, 22, nameof(ChangeVerdict.NoClearChange))]
    public void A_change_is_called_one_only_where_none_does_not_fit(int before, int now, string verdict)
    {
        var earlier = Of(60, 40, [Speak], (Speak, [0, 40 - before, 0, before, 0]));
        var release = Of(60, 40, [Speak], (Speak, [0, 40 - now, 0, now, 0])).After([new(earlier, Nobody)]);

        var change = release.Items.Single().Change!;
        $"{change.Verdict}".Should().Be(verdict);
        change.Since.Should().Be(1);
        change.Pairs!.P.Should().NotBeNull();
    }

    [Fact]
    public void Three_waves_have_a_trend_unless_one_of_them_is_held_back()
    {
        SurveyRelease Wave(int good) => Of(60, 40, [Speak], (Speak, [0, 40 - good, 0, good, 0]));
        var rising = Wave(30).After([new(Wave(10), Nobody), new(Wave(20), Nobody)]).Items.Single().Trend!;
        rising.Waves.Should().Be(3);
        rising.IsClear.Should().BeTrue();
        rising.Trend.Tau.Should().BePositive();

        SurveyRelease Full(int good) => Of(40, 40, [Speak], (Speak, [0, 40 - good, 0, good, 0]));
        Full(30).After([new(Full(10), new(1, 1)), new(Full(20), Nobody)]).Items.Single().Trend.Should().BeNull();
    }

    [Fact]
    public void What_matters_most_is_not_said_of_few_answers()
    {
        Of(20, 12, [Speak]).WithDrivers("pulse-recommend").Drivers!.Answer.Should().Be(DriverAnswer.TooFew);
        Drivers(150).Should().Be(DriverAnswer.AmongTheStrongest);
        Drivers(250).Should().Be(DriverAnswer.Ranked);
    }

    [Fact]
    public void The_audit_stops_a_release_that_its_policy_forbids()
    {
        var figures = Grouped(("Night", 4), ("Day", 9));
        ImmutableArray<ReleaseRow> rows =
            [new(Speak.Code, 0, "answered", 13, null), new(Speak.Code, 2, "answered", 9, null)];
        ReleaseAudit.Smallest(rows, figures, [Speak], 6).Should().Be(4);
    }

    [Fact]
    public void Totals_of_a_group_that_is_not_there_are_not_lost_but_refused() => FluentActions.Invoking(() => Of(
        new(9, 9) { Counts = Figures(9, 9, (Speak, [0, 2, 0, 7, 0])).Counts, Groups = [new(1, "Night", 9)] }, [Speak]))
        .Should().Throw<ArgumentException>();

    [Fact]
    public void Totals_say_nothing_of_themselves_as_text() => $"{Figures(9, 9)}".Should().Be("WaveFigures");

    private static ImmutableDictionary<string, int> Two { get; } =
        ImmutableDictionary<string, int>.Empty.Add(TemplateItems.Better.Code, 2);

    private static DriverAnswer Drivers(int answers)
    {
        var half = answers / 2;
        ImmutableArray<ImmutableArray<int>> together = [[half, 0, 5], [0, 0, 0], [5, 0, half]];
        var figures = new WaveFigures(answers, answers)
        {
            Counts = Figures(answers, answers, (Speak, [0, half, 0, half, 0])).Counts,
            WithOutcome = ImmutableDictionary<string, ImmutableArray<ImmutableArray<int>>>.Empty.Add(Speak.Code, together),
        };
        var drivers = Of(figures, [Speak]).WithDrivers("pulse-recommend").Drivers!;
        drivers.Items.Should().Equal(Speak.Code);
        return drivers.Answer;
    }

    private static WaveFigures Grouped(params (string Name, int Answered)[] groups) => Grouped(true, groups);

    private static WaveFigures Grouped(bool good, params (string Name, int Answered)[] groups) => new(
        groups.Sum(group => group.Answered), groups.Sum(group => group.Answered))
    {
        Groups = [.. groups.Select((group, at) => new SurveyGroup(at + 1, group.Name, group.Answered))],
        Counts = groups.SelectMany((group, at) => new[]
        {
            KeyValuePair.Create((Speak.Code, at + 1, good ? "4" : "2"), group.Answered - 2),
            KeyValuePair.Create((Speak.Code, at + 1, "3"), 2),
        }).ToImmutableDictionary(),
    };

    private static SurveyRelease Of(int invited, int responded, ImmutableArray<SurveyItem> items, params (SurveyItem, int[])[] counts) =>
        Of(Figures(invited, responded, counts), items);

    private static SurveyRelease Of(WaveFigures figures, ImmutableArray<SurveyItem> items) =>
        SurveyRelease.Of(1, figures, ReleasePolicy.Usual, items);

    private static WaveFigures Figures(
        int invited, int responded, params (SurveyItem Item, int[] Counts)[] counts) => new(invited, responded)
    {
        Counts = counts.SelectMany(each => each.Item.Choices.Zip(
            each.Counts, (answer, count) => KeyValuePair.Create((each.Item.Code, 0, answer), count))).ToImmutableDictionary(),
    };
}
