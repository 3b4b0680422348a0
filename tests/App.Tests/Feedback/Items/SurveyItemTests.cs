using System.Collections.Immutable;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Feedback.Items;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Items;

public sealed partial class SurveyItemTests
{
    private const string Secret = "Nonsuch";

    private static readonly ImmutableArray<SurveyItem> Asked =
    [
        ItemBank.Named("speak-same-day"), TemplateItems.Recommend, TemplateItems.Hindered, TemplateItems.Back, TemplateItems.ToolFirst,
        TemplateItems.ToolHours, TemplateItems.Coped, TemplateItems.Better,
    ];

    private static IEnumerable<SurveyItem> All =>
        ItemBank.All.Concat(SurveyTemplates.All.SelectMany(template => template.Items)).Append(
            new OwnItem(ItemKind.SingleChoice, "Which?", ["This", "That"]).Item());

    [Fact]
    public void Codes_are_stable_names_that_a_card_and_a_table_can_hold()
    {
        foreach (var item in All)
        {
            item.Code.Should().MatchRegex(Code());
            new[] { "wave", "verb", "key", "ref" }.Should().NotContain(item.Code);
            item.Answers.Should().OnlyHaveUniqueItems();
            item.Answers.Where(answer => !Code().IsMatch(answer)).Should().BeEmpty();
            item.Answers.Should().NotContain([ItemPart.Favourable, ItemPart.Neutral, ItemPart.Unfavourable]);
        }
        ItemBank.All.Select(item => item.Code).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void Each_answer_belongs_to_one_part_and_reads_as_something()
    {
        foreach (var item in All.Where(item => !item.IsText))
        {
            item.Parts.SelectMany(part => part.Answers).Should().BeEquivalentTo(item.Choices, item.Code);
            item.Choices.Select(item.LabelOf).Should().OnlyHaveUniqueItems().And.NotContain("");
            item.Parts.Select(part => ItemScale.LabelOf(item, part)).Should().OnlyHaveUniqueItems().And.NotContain("");
        }
    }

    [Fact]
    public void Agreement_with_a_reversed_item_is_bad_news()
    {
        ItemBank.Named("learn-lasts").Favourable.Should().Equal("4", "5");
        ItemBank.Named("learn-again").Favourable.Should().Equal("1", "2");
        TemplateItems.Back.Favourable.Should().Equal("no");
        TemplateItems.Recommend.Favourable.Should().Equal("9", "10");
        TemplateItems.ToolFirst.Favourable.Should().BeEmpty();
    }

    [Fact]
    public void The_bank_has_three_items_for_each_construct_one_of_them_reversed()
    {
        foreach (var construct in Enum.GetValues<Construct>())
        {
            ItemBank.Of(construct).Should().HaveCount(3).And.ContainSingle(item => item.IsReversed, $"{construct}");
            ItemBank.NameOf(construct).Should().NotBeEmpty();
        }
    }

    [Fact]
    public void Words_are_short_enough_to_be_read_in_passing() =>
        ItemBank.All.Should().OnlyContain(item => item.Words().Split(' ').Length <= 14 && item.Words().Length <= 70);

    [Fact]
    public void What_a_card_sends_is_counted()
    {
        var read = SurveyAnswers.Read(Asked, Typed(
            ("speak-same-day", " 4 "), ("pulse-recommend", "10"), ("incident-hindered", "time,roles"), ("rollout-back", "no"),
            ("tool-first", ""), ("tool-hours", "3-5"), ("pulse-better", " A calm morning.\n"), ("wave", "7")));

        read.Problems.Any.Should().BeFalse();
        read.Answer!.Counted.Should().Equal(
            new CountedAnswer("speak-same-day", "4"), new("pulse-recommend", "10"), new("incident-hindered", "time"),
            new("incident-hindered", "roles"), new("incident-hindered", SurveyItem.Any), new("rollout-back", "no"),
            new("tool-hours", "3-5"));
        read.Answer.Written.Should().ContainSingle().Which.Should().Be(
            KeyValuePair.Create("pulse-better", " A calm morning.\n"));
    }

    [Fact]
    public void Do_not_know_is_an_answer_only_where_it_is_offered()
    {
        SurveyAnswers.Read(Asked, Typed(("speak-same-day", "dk"))).Problems.Any.Should().BeFalse();
        SurveyAnswers.Read(Asked, Typed(("pulse-recommend", "dk"))).Problems.About("pulse-recommend").Should().ContainSingle();
    }

    [Fact]
    public void A_text_that_is_too_long_is_told_its_length_and_not_cut() =>
        SurveyAnswers.Read(Asked, Typed(("pulse-better", new('x', 1001)))).Problems.About("pulse-better").Should().Equal(
            "Please shorten it: a comment has at most 1000 characters, and this one has 1001.");

    [Fact]
    public void A_text_of_a_thousand_characters_is_taken() =>
        SurveyAnswers.Read(Asked, Typed(("pulse-better", new('x', 1000)))).Answer!.Written["pulse-better"].Should().HaveLength(1000);

    [Fact]
    public void Nothing_at_all_is_said_to_be_nothing() =>
        SurveyAnswers.Read(Asked, Typed(("pulse-better", "  "))).Problems.About("").Should().ContainSingle();

    /// <summary>Whatever comes in, what is said about it repeats none of it, and nothing is thrown.</summary>
    [Fact]
    public void No_complaint_and_no_text_of_a_value_repeats_an_answer()
    {
        var random = new Random(20261128);
        string[] odd =
            [Secret, Secret + ",time", "11", "-1", "4.5", "1,2", "\0" + Secret, "{\"a\":1}", new('9', 5000), ",", ",,", "４"];
        for (var run = 0; run < 2000; run++)
        {
            var values = Values.None;
            foreach (var item in Asked)
            {
                var typed = odd[random.Next(odd.Length)] + (random.Next(2) is 0 ? Secret : "");
                if (random.Next(3) is 0) values = values.With(item.Code, typed);
            }

            var read = SurveyAnswers.Read(Asked, values);

            string.Join(' ', read.Problems.All.Select(problem => problem.Message)).Should().NotContain(Secret);
            $"{read} {read.Answer}".Should().NotContain(Secret);
        }
    }

    private static Values Typed(params (string Input, string Value)[] values) =>
        values.Aggregate(Values.None, (all, each) => all.With(each.Input, each.Value));

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Code();
}
