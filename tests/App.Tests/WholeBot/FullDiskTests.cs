using FluentAssertions;
using Improvement.Bot.Tests.Api;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>
/// The disk of the running bot fills up to the last byte: everybody is told so, nothing is half-kept, and it goes on as soon as there is
/// room.
/// </summary>
public sealed class FullDiskTests
{
    private static readonly object Body = new { story = "The quince press leaks oil onto the belt" };

    [SmallDiskFact]
    public async Task Chat_API_and_health_say_that_the_disk_is_full_and_go_on_when_there_is_room()
    {
        using var disk = new SmallDisk();
        var product = new OnSmallDisk(disk);
        await product.InitializeAsync();
        try
        {
            var ann = product.Somebody();
            using var agent = await product.CallerIn(await product.TeamOf(ann));
            var form = await ann.Form("The crane turns in the wind");
            (await Health(product)).Status.Should().Be(200);

            disk.Fill();

            (await ann.Press(form, "Report it")).Toast.Should().Contain("is full, so nothing of this was kept");
            (await ann.Ask("/report-error The lift is stuck", "is full, so nothing of this was kept")).Cards.Should().BeEmpty();
            var refused = await agent.Post("/api/v1/errors", Body, ("Idempotency-Key", "one"));
            (refused.Status, refused.Problem).Should().Be((503, "unavailable"));
            refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
            refused.Body.Should().Contain("disk of the bot is full").And.NotContain("not your fault");
            (await Eventually(product, 503)).Body.Should().StartWith("not ready").And.Contain(
                "database: cannot be written, the disk is full");
            product.Bot.Number("SELECT COUNT(*) FROM errors").Should().Be(0);

            disk.Free();

            (await Eventually(product, 200)).Body.Should().StartWith("ready").And.Contain("database: can be written");
            (await ann.Press(form, "Report it")).Card!.Words.Should().Contain(words => words.Contains("ERR-1", StringComparison.Ordinal));
            (await agent.Post("/api/v1/errors", Body, ("Idempotency-Key", "one"))).Status.Should().Be(201);
            await product.Bot.Idle();
            product.Bot.Number("SELECT COUNT(*) FROM errors").Should().Be(2);
            product.Failures.Count(line => line.Contains("Nothing can be written, the disk is full", StringComparison.Ordinal))
                .Should()
                .Be(1, "a log that repeats it would fill the disk further");
            product.Failures.Where(line => line.Contains("with code", StringComparison.Ordinal))
                .Should()
                .OnlyContain(line => !line.Contains("   at ", StringComparison.Ordinal), "one line for each");
        }
        finally
        {
            await product.DisposeAsync();
        }
    }

    private static async Task<Answered> Health(Product product)
    {
        using var probe = new Caller(product.Bot.Root, key: null);
        return await probe.Get("/health/ready");
    }

    /// <summary>It is tried every two seconds at most, and a turn that could not be kept counts for ten.</summary>
    private static async Task<Answered> Eventually(Product product, int status)
    {
        for (var began = TimeProvider.System.GetTimestamp(); ; await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System))
        {
            var answer = await Health(product);
            if (answer.Status == status) return answer;
            TimeProvider.System.GetElapsedTime(began).Should().BeLessThan(TimeSpan.FromSeconds(30), answer.Body);
        }
    }

    private sealed class OnSmallDisk(SmallDisk disk) : ApiProduct
    {
        protected override IEnumerable<(string Name, string Value)> Settings =>
            [.. base.Settings, ("Storage:ConnectionString", $"Data Source={disk.File("bot.db")}")];
    }
}
