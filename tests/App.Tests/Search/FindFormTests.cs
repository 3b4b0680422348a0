using FluentAssertions;
using Improvement.Bot.Errors.Search;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Search;
using Xunit;

namespace Improvement.Bot.Tests.Search;

/// <summary>The form and the typed search are the same.</summary>
public sealed class FindFormTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("")]
    [InlineData("printer \"out of paper\" -test last:30d")]
    [InlineData("team:\"My Team\" state:open severity>=3 category:omitted since:2026-02-01 until:2026-02-28")]
    [InlineData("printer state:reported,withdrawn")]
    [InlineData("severity:1-2 category:none")]
    [InlineData("team:North team:South category:late,omitted severity:4")]
    public void Nothing_is_lost_when_a_search_is_shown_as_a_form_and_sent_again(string typed)
    {
        var asked = FindReader.Read(SearchedKinds.All, typed, Today);
        asked.Good.Should().BeTrue();

        var sent = FindForm.Card(SearchedKinds.All, asked, typed).Inputs.Aggregate(
            Values.None, (values, input) => values.With(input.Id!, input.Value ?? ""));

        FindReader.Read(SearchedKinds.All, FindForm.TextOf(SearchedKinds.All, sent), Today).Query.ToText(SearchedKinds.All)
            .Should()
            .Be(asked.Query.ToText(SearchedKinds.All));
    }

    [Fact]
    public void Every_value_that_stands_in_a_list_is_one_of_its_choices()
    {
        foreach (var input in FindForm.Card(
            SearchedKinds.All, FindReader.Read(SearchedKinds.All, "state:withdrawn severity>=4 category:none", Today),
            "").Inputs.OfType<ChoiceInput>().Where(input =>
                input.Value is not null))
        {
            input.Choices.Select(choice => choice.Value).Should().Contain(input.Value!);
        }
    }
}
