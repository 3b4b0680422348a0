using FluentAssertions;
using Improvement.Bot.Errors.Alarms;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Channel;
using Improvement.Bot.Tests.WholeBot;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using Team = Improvement.Bot.Tests.Channel.Team;

namespace Improvement.Bot.Tests.Api;

/// <summary>Other systems hear of what happens: all of it, in order, signed, and nothing that is not for them.</summary>
public abstract class WebhookTests(WebhookTests.Telling product)
{
    public sealed class OnSqlite(Telling product) : WebhookTests(product), IClassFixture<Telling>;

    [OnPostgres]
    public sealed class OnPostgreSql(PostgresTelling product) : WebhookTests(product), IClassFixture<PostgresTelling>;

    [StoreFact]
    public async Task A_system_hears_in_order_and_signed_of_what_its_team_may_see()
    {
        var (ann, eli) = (product.Somebody(), product.Somebody("Eli"));
        var team = await product.TeamOf(ann);
        await product.TeamOf(eli);
        await using var receiver = await Receiver.Start();
        var secret = await Added(receiver, team);
        await eli.Report("The service tree of another team fell");
        await ann.Report("The secret service tree fell", ("Confidentiality", "Restricted"));
        var filed = await ann.Report("The wild service tree fell");
        await ann.Press((await ann.Press(filed.Card, "Withdraw")).Card!, "Withdraw it");

        var heard = await receiver.Hears(2);
        using var agent = await product.CallerIn(team);
        await agent.Post("/api/v1/errors", new { story = "The last service tree fell" });
        heard = await receiver.Hears(3);

        heard.Select(each => each.Type).Should().Equal("error.filed", "error.withdrawn", "error.filed");
        heard.Should().OnlyContain(each => each.IsSignedWith(secret) && each.Headers["content-type"] == "application/json");
        heard.Should().NotContain(each =>
            each.Title.Contains("secret", StringComparison.Ordinal) || each.Title.Contains("another team", StringComparison.Ordinal));
        heard[0].Json.GetProperty("error").GetProperty("label").GetString().Should().Be(filed.Label);
        heard[0].Json.ToString().Should().NotContain(ann.Name, "nobody is named");
        heard[2].Json.GetProperty("actor").GetString().Should().Be("agent");
        heard.Select(each => each.Id).Should().OnlyHaveUniqueItems();

        await product.Restart();
        await ann.Report("After the restart a service tree fell");
        (await receiver.Hears(4))[3].Title.Should().Contain("After the restart");
        receiver.All.Should().HaveCount(4, "nothing is told again");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_hostile_receiver_is_tried_again_and_loses_nothing()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        await using var receiver = await Receiver.Start(async (http, times) =>
        {
            if (times is 1) http.Response.StatusCode = 500;
            if (times is 2) http.Response.Redirect("/elsewhere");
            if (times is 3) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, http.RequestAborted);
            if (times is 4)
            {
                http.Response.StatusCode = 200;
                var block = new byte[64 * 1024];
                for (var i = 0; i < 400 && !http.RequestAborted.IsCancellationRequested; i++)
                {
                    await http.Response.Body.WriteAsync(block, http.RequestAborted);
                }
            }
        });
        await Added(receiver, team);

        await ann.Report("The first blackthorn cut");
        await ann.Report("The second blackthorn cut");
        var heard = await receiver.Hears(5);

        heard.Take(4).Select(each => each.Id).Distinct().Should().ContainSingle("the same event has the same id");
        heard.Should().OnlyContain(each => each.Path == "/hook", "no redirect is followed");
        heard.Select(each => each.Title).Distinct().Should().Equal("The first blackthorn cut", "The second blackthorn cut");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Who_is_gone_is_set_aside_the_administrators_are_told_once_and_nothing_is_lost()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        var gone = true;
        await using var receiver = await Receiver.Start((http, _) =>
        {
            if (Volatile.Read(ref gone)) http.Response.StatusCode = 410;
            return Task.CompletedTask;
        });
        await Added(receiver, team);
        var ada = product.Administrator;

        await ann.Report("The first spindle tree");
        await ada.Chat.See($"of the team {team.Name} is set aside");
        await ann.Report("The second spindle tree");
        await product.Bot.Idle();
        ada.Chat.Messages.Count(m => m.FromBot && m.Shows($"of the team {team.Name} is set aside")).Should().Be(1);
        receiver.All.Should().ContainSingle();

        Volatile.Write(ref gone, false);
        var open = await ada.Press((await ada.Ask("/webhooks", "Webhooks")).Card, $"Open {new Uri(receiver.Url).Authority}");
        open.Card!.Shows("answered 410").Should().BeTrue();
        await ada.Press(open.Card, "Try again");

        var heard = await receiver.Hears(3);
        heard.Skip(1).Select(each => each.Title).Should().Equal("The first spindle tree", "The second spindle tree");
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task A_secret_is_replaced_without_a_gap_and_a_removed_webhook_hears_nothing()
    {
        var ann = product.Somebody();
        var team = await product.TeamOf(ann);
        await using var receiver = await Receiver.Start();
        var former = await Added(receiver, team);
        var ada = product.Administrator;

        var open = await ada.Press((await ada.Ask("/webhooks", "Webhooks")).Card, $"Open {new Uri(receiver.Url).Authority}");
        var present = (await ada.Press(open.Card!, "Replace the secret")).Card!.Value("secret")!;
        await ann.Report("The wayfaring tree");

        var heard = (await receiver.Hears(1))[0];
        (heard.IsSignedWith(former), heard.IsSignedWith(present), former == present).Should().Be((true, true, false));
        var sure = await ada.Press(open.Card!, "Remove");
        await ada.Press(sure.Card!, "Remove it");
        await using var other = await Receiver.Start();
        await Added(other, team);
        await ann.Report("The guelder rose");
        await other.Hears(1);
        receiver.All.Should().ContainSingle();
    }

    [StoreFact]
    public async Task A_system_hears_what_became_of_a_fix_and_of_the_alarms_of_its_own_team()
    {
        var story = await TriageStory.Begin(product, "The shutter of dock nine hangs crooked", ("Severity", "NearMiss"));
        await using var receiver = await Receiver.Start();
        await product.AddWebhook(receiver, story.Team, ("Verdict", "true"), ("CameBack", "true"), ("Alarm", "true"));

        await story.IsResolved(product, "Renew the guide rail", daysAgo: 3);
        await story.Meets(product, story.Second, "Crooked again");
        await story.Channel.Press(story.Card(), "Not the same: undo");
        await product.Bot.Idle();
        await Raised(await product.TeamOf(product.Somebody()), "unsafe");
        await Raised(story.Team, "omitted");

        var heard = await receiver.Hears(8);
        heard.Select(each => each.Type).Should().Equal(
            "error.watch-started", "error.verdict-proposed", "error.verdict-confirmed", "error.witnessed", "error.recurred",
            "error.recurrence-undone", "error.account-retracted", "alarm.raised");
        heard.Take(3).Select(each => each.Json.GetProperty("actor").GetString()).Should().Equal("person", "person", "person");
        heard[7].Json.GetProperty("actor").GetString().Should().Be("bot");
        var alarm = heard[7].Json.GetProperty("alarm");
        alarm.EnumerateObject().Select(member => member.Name).Should().Equal(
            "number", "label", "category", "rule", "since", "expected", "seen", "createdAt");
        (alarm.GetProperty("category").GetString(), alarm.GetProperty("rule").GetString(), alarm.GetProperty("seen").GetInt32())
            .Should().Be(("omitted", "by-week", 14));
        product.Failures.Should().BeEmpty();
    }

    [StoreFact]
    public async Task Only_administrators_add_webhooks_and_only_to_addresses_that_can_be_used()
    {
        var ann = product.Somebody();
        await product.TeamOf(ann);
        await ann.Ask("/webhooks", "Only an administrator");
        var ada = product.Administrator;
        await product.Teams.Install(ada);
        var form = await ada.Chat.Ask(
            async () => await ada.Press((await ada.Ask("/webhooks", "Webhooks")).Card, "New webhook"), "Tell another system");

        foreach (var bad in new[] { "http://example.com/hook", "ftp://example.com", "example.com", "https://name:password@example.com/",
            "https://example.com/#part", "javascript:alert(1)" })
        {
            var answer = await ada.Press(form.Card, "Add the webhook", ("Url", bad), ("Filed", "true"));
            answer.Card!.Buttons.Should().Contain("Add the webhook", bad);
            form = await ada.Chat.Ask(() => ada.Say("/webhooks"), "Webhooks") is { } list
                ? await ada.Chat.Ask(() => ada.Press(list.Card, "New webhook"), "Tell another system")
                : form;
        }

        await ada.Say("/cancel");
    }

    /// <summary>An alarm is raised in a team.</summary>
    private Task Raised(Team team, string category) => product.Bot.Commit(services =>
    {
        var session = services.GetRequiredService<Session>();
        services.GetRequiredService<Bot.People.Actor>().ActAsBot(TimeProvider.System.GetUtcNow());
        services.GetRequiredService<AlarmRaising>().Raise(
            TeamRows.AskForAll(session.Statements).Value.Single(known => known.Name == team.Name),
            new(category, AlarmRule.ByWeek, new(2031, 3, 3), new(2031, 2, 3), 4.3, 14), falseAYear: 1);
    });

    /// <summary>Adds a webhook for everything in the chat and gives its secret.</summary>
    private Task<string> Added(Receiver receiver, Team team) => product.AddWebhook(receiver, team);

    /// <summary>The application, quick to look for events and to try again.</summary>
    public class Telling : Product
    {
        protected override IEnumerable<(string Name, string Value)> Settings =>
            [
                ("Webhooks:Pause", "00:00:00.05"), ("Webhooks:FirstPause", "00:00:00.05"), ("Webhooks:LongestPause", "00:00:00.5"),
                ("Webhooks:Timeout", "00:00:04"), ("Webhooks:Attempts", "20")];
    }

    /// <summary>The same on PostgreSQL.</summary>
    public sealed class PostgresTelling : Telling
    {
        private protected override StorageEngine Engine => StorageEngine.PostgreSql;
    }
}
