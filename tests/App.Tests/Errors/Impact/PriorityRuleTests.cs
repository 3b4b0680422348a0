using FluentAssertions;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Impact;

public sealed class PriorityRuleTests
{
    [Theory]
    [InlineData(5, 1, 1, "High")]
    [InlineData(4, 3, 1, "High")]
    [InlineData(4, 1, 4, "High")]
    [InlineData(4, 2, 3, "Medium")]
    [InlineData(3, 4, 3, "High")]
    [InlineData(3, 4, 2, "Medium")]
    [InlineData(3, 3, 5, "Medium")]
    [InlineData(2, 1, 1, "Medium")]
    [InlineData(2, 5, 5, "Medium")]
    [InlineData(1, 2, 5, "Low")]
    [InlineData(1, 3, 1, "Medium")]
    [InlineData(0, 1, 1, "Low")]
    public void Severity_comes_first(int severity, int occurrence, int detection, string priority) =>
        PriorityRule.Of((Severity)severity, occurrence, detection).ToString().Should().Be(priority);

    [Fact]
    public void Worse_in_any_respect_never_lowers_the_priority()
    {
        foreach (var severity in Enum.GetValues<Severity>())
        {
            for (var occurrence = 1; occurrence <= 5; occurrence++)
            {
                for (var detection = 1; detection <= 5; detection++)
                {
                    var here = PriorityRule.Of(severity, occurrence, detection);
                    if (severity < Severity.Critical)
                    {
                        ((int)PriorityRule.Of(severity + 1, occurrence, detection)).Should().BeGreaterThanOrEqualTo((int)here);
                    }
                    ((int)PriorityRule.Of(severity, occurrence + 1, detection)).Should().BeGreaterThanOrEqualTo((int)here);
                    ((int)PriorityRule.Of(severity, occurrence, detection + 1)).Should().BeGreaterThanOrEqualTo((int)here);
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(4, 3)]
    [InlineData(8, 4)]
    [InlineData(15, 4)]
    [InlineData(16, 5)]
    public void Occurrences_within_four_weeks_are_ranked(int count, int rank) => PriorityRule.OccurrenceRank(count).Should().Be(rank);

    [Fact]
    public void Every_way_of_detection_has_a_rank_of_its_own_meaning()
    {
        PriorityRule.DetectionRank(null).Should().Be(3);
        PriorityRule.DetectionRank("our-own-code").Should().Be(3);
        Taxonomy.Starting.Detection.Codes.Select(code => PriorityRule.DetectionRank(code))
            .Should()
            .OnlyContain(rank => rank >= 1 && rank <= 5);
        PriorityRule.DetectionRank(Detections.Customer).Should().Be(5);
    }
}
