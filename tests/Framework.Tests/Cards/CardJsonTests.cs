using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Tests.Channel;
using Xunit;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Framework.Tests.Cards;

public sealed class CardJsonTests
{
    [Theory]
    [ClassData(typeof(SampleCards.TheoryData))]
    public void Each_kind_of_element_goes_onto_the_wire_as_before(string name) => Golden.Check(name, SampleCards.All[name].ToJson());

    [TeamsSchemaTheory]
    [ClassData(typeof(SampleCards.TheoryData))]
    public void Each_kind_of_element_is_one_that_Teams_knows(string name) =>
        CardSchema.Problem(JsonElement.Parse(SampleCards.All[name].ToJson())).Should().BeNull();

    [Fact]
    public void Every_element_and_action_has_a_sample()
    {
        var json = string.Concat(SampleCards.All.Values.Select(card => card.ToJson()));
        var kinds = typeof(Element).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && (type.IsAssignableTo(typeof(Element)) || type.IsAssignableTo(typeof(CardAction))))
            .Except([typeof(Improvement.Bot.Framework.Dialogs.AnswerWith)]);
        var shown = System.Text.RegularExpressions.Regex.Matches(json, "\"type\":\"([^\"]+)\"").Select(match => match.Groups[1].Value)
            .Distinct().Except(["AdaptiveCard", "Column", "TableRow", "TableCell", "Data.Query"]);

        shown.Should().HaveCount(kinds.Count());
    }

    [Fact]
    public void A_part_that_is_null_is_left_out() =>
        RenderedCard.Of(Card("", Text("a"), null, Group(null, Text("b")))).Words.Should().Equal("a", "b");

    [Fact]
    public void A_button_says_its_verb_in_its_data_too_and_falls_back_to_a_submit_with_the_same()
    {
        var json = Card("", Buttons(ExecuteAction.Of("Go", "x.go", ("n", 1)) with { AssociatedInputs = AssociatedInputs.None })).ToJson();

        json.Should().Contain("""{"type":"Action.Submit","data":{"verb":"x.go","n":1},"associatedInputs":"none","title":"Go"}""");
    }

    [Fact]
    public void Inputs_are_found_wherever_they_are() =>
        Card("", Line("a", ""), Group(Group(Line("b", ""))), Folded("f", Line("c", "")), Beside(Line("d", ""), Text("x"))).Inputs
            .Select(input => input.Id).Should().Equal("a", "b", "c", "d");

    [Fact]
    public void Mapping_reaches_every_element_wherever_it_is()
    {
        var card = Card("", Text("a"), Group(Group(Text("b"))), Beside(Text("c"), Text("d")));

        var mapped = card.Map(element => [element is TextBlock block ? Text(block.Text + "!") : element]);

        RenderedCard.Of(mapped).Words.Should().Equal("a!", "b!", "c!", "d!");
    }
}

/// <summary>A theory that needs the schema of cards; skipped with the reason where it is absent.</summary>
internal sealed class TeamsSchemaTheoryAttribute : TheoryAttribute
{
    public TeamsSchemaTheoryAttribute() => Skip = SharedSchema.Missing(SharedSchema.Card);
}
