using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Tests.Development;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The check of cards can fail.</summary>
public sealed class CardSchemaTests
{
    [SharedSchemaFact("adaptive-card-teams.schema.json")]
    public void A_card_with_an_unknown_element_or_property_is_a_problem()
    {
        Problem("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "TextBlock", "text": "good" } ] }""").Should().BeNull();
        Problem("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "Blinking", "text": "bad" } ] }""").Should().NotBeNull();
        Problem("""{ "type": "AdaptiveCard", "version": "1.5", "body": [ { "type": "TextBlock", "text": "bad", "colour": "red" } ] }""").Should().NotBeNull();
    }

    private static string? Problem(string json) => CardSchema.Problem(JsonDocument.Parse(json).RootElement);
}
