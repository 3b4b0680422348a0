using FluentAssertions;
using Improvement.Bot.Digests;
using Improvement.Bot.Errors;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Greeting;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
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
            .BeSubsetOf(
                new BotRoutes()
                    .MapRecords(SearchedKinds.All)
                    .MapSearch(SearchedKinds.All)
                    .MapErrors()
                    .MapDigests()
                    .MapGreeting().CommandNames).And.OnlyHaveUniqueItems();

    [Fact]
    public void The_help_tells_of_each()
    {
        var help = GreetingCards.Help().Card!.ToJson();

        ListedCommands.All.Should().OnlyContain(command => help.Contains(command.What));
    }
}
