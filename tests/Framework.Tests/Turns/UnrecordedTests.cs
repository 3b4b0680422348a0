using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.Framework.Turns;
using Xunit;

namespace Improvement.Bot.Framework.Tests.Turns;

/// <summary>Turns that leave no trace, such as a ballot.</summary>
public sealed class UnrecordedTests
{
    [Fact]
    public async Task Only_what_its_handler_writes_is_kept()
    {
        var written = new List<string>();
        await using var bench = Bench(
            (turn, _) =>
            {
                turn.Answer = InvokeAnswer.Toast("Thank you.");
                return Note(turn, written, "ballot");
            },
            routes => routes.BeforeEachTurn((turn, _) => Note(turn, written, "person seen")));

        await bench.Ann.Send(Press(bench.Ann));

        written.Should().Equal("ballot");
        bench.Ann.Toast.Should().Be("Thank you.");
        bench.Kept.SeenActivities.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_write_there_is_not_even_a_transaction()
    {
        await using var bench = Bench((turn, _) =>
        {
            turn.Show(Draw.Card("Thanks", Draw.Text("Thanks")));
            return default;
        });

        await bench.Ann.Send(Press(bench.Ann));

        bench.Kept.Commits.Should().Be(0);
        bench.Ann.Answered!.Shows("Thanks").Should().BeTrue();
    }

    [Fact]
    public async Task It_cannot_speak_as_a_row_of_the_outbox_would_be_a_trace()
    {
        await using var bench = Bench((turn, _) =>
        {
            turn.Enqueue(new(OutboxKind.Say, turn.Here) { Body = OutgoingActivity.Of("Ann voted").ToJson() });
            return default;
        });

        await bench.Ann.Send(Press(bench.Ann));

        bench.Ann.Messages.Should().BeEmpty();
        bench.Ann.Toast.Should().StartWith("Something went wrong");
    }

    [Theory]
    [InlineData("ballot")]
    [InlineData("ballot.look")]
    public async Task A_failure_is_logged_with_its_code_and_without_who_and_where(string verb)
    {
        await using var bench = Bench((_, _) => throw new InvalidOperationException("The answer of Ann was 3"));

        await bench.Ann.Send(Press(bench.Ann, verb));

        IsMuted(bench);
        bench.Ann.Toast.Should().StartWith("Something went wrong");
    }

    [Fact]
    public async Task A_conversation_that_is_busy_for_too_long_is_not_named()
    {
        var (entered, leave) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var bench = Bench((_, _) => default, routes => routes.Command("wait", async (_, _, _) =>
        {
            entered.SetResult();
            await leave.Task;
        }));

        var busy = bench.Ann.Send(Message(bench.Ann, "/wait"));
        await entered.Task;
        var late = bench.Ann.Send(Press(bench.Ann));
        SpinWait.SpinUntil(() => bench.Time.Timers is 2, TimeSpan.FromSeconds(20)).Should().BeTrue("both turns have their deadline");
        bench.Time.Advance(TimeSpan.FromSeconds(13));
        await late;
        IsMuted(bench);
        bench.Ann.Toast.Should().StartWith("That took too long. Please press it again", "it may have been done");

        leave.SetResult();
        await busy;
    }

    [Fact]
    public async Task It_asks_the_store_neither_whether_it_was_seen_nor_what_turns_ask()
    {
        await using var bench = Bench((turn, _) =>
        {
            turn.Answer = InvokeAnswer.Toast("Thank you.");
            return default;
        });
        bench.Store.IsBroken = true;

        await bench.Ann.Send(Press(bench.Ann));

        bench.Ann.Toast.Should().Be("Thank you.");
        bench.Log.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_without_who_and_where()
    {
        await using var bench = Bench((turn, _) => Note(turn, [], "ballot"));
        bench.Store.IsBroken = true;

        await bench.Ann.Send(Press(bench.Ann));

        IsMuted(bench);
    }

    [Fact]
    public async Task What_runs_before_each_turn_and_fails_is_no_concern_of_it()
    {
        var written = new List<string>();
        await using var bench = Bench((turn, _) => Note(turn, written, "ballot"),
            routes => routes.BeforeEachTurn((_, _) => throw new InvalidOperationException("Ann is new")));

        await bench.Ann.Send(Press(bench.Ann));

        written.Should().Equal("ballot");
        bench.Log.Warnings.Should().BeEmpty();
    }

    [Fact]
    public async Task An_older_client_whose_press_is_a_message_is_neither_counted_nor_told_to_repeat_it()
    {
        var written = new List<string>();
        await using var bench = Bench((turn, _) => Note(turn, written, "ballot"));
        var message = bench.Ann.NewActivity("message");
        message["value"] = new JsonObject { ["verb"] = "ballot", ["answer"] = "3" };

        var answer = await bench.Ann.Send(message);

        answer.Status.Should().Be(200);
        answer.Body.IsEmpty.Should().BeTrue();
        written.Should().BeEmpty();
        bench.Kept.SeenActivities.Should().BeEmpty();
        bench.Ann.Messages.Should().BeEmpty();
        bench.Log.Warnings.Should().BeEmpty();
    }

    [Fact]
    public void Its_buttons_have_no_stand_in_that_an_older_client_would_send_as_a_message()
    {
        var json = Draw.Card("Vote", Draw.InvokeButtons(ExecuteAction.Of("Vote", "ballot", ("wave", 1)))).ToJson();

        json.Should().Contain("Action.Execute").And.NotContain("Action.Submit");
        json.Should().Contain("newer version of Teams", "whoever has an older client is told why there is no button");
    }

    // Everything that was logged is one line, with the code of the apology and nothing of the activity.
    private static void IsMuted(TurnBench bench)
    {
        var line = bench.Log.Warnings.Should().ContainSingle().Which;
        line.Should().Contain(bench.Ann.Toast!.Split(' ')[^1], "the code in the apology is the code in the log");
        line.Should().NotContain("Ann").And.NotContain("in-").And.NotContain(bench.Ann.Id).And.NotContain("invoke");
        bench.Kept.SeenActivities.Should().BeEmpty();
    }

    private static TurnBench Bench(TurnHandler handler, Action<BotRoutes>? more = null) => new(routes =>
    {
        routes.Press("ballot", handler, unrecorded: true).Press("ballot.look", handler, reads: true, unrecorded: true);
        more?.Invoke(routes);
    });

    private static ValueTask Note(TurnContext turn, List<string> written, string what)
    {
        turn.Write(_ =>
        {
            written.Add(what);
            return default;
        });
        return default;
    }

    private static JsonObject Message(Conversation person, string text)
    {
        var activity = person.NewActivity("message");
        activity["text"] = text;
        return activity;
    }

    private static JsonObject Press(Conversation person, string verb = "ballot")
    {
        var activity = person.NewActivity("invoke");
        activity["name"] = "adaptiveCard/action";
        activity["value"] = new JsonObject { ["action"] = new JsonObject { ["verb"] = verb, ["data"] = new JsonObject() } };
        return activity;
    }
}
