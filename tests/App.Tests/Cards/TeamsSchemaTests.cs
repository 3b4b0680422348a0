using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Tests.Development;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Cards;

/// <summary>Every card against the schema of the cards that Teams shows.</summary>
public sealed class TeamsSchemaTests
{
    private const string File = "adaptive-card-teams.schema.json";

    [SharedSchemaFact(File)]
    public void Every_card_passes()
    {
        var failures = SampleCards.All.Select(sample => (sample.Name, Problem: CardSchema.Problem(sample.Json()))).Where(each => each.Problem is not null);

        failures.Should().BeEmpty();
    }

    [SharedSchemaTheory(File)]
    [InlineData("an element that nobody knows", """{ "type": "TextBlok", "text": "x" }""")]
    [InlineData("a property that nobody knows", """{ "type": "TextBlock", "text": "x", "colour": "Good" }""")]
    [InlineData("a property of another element", """{ "type": "TextBlock", "text": "x", "facts": [] }""")]
    [InlineData("a missing text", """{ "type": "TextBlock" }""")]
    [InlineData("a value that is not offered", """{ "type": "TextBlock", "text": "x", "size": "Huge" }""")]
    [InlineData("a value of the wrong kind", """{ "type": "TextBlock", "text": "x", "wrap": "true" }""")]
    [InlineData("an unknown action deep inside", """{ "type": "Container", "items": [{ "type": "ActionSet", "actions": [{ "type": "Action.Run", "title": "x" }] }] }""")]
    public void The_validator_sees_what_is_wrong(string what, string broken)
    {
        CardSchema.Problem(CardWith("""{ "type": "TextBlock", "text": "x" }""")).Should().BeNull();
        CardSchema.Problem(CardWith(broken)).Should().NotBeNull(what);
    }

    private static JsonElement CardWith(string element) => JsonDocument.Parse($$"""{ "type": "AdaptiveCard", "version": "1.5", "body": [{{element}}] }""").RootElement;
}

/// <summary>A theory that needs a schema; skipped with the reason where it is absent.</summary>
internal sealed class SharedSchemaTheoryAttribute : TheoryAttribute
{
    public SharedSchemaTheoryAttribute(string name)
    {
        if (!System.IO.File.Exists(SharedSchema.File(name))) Skip = $"needs a schema that is not part of the repository: {SharedSchema.File(name)}";
    }
}
