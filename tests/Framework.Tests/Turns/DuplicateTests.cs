using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Framework.Turns;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>The channel may deliver anything twice.</summary>
public sealed class DuplicateTests
{
    [Fact]
    public async Task A_message_delivered_twice_is_answered_once()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("help");

        var answer = await bench.Ann.Again();

        answer.Should().Be(InvokeAnswer.Empty);
        bench.Ann.Messages.Should().ContainSingle();
        bench.Ran.Should().ContainSingle();
    }

    [Fact]
    public async Task A_message_delivered_many_times_at_once_is_answered_once()
    {
        await using var bench = new TurnBench();
        var activity = bench.Ann.NewActivity("message");
        activity["text"] = "help";
        var copies = Enumerable.Range(0, 20).Select(_ => activity.DeepClone().AsObject()).ToArray();

        var answers = await Task.WhenAll(copies.Select(bench.Chat.Deliver));

        answers.Should().OnlyContain(answer => answer.Status == 200);
        bench.Ran.Should().ContainSingle();
    }

    [Fact]
    public async Task A_press_delivered_twice_is_answered_with_the_present_card_and_does_nothing()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        await bench.Ann.Press("Go on", ("What", "milk"));
        var first = bench.Ann.Answered!;
        var commits = bench.Kept.Commits;

        await bench.Ann.Again();

        bench.Ann.Answered!.ToString().Should().Be(first.ToString());
        bench.Kept.Commits.Should().Be(commits);
    }

    [Fact]
    public async Task A_deed_pressed_once_and_delivered_twice_is_done_once()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("note milk");
        await bench.Ann.Press("Go on");

        await bench.Ann.Again();

        bench.Town.Bought.Should().Equal("milk");
        bench.Ann.Answered!.Shows("bill:1: milk").Should().BeTrue("that is what stands there by now");
    }

    [Fact]
    public async Task A_press_of_no_form_is_said_to_be_done_when_it_is_delivered_again()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("buttons");
        await bench.Ann.Press("Write");

        await bench.Ann.Again();

        bench.Ann.Toast.Should().Be("Done.");
        bench.Ann.Messages.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_press_that_began_a_form_shows_that_form_when_it_is_delivered_again()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("buttons");
        await bench.Ann.Press("Begin");

        await bench.Ann.Again();

        bench.Ann.Answered!.Shows("What shall I fetch?").Should().BeTrue();
        bench.Kept.Dialogs.Should().ContainSingle();
    }

    [Fact]
    public async Task An_event_delivered_twice_is_dealt_with_once()
    {
        await using var bench = new TurnBench(routes =>
            routes.On(ActivityTypes.InstallationUpdate, (turn, _) => { turn.Say(OutgoingActivity.Of("Welcome")); return default; }));
        await bench.Ann.Send(bench.Ann.NewActivity(ActivityTypes.InstallationUpdate));

        await bench.Ann.Again();

        bench.Ann.Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task The_same_id_in_another_conversation_is_another_activity()
    {
        await using var bench = new TurnBench();
        var (here, there) = (bench.Ann.NewActivity("message"), bench.Chat.Personal("Ben").NewActivity("message"));
        (here["text"], there["text"], there["id"]) = ("help", "help", here["id"]!.DeepClone());

        await bench.Chat.Deliver(here);
        await bench.Chat.Deliver(there);

        bench.Chat.Messages.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_activity_without_an_id_is_dealt_with_each_time()
    {
        await using var bench = new TurnBench();
        var activity = bench.Ann.NewActivity("message");
        activity["text"] = "help";
        activity.Remove("id");

        await bench.Ann.Send(activity);
        await bench.Ann.Again();

        bench.Ann.Messages.Should().HaveCount(2);
    }

    [Fact]
    public async Task What_nobody_deals_with_is_accepted_and_leaves_no_mark()
    {
        await using var bench = new TurnBench();

        (await bench.Ann.Send(bench.Ann.NewActivity("typing"))).Should().Be(InvokeAnswer.Empty);

        bench.Kept.SeenActivities.Should().BeEmpty();
        bench.Kept.Commits.Should().Be(0);
    }
}
