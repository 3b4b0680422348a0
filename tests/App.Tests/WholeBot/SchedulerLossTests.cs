using System.Net;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The store of the scheduler cannot be had while the application runs.</summary>
public sealed class SchedulerLossTests(Product product) : IClassFixture<Product>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_bot_answers_all_the_same_its_health_says_so_and_it_recovers_by_itself()
    {
        var ann = product.Somebody();
        await Ready(HttpStatusCode.OK, "scheduler: on time");
        var store = product.DatabaseFile.Replace("bot.db", "bot-schedule.db", StringComparison.Ordinal);
        File.Exists(store).Should().BeTrue();

        File.Delete(store);
        Directory.CreateDirectory(store); // so that it cannot be made again
        await Ready(HttpStatusCode.ServiceUnavailable, "database: can be written");
        await ann.Ask("/help", "What I can do");

        Directory.Delete(store);
        await Ready(HttpStatusCode.OK, "scheduler: on time");
        File.Exists(store).Should().BeTrue();
    }

    private async Task Ready(HttpStatusCode status, string said)
    {
        using var client = new HttpClient();
        for (var began = TimeProvider.System.GetTimestamp(); ;)
        {
            using var answer = await client.GetAsync(new Uri(product.Bot.Root, "/health/ready"));
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == status && text.Contains(said, StringComparison.Ordinal)) return;
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(Patience, text);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }
}
