using System.Text;
using System.Text.Json;
using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Channel;

/// <summary>Damaged activities.</summary>
public sealed class MutationTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_most_are_different()
    {
        await using var bot = await StubBot.StartAsync();
        var valid = bot.Teams.Activities.Every(bot.Ann, bot.Triage, bot.Group);

        var first = new Mutations(valid, 1).Take(2000).ToList();
        var again = new Mutations(valid, 1).Take(2000);
        var other = new Mutations(valid, 2).Take(2000);

        first.Select(Text).Should().Equal(again.Select(Text));
        first.Select(Text).Should().NotEqual(other.Select(Text));
        first.Select(Text).Distinct().Should().HaveCountGreaterThan(1900);
    }

    [Fact]
    public async Task Most_can_still_be_read_and_some_cannot()
    {
        await using var bot = await StubBot.StartAsync();

        var all = new Mutations(bot.Teams.Activities.Every(bot.Ann, bot.Triage, bot.Group), 1).Take(2000).ToList();

        all.Count(IsObject).Should().BeInRange(1500, 1950);
        all.SelectMany(m => m.How.Split(", ").Select(h => h.Split(' ')[^1]))
            .Should().Contain(["null", "array", "huge", "odd", "deeply", "truncated", "flipped", "surrogate"]);
    }

    private static string Text(Mutation mutation) => Encoding.Latin1.GetString(mutation.Body.Span);

    private static bool IsObject(Mutation mutation)
    {
        try
        {
            using var document = JsonDocument.Parse(mutation.Body, new() { MaxDepth = 1000 });
            return document.RootElement.ValueKind is JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
