using FluentAssertions;
using Improvement.Bot.Statistics;
using Xunit;

namespace Improvement.Bot.Tests.Statistics;

public sealed class RecurrenceTests
{
    [Fact]
    public void Limits_lie_around_the_estimates()
    {
        var found = Recurrence.Of(new(3, 200), RecurrencePrior.Default);
        found.Expected.Should().BeInRange(found.ExpectedLower, found.ExpectedUpper);
        found.Chance.Should().BeInRange(found.ChanceLower, found.ChanceUpper);
    }

    [Fact]
    public void Bursts_leave_the_number_and_lower_the_chance()
    {
        var single = Recurrence.Of(new(3, 200), RecurrencePrior.Default);
        var bursts = Recurrence.Of(new(3, 200), RecurrencePrior.Default, 3);
        bursts.Expected.Should().Be(single.Expected);
        bursts.Chance.Should().BeLessThan(single.Chance);
    }

    [Fact]
    public void Fewer_than_thirty_clusters_or_none_that_came_back_change_nothing_that_is_supposed()
    {
        RecurrencePrior.Of([]).Should().Be(RecurrencePrior.Default);
        RecurrencePrior.Of([.. Enumerable.Repeat(new Returns(2, 100), 29)]).Should().Be(RecurrencePrior.Default);
        RecurrencePrior.Of([.. Enumerable.Repeat(new Returns(0, 100), 30)]).Should().Be(RecurrencePrior.Default);
    }

    [Fact]
    public void Clusters_that_differ_give_a_prior_of_their_own()
    {
        // m = 0.02, Σ(x − mt)² = 30·4 = 120, V = (120 − 60)/(30·100²) = 0.0002.
        var prior = RecurrencePrior.Of([.. Enumerable.Range(0, 30).Select(at => new Returns(at % 2 * 4, 100))]);
        prior.Shape.Should().BeApproximately(2, 1e-9);
        prior.Days.Should().BeApproximately(100, 1e-9);
    }

    [Fact]
    public void Clusters_that_do_not_differ_give_their_rate_alone()
    {
        var prior = RecurrencePrior.Of([.. Enumerable.Repeat(new Returns(2, 100), 30)]);
        prior.Shape.Should().Be(0.3);
        prior.Days.Should().BeApproximately(15, 1e-9);
    }

    [Fact]
    public void A_stronger_action_is_supposed_to_work_more_often()
    {
        var means = new[] { WorksPrior.Weak, WorksPrior.Medium, WorksPrior.Strong }.Select(prior => ChanceItWorks.Of(0, 0, prior).Mean);
        means.Should().BeInAscendingOrder().And.StartWith(1.0 / 3).And.EndWith(0.6);
    }

    [Fact]
    public void The_mean_loss_is_drawn_to_the_table()
    {
        MeanLoss.Of(8, []).Should().Be(8);
        MeanLoss.Of(8, [0, 0, 0, 0]).Should().Be(4);
    }
}
