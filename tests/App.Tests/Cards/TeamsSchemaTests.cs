using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.Development;
using Xunit;

namespace Improvement.Bot.Tests.Cards;

/// <summary>Every card against the schema of the cards that Teams shows.</summary>
public sealed class TeamsSchemaTests
{
    [SharedSchemaFact(SharedSchema.Card)]
    public void Every_card_passes() =>
        SampleCards.All.Select(sample => (sample.Name, Problem: CardSchema.Problem(sample.Json())))
            .Where(each => each.Problem is not null)
            .Should()
            .BeEmpty();

    [SharedSchemaTheory(SharedSchema.Card)]
    [InlineData("""{ "type": "TextBlok", "text": "x" }""", """/body/0/type: no such type may stand here ("TextBlok")""")]
    [InlineData("""{ "type": "TextBlock", "text": "x", "colour": "Good" }""", """/body/0/colour: is not known here ("Good")""")]
    [InlineData("""{ "type": "TextBlock", "text": "x", "facts": [] }""", """/body/0/facts: is not known here ([])""")]
    [InlineData("""{ "type": "TextBlock" }""", """/body/0: Required properties ["text"] are not present ({ "type": "TextBlock" })""")]
    [
        InlineData(
            """{ "type": "TextBlock", "text": "x", "size": "Huge" }""",
            """/body/0/size: The string value is not a match for the indicated regular expression ("Huge")""")]
    [
        InlineData(
            """{ "type": "TextBlock", "text": "x", "wrap": "true" }""",
            """/body/0/wrap: Value is "string" but should be "boolean" ("true")""")]
    [
        InlineData(
            """{ "type": "Container", "items": [{ "type": "ActionSet", "actions": [{ "type": "Action.Run", "title": "x" }] }] }""",
            """/body/0/items/0/actions/0/type: no such type may stand here ("Action.Run")""")]
    public void What_is_wrong_is_refused_with_its_place(string broken, string fault)
    {
        CardSchema.Problem(CardWith("""{ "type": "TextBlock", "text": "x" }""")).Should().BeNull();
        CardSchema.Problem(CardWith(broken)).Should().Be(fault);
    }

    private static JsonElement CardWith(string element) =>
        JsonDocument.Parse($$"""{ "type": "AdaptiveCard", "version": "1.5", "body": [{{element}}] }""").RootElement;
}
