using FluentAssertions;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Feedback.Waves;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Templates;

public sealed class SurveyTemplateTests
{
    private const int Waves = 60;

    public static TheoryData<string> Ids => [.. SurveyTemplates.Offered.Select(template => template.Id)];

    [Fact]
    public void There_are_six() => SurveyTemplates.Offered.Should().HaveCount(6);

    [Fact]
    public void A_version_stands_once() =>
        SurveyTemplates.All.Select(template => (template.Id, template.Version)).Should().OnlyHaveUniqueItems();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_wave_is_short_and_stands_on_the_bank(string id)
    {
        var template = Of(id);
        for (var wave = 1; wave <= Waves; wave++)
        {
            var items = template.ItemsOf(wave);
            items.Should().HaveCountLessThanOrEqualTo(SurveyTemplate.MostItems);
            items.Select(item => item.Code).Should().OnlyHaveUniqueItems();
            items.Count(item => item.IsText).Should().BeInRange(1, SurveyTemplate.MostTexts);
            items.Should().Contain(item => item.Construct != null).And.Contain(template.Outcome);
            SurveyTemplate.SecondsOf(items).Should().BeLessThan(SurveyTemplate.MostSeconds);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Two_anchors_stay_and_the_others_take_turns(string id)
    {
        var template = Of(id);
        template.Anchors.Should().HaveCount(SurveyTemplate.Anchored);
        var waves = Enumerable.Range(1, Waves).Select(wave => template.ItemsOf(wave)).ToList();

        foreach (var items in waves) items.Should().Contain(template.Anchors);
        waves.Take(template.Rotating.Length).SelectMany(items => items.Intersect(template.Rotating)).Should().Equal(
            template.Rotating, "each comes once before any comes again");
        template.ItemsOf(7).Should().Equal(template.ItemsOf(7), "a wave is the same whenever it is asked for");
    }

    [Fact]
    public void The_rotation_of_the_pulse_goes_through_all_seven_constructs_before_it_comes_back_to_one() =>
        Of("team-pulse").Rotating.Take(7).Select(item => item.Construct).Should().OnlyHaveUniqueItems();

    [Fact]
    public void What_is_sensitive_is_asked_without_names_only()
    {
        Of("team-pulse").MayBeAskedIn(SurveyMode.Attributed).Should().BeFalse();
        Of("team-pulse").MayBeAskedIn(SurveyMode.Anonymous).Should().BeTrue();
        Of("after-rollout").MayBeAskedIn(SurveyMode.Attributed).Should().BeTrue();
    }

    [Fact]
    public void There_is_no_wave_before_the_first() =>
        FluentActions.Invoking(() => Of("team-pulse").ItemsOf(0)).Should().Throw<ArgumentOutOfRangeException>();

    private static SurveyTemplate Of(string id) => SurveyTemplates.Newest.Single(template => template.Id == id);
}
