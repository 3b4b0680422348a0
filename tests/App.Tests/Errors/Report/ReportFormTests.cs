using FluentAssertions;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Errors.Report;

public sealed class ReportFormTests
{
    [Fact]
    public void The_question_names_what_is_proposed_so_that_another_choice_makes_no_lie_of_it()
    {
        var form = ReportForm.For("Severe injuries after the server crashed", [], []);

        var severity = Choices(form, nameof(ErrorReport.Severity));
        severity.Label.Should().Be("How bad was it? (proposed: 5)");
        severity.Value.Should().Be(nameof(Severity.Critical));
        var kind = Choices(form, nameof(ErrorReport.Category));
        kind.Label.Should().Be("What kind of error? (proposed: Tool or environment failed, 50 % sure)");
        kind.Value.Should().Be(Kinds.ToolFailure);
    }

    [Fact]
    public void Without_a_sentence_nothing_is_preselected_and_nothing_is_claimed()
    {
        var severity = Choices(ReportForm.For("", [], []), nameof(ErrorReport.Severity));

        severity.Value.Should().BeNull();
        severity.IsRequired.Should().NotBe(true);
        severity.Label.Should().Be("How bad was it?");
        severity.Placeholder.Should().Be("Proposed from your words");
    }

    private static ChoiceInput Choices(Form<ErrorReport> form, string input) =>
        form.Card.Inputs.OfType<ChoiceInput>().Single(each => each.Id == input);
}
