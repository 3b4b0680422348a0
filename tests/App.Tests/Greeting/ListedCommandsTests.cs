using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Greeting;
using Improvement.Bot.Tests.Search;
using Xunit;

namespace Improvement.Bot.Tests.Greeting;

/// <summary>What people are told of is there.</summary>
public sealed class ListedCommandsTests
{
    [Fact]
    public void Each_listed_command_leads_somewhere() =>
        ListedCommands.All.Select(command => command.Name)
            .Should()
            .BeSubsetOf(AllRoutes.Make().CommandNames).And.OnlyHaveUniqueItems();

    [Fact]
    public void The_help_tells_of_each()
    {
        var help = GreetingCards.Help().Card!.ToJson();

        ListedCommands.All.Should().OnlyContain(command => help.Contains(command.What));
    }
}
