using FluentAssertions;
using Improvement.Bot.Framework.Turns;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>Several at once.</summary>
public sealed class RaceTests
{
    [Fact]
    public async Task A_turn_that_loses_the_race_is_decided_again_from_the_new_state()
    {
        await using var bench = new TurnBench();
        bench.Store.Next.Enqueue(() => CommitOutcome.RaceLost);

        await bench.Ann.Say("help");

        bench.Ran.Should().HaveCount(2);
        bench.Ann.Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task It_is_decided_again_once_and_then_apologised_for()
    {
        await using var bench = new TurnBench();
        bench.Store.Next.Enqueue(() => CommitOutcome.RaceLost);
        bench.Store.Next.Enqueue(() => CommitOutcome.RaceLost);

        await bench.Ann.Say("help");

        bench.Ran.Should().HaveCount(2);
        bench.Ann.Shows("Something went wrong").Should().BeTrue();
    }

    [Fact]
    public async Task A_form_that_another_process_changed_meanwhile_is_answered_from_what_is_there_now()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        bench.Store.Next.Enqueue(() =>
        {
            var open = bench.Kept.Dialogs.Single();
            bench.Kept.Commit(null, bench.Chat.Services,
                writer => { writer.Save(open with { Journal = open.Journal with { Turn = open.Journal.Turn + 1 } }); return default; },
                default).Wait();
            return CommitOutcome.RaceLost;
        });

        await bench.Ann.Press("Go on", ("What", "milk"));

        bench.Ann.Answered!.Shows("That card was no longer current").Should().BeTrue();
        bench.Kept.Dialogs.Single().Journal["wish"].Should().BeNull();
    }

    [Fact]
    public async Task A_commit_that_turns_out_to_be_a_duplicate_is_answered_as_one()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("errand");
        bench.Store.Next.Enqueue(() => CommitOutcome.AlreadySeen);

        await bench.Ann.Press("Go on", ("What", "milk"));

        bench.Ann.Answered!.Shows("What shall I fetch?").Should().BeTrue("the other process has not got further");
    }

    [Fact]
    public async Task In_one_conversation_there_is_one_turn_at_a_time_and_in_two_there_are_two()
    {
        var (now, most) = (0, 0);
        await using var bench = new TurnBench(routes => routes.Command("count", async (turn, _, ct) =>
        {
            var here = Interlocked.Increment(ref now);
            lock (routes) most = Math.Max(most, here);
            await Task.Yield();
            await Task.Run(() => Thread.SpinWait(20_000), ct);
            Interlocked.Decrement(ref now);
        }));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => bench.Chat.Deliver(Counting(bench.Ann))));

        most.Should().Be(1);
    }

    [Fact]
    public async Task A_turn_in_another_conversation_does_not_wait()
    {
        var (entered, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var bench = new TurnBench(routes => routes.Command("count", async (turn, _, _) =>
        {
            entered.TrySetResult();
            await goOn.Task;
        }));

        var waiting = bench.Chat.Deliver(Counting(bench.Ann));
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        await bench.Chat.Personal("Ben").Say("help");

        waiting.IsCompleted.Should().BeFalse();
        bench.Chat.Personal("Ben").Shows("This is the help.").Should().BeTrue();
        goOn.SetResult();
        (await waiting).Status.Should().Be(200);
    }

    private static System.Text.Json.Nodes.JsonObject Counting(Framework.Testing.Conversation conversation)
    {
        var activity = conversation.NewActivity("message");
        activity["text"] = "count";
        return activity;
    }
}
