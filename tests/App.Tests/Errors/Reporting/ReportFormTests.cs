using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Errors;

public sealed class ReportFormTests
{
    [Fact]
    public void What_is_proposed_says_so_in_the_choice_itself_so_that_another_choice_claims_nothing()
    {
        var form = ReportForm.For("Severe injuries after the server crashed", [], []);

        var severity = Choices(form, nameof(Report.Severity));
        severity.Label.Should().Be("How bad was it?");
        severity.Value.Should().Be(nameof(Severity.Critical));
        severity.Choices.Where(choice => choice.Title.Contains("proposed", StringComparison.Ordinal)).Should().Equal(new Choice("5 · Critical (proposed)", nameof(Severity.Critical)));
        var kind = Choices(form, nameof(Report.Category));
        kind.Label.Should().Be("What kind of error?");
        kind.Choices.Should().ContainSingle(choice => choice.Title == "Tool or environment failed (proposed, 50 % sure)" && choice.Value == kind.Value);
    }

    [Fact]
    public void Without_a_sentence_nothing_is_preselected_and_nothing_is_claimed()
    {
        var severity = Choices(ReportForm.For("", [], []), nameof(Report.Severity));

        severity.Value.Should().BeNull();
        severity.IsRequired.Should().NotBe(true);
        severity.Choices.Should().HaveCount(6).And.NotContain(choice => choice.Title.Contains("proposed", StringComparison.Ordinal));
    }

    private static ChoiceInput Choices(Form<Report> form, string input) => form.Card.Inputs.OfType<ChoiceInput>().Single(each => each.Id == input);
}
