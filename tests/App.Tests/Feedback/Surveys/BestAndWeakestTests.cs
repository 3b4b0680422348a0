using FluentAssertions;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Results;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Weekly;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Surveys;

/// <summary>The one line of a result in a digest says what the release says, and nothing beyond it.</summary>
public sealed class BestAndWeakestTests
{
    [Fact]
    public void The_best_and_the_weakest_share_stand_with_their_intervals() =>
        BestAndWeakest.Of(Release([.. Row("speak-same-day", 16, new(12, 12)), .. Row("react-how", 16, new(5, 5))])).Should()
            .MatchRegex("^Best: “If something looks .*” 75 % \\(\\d+ to \\d+ %\\)\\. Weakest: “When something goes .*” 31 % \\(");

    [Fact]
    public void A_band_stands_as_its_interval_and_two_alike_in_the_order_of_the_card()
    {
        var line = BestAndWeakest.Of(Release([.. Row("react-how", 8, new(6, 8)), .. Row("speak-same-day", 8, new(6, 8))]));

        line.Should().MatchRegex("^Best: “If something looks .*” \\d+ to 100 %\\. Weakest: “When something goes .*” \\d+ to 100 %\\.$");
    }

    [Fact]
    public void One_share_stands_alone_and_none_is_no_figure()
    {
        BestAndWeakest.Of(Release([.. Row("react-how", 16, new(5, 5))])).Should().StartWith("“When something goes").And.Contain("31 %");
        BestAndWeakest.Of(Release([])).Should().Be("The result is in the channel.");
    }

    private static SurveyRelease Release(ReleaseRow[] rows)
    {
        var pulse = SurveyTemplates.Find("team-pulse", 1)!;
        return SurveyRelease.Read(new(1, 20, 16, []), ReleasePolicy.Usual, pulse.ItemsOf(1), [.. rows]);
    }

    private static ReleaseRow[] Row(string item, int answered, Figure favourable) =>
    [
        ReleaseRow.Of(item, 0, ReleaseRow.Answered, Figure.Exactly(answered)),
        ReleaseRow.Of(item, 0, ItemPart.Favourable, favourable),
    ];
}
