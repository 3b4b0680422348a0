using System.Collections.Immutable;
using System.Text;
using FluentAssertions;
using Improvement.Bot.Feedback.Agents;
using Improvement.Bot.Feedback.Templates;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Agents;

/// <summary>What agents answered on the card: nothing where none did, and a bound where many did.</summary>
public sealed class AgentSectionTests
{
    [Fact]
    public void Without_agents_there_is_no_section() => AgentSection.Of([], []).Should().BeEmpty();

    [Fact]
    public void Many_agents_with_long_answers_stay_within_a_card()
    {
        var items = SurveyTemplates.Find("after-rollout", 1)!.ItemsOf(1);
        var answer = new AgentAnswer(
            new('a', 80), new(new('v', AgentRun.LongestVersion), new('r', AgentRun.LongestRun)),
            new(
                [new("rollout-back", "no"), new("rollout-works", "4")],
                ImmutableDictionary<string, string>.Empty.Add("rollout-change", new('漢', 1000))));

        var card = Draw.Card("x", [.. AgentSection.Of([.. Enumerable.Repeat(answer, 20)], items)]);

        var json = card.ToJson();
        Encoding.UTF8.GetByteCount(json).Should().BeLessThan(14_000, "the result of the people stands above it");
        json.Should().Contain("AI agents: 20 answered").And.Contain("12 more agents answered");
    }
}
