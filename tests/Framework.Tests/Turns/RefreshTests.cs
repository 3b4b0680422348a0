using FluentAssertions;
using Improvement.Bot.Framework.Testing;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>Cards that clients fetch anew, again and again.</summary>
public sealed class RefreshTests
{
    [Fact]
    public async Task Nothing_is_written_and_no_mark_is_left()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        var (commits, seen) = (bench.Kept.Commits, bench.Kept.SeenActivities.Count);

        for (var i = 0; i < 5; i++) await bench.Ann.Reopen();

        (bench.Kept.Commits, bench.Kept.SeenActivities.Count).Should().Be((commits, seen));
        bench.Ann.Card.Shows("What shall I fetch?").Should().BeTrue();
    }

    [Fact]
    public async Task No_turn_is_waited_for()
    {
        var (entered, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var bench = new TurnBench(routes => routes.Command("stuck", async (_, _, _) =>
        {
            entered.SetResult();
            await goOn.Task;
        }));
        await bench.Ann.Say("errand");
        var message = bench.Ann.NewActivity("message");
        message["text"] = "/stuck";
        var stuck = bench.Chat.Deliver(message);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);

        await bench.Ann.Reopen();

        stuck.IsCompleted.Should().BeFalse();
        bench.Ann.Card.Shows("What shall I fetch?").Should().BeTrue();
        goOn.SetResult();
        await stuck;
    }

    [Fact]
    public async Task A_press_that_only_looks_is_a_reading_too()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("buttons");
        var commits = bench.Kept.Commits;

        await bench.Ann.Press("Look");
        await bench.Ann.Again();

        bench.Ann.Answered!.Shows("Looked.").Should().BeTrue();
        bench.Ran.Should().Equal("look", "look");
        bench.Kept.Commits.Should().Be(commits);
    }

    [Fact]
    public async Task For_somebody_else_it_draws_nothing()
    {
        await using var bench = new TurnBench();
        var (ann, ben) = (bench.Chat.Channel("Ann"), bench.Chat.Channel("Ben"));
        await ann.Say("errand");

        await ben.Send(Refresh(ben, ann.Last, "manual"));

        ben.Answered.Should().BeNull();
        ben.Toast.Should().Be("This form belongs to somebody else. Nothing was changed.");
    }

    [Fact]
    public async Task A_card_that_was_left_behind_shows_that_its_form_is_over()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        var refresh = Refresh(bench.Ann, bench.Ann.Last, "automatic");
        await bench.Ann.Press("Cancel");

        await bench.Ann.Send(refresh);

        bench.Ann.Answered!.Words.Should().Equal("This form is finished already. Nothing was changed.");
    }

    [Fact]
    public async Task Where_a_record_stands_by_now_the_record_is_drawn()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("note milk");
        var refresh = Refresh(bench.Ann, bench.Ann.Last, "automatic");
        await bench.Ann.Press("Go on");

        await bench.Ann.Send(refresh);

        bench.Ann.Answered!.Words.Should().Equal("bill:1: milk");
    }

    private static System.Text.Json.Nodes.JsonObject Refresh(Conversation person, RenderedMessage message, string trigger)
    {
        var activity = person.NewActivity("invoke");
        activity["name"] = "adaptiveCard/action";
        activity["replyToId"] = message.Id;
        activity["value"] = new System.Text.Json.Nodes.JsonObject
        {
            ["trigger"] = trigger,
            ["action"] = System.Text.Json.Nodes.JsonNode.Parse(message.Card!.Json.GetProperty("refresh").GetProperty("action")
                .GetRawText()),
        };
        return activity;
    }
}
