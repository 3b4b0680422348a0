using FluentAssertions;
using Improvement.Bot.Tests.WholeBot;
using Xunit;

namespace Improvement.Bot.Tests.Graph;

/// <summary>The running bot while the directory wants to be left alone; a tenant of its own, as that lasts.</summary>
public sealed class ThrottledDirectoryTests(DirectoryProduct product) : IClassFixture<DirectoryProduct>
{
    [Fact]
    public async Task No_team_is_asked_about_before_retry_after_and_people_are_asked_without_it()
    {
        product.Graph.Throttling = ("600", 1);
        var story = await TriageStory.Begin(product, "The fan of line four squeaks");
        product.Graph.SetOwners(story.Team, story.Second);
        product.Graph.SetReplies(story.Lead, "alwaysEnabled");

        await product.ReadGroups();
        await story.IsProposed("Grease it");
        await story.Asked(story.Lead);

        product.Graph.Requests.Should().ContainSingle("nothing is sent until ten minutes are over");
        var soonest = product.Bot.Number("SELECT MIN(directory_due_at) FROM teams");
        soonest.Should().BeGreaterThan(TimeProvider.System.GetUtcNow().AddMinutes(8).ToUnixTimeMilliseconds());
        using var client = new HttpClient();
        (await client.GetStringAsync(new Uri(product.Bot.Root, "/health/ready"))).Should()
            .StartWith("ready").And.Contain("directory, owners of teams: warning, no answer since").And.Contain("(429");
        product.Failures.Should().BeEmpty();
    }
}
