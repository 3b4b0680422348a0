using System.Text;
using System.Text.RegularExpressions;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Turns;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>What goes wrong inside, and what people and operators hear of it.</summary>
public sealed partial class FailureTests
{
    [Fact]
    public async Task A_handler_that_fails_gives_one_apology_with_a_code_and_one_log_line_with_the_same()
    {
        await using var bench = new TurnBench(Failing);

        await bench.Ann.Say("fail");

        var code = Code().Match(bench.Ann.Last.Text!).Value;
        code.Should().HaveLength(8);
        bench.Ann.Messages.Should().ContainSingle().Which.Text
            .Should().StartWith("Something went wrong on my side, and nothing was changed.");
        bench.Log.Warnings.Should().ContainSingle().Which.Should().Contain(code).And.Contain("The handler is broken.");
    }

    [Fact]
    public async Task Nothing_is_half_written()
    {
        await using var bench = new TurnBench(Failing);

        await bench.Ann.Say("fail late");

        bench.Ann.Messages.Should().ContainSingle("only the apology, not what was said before the failure");
        bench.Town.Bought.Should().BeEmpty();
    }

    [Fact]
    public async Task Delivered_again_it_is_not_apologised_for_again()
    {
        await using var bench = new TurnBench(Failing);
        await bench.Ann.Say("fail");

        await bench.Ann.Again();

        bench.Ann.Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task A_press_is_apologised_for_in_its_answer_and_the_card_stays()
    {
        await using var bench = new TurnBench(routes =>
            routes.Press("sample.nobody", (_, _) => throw new InvalidOperationException("The handler is broken.")));
        await bench.Ann.Say("buttons");

        (await bench.Ann.Press("Nobody's")).Status.Should().Be(200);

        bench.Ann.Toast.Should().Contain(Code().Match(bench.Log.Warnings.Single()).Value);
        bench.Ann.Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task A_press_with_nothing_to_show_is_answered_with_a_word_as_Teams_takes_an_empty_answer_for_a_failure()
    {
        await using var bench = new TurnBench(routes => routes.Press("sample.nobody", (turn, _) =>
        {
            turn.ShowBelow(TurnBench.SampleButtons);
            return default;
        }));
        await bench.Ann.Say("buttons");

        await bench.Ann.Press("Write");
        bench.Ann.Toast.Should().Be("Done.");
        await bench.Ann.Press("Nobody's");
        bench.Ann.Toast.Should().Be("The answer is further down.");
    }

    [Fact]
    public async Task A_deed_that_fails_leaves_the_form_as_it_was()
    {
        await using var bench = new TurnBench();
        await bench.Ann.Say("note milk");
        bench.Store.Next.Enqueue(() => throw new IOException("The disk is full."));

        await bench.Ann.Press("Go on");

        bench.Ann.Toast.Should().StartWith("Something went wrong");
        bench.Ann.Card.Value("What").Should().Be("milk");
        await bench.Ann.Press("Go on");
        bench.Ann.Card.Shows("bill:1").Should().BeTrue();
    }

    [Fact]
    public async Task When_nothing_can_be_kept_it_is_not_acknowledged_so_that_the_channel_may_come_again()
    {
        await using var bench = new TurnBench();
        bench.Store.IsBroken = true;

        (await bench.Ann.Say("help")).Status.Should().Be(503);
        bench.Log.Warnings.Should().HaveCount(2);

        bench.Store.IsBroken = false;
        (await bench.Ann.Again()).Status.Should().Be(200);
        bench.Ann.Shows("This is the help.").Should().BeTrue();
    }

    [Fact]
    public async Task An_event_that_was_not_dealt_with_is_not_acknowledged()
    {
        var broken = true;
        await using var bench = new TurnBench(routes =>
            routes.On(ActivityTypes.InstallationUpdate, (turn, _) => broken ? throw new IOException() : bench_Say(turn)));

        (await bench.Ann.Send(bench.Ann.NewActivity(ActivityTypes.InstallationUpdate))).Status.Should().Be(503);

        broken = false;
        (await bench.Ann.Again()).Status.Should().Be(200);
        bench.Ann.Shows("Welcome").Should().BeTrue();

        static ValueTask bench_Say(TurnContext turn)
        {
            turn.Say(OutgoingActivity.Of("Welcome"));
            return default;
        }
    }

    [Fact]
    public async Task A_turn_that_runs_out_of_time_is_a_failure_that_says_so()
    {
        var entered = new TaskCompletionSource();
        await using var bench = new TurnBench(routes => routes.Command("slow", async (_, _, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }));

        var slow = bench.Ann.Say("slow");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        bench.Time.Advance(TimeSpan.FromSeconds(12));
        (await slow).Status.Should().Be(200);

        bench.Ann.Last.Text.Should().StartWith("That took too long, and nothing was changed.");
    }

    [Fact]
    public async Task Waiting_for_the_turn_before_counts_towards_the_time()
    {
        var (entered, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var bench = new TurnBench(routes => routes.Command("stuck", async (_, _, _) =>
        {
            entered.SetResult();
            await goOn.Task;
        }));
        var stuck = bench.Ann.Say("stuck");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        var second = bench.Ann.NewActivity("message");
        second["text"] = "help";
        var waiting = bench.Chat.Deliver(second);
        await Until(() => bench.Time.Timers is 2);

        bench.Time.Advance(TimeSpan.FromSeconds(12));

        (await waiting).Status.Should().Be(200);
        bench.Ran.Should().BeEmpty("help never had its turn");
        bench.Chat.Messages.Should().Contain(message => message.Text!.StartsWith("That took too long"));
        goOn.SetResult();
        await stuck;
    }

    [Fact]
    public async Task A_message_extension_has_less_time()
    {
        var entered = new TaskCompletionSource();
        await using var bench = new TurnBench(routes => routes.Invoke("composeExtension/submitAction", async (_, ct) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct);
        }));
        var invoke = bench.Ann.NewActivity("invoke");
        invoke["name"] = "composeExtension/submitAction";

        var slow = bench.Ann.Send(invoke);
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        bench.Time.Advance(TimeSpan.FromSeconds(4));

        Encoding.UTF8.GetString((await slow).Body.Span).Should().StartWith("""{"task":{"type":"message","value":"That took too long""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","conversation":{"id":""}}""")]
    [InlineData("""{"type":"message","conversation":{"id":"a"}""")]
    public async Task What_cannot_be_read_is_400(string body)
    {
        await using var bench = new TurnBench();

        var answer = await Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<TurnRunner>(
            bench.Chat.Services).Run(System.Text.Encoding.UTF8.GetBytes(body));

        answer.Status.Should().Be(400);
        bench.Log.Warnings.Should().BeEmpty();
    }

    private static void Failing(BotRoutes routes) => routes.Command("fail", (turn, words, _) =>
    {
        if (words is not "late") throw new InvalidOperationException("The handler is broken.");

        turn.Say(OutgoingActivity.Of("Done."));
        turn.Write(writer =>
        {
            writer.PlaceOf("bill:1", "bill", turn.Here);
            throw new InvalidOperationException("The handler is broken.");
        });
        return default;
    });

    private static async Task Until(Func<bool> condition)
    {
        for (var i = 0; i < 3000 && !condition(); i++) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        condition().Should().BeTrue("it should have come about by now");
    }

    [GeneratedRegex("[0-9a-f]{8}")]
    private static partial Regex Code();
}
