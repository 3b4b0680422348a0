using FluentAssertions;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Outbox;
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
        await using var bench = new TurnBench(routes => routes
            .BeforeEachTurn((turn, _) => Note(turn, written, "person seen"))
            .Press("ballot", (turn, _) =>
            {
                turn.IsUnrecorded = true;
                turn.Answer = InvokeAnswer.Toast("Thank you.");
                return Note(turn, written, "ballot");
            }));

        await bench.Ann.Send(Press(bench.Ann));

        written.Should().Equal("ballot");
        bench.Ann.Toast.Should().Be("Thank you.");
        bench.Kept.SeenActivities.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_a_write_there_is_not_even_a_transaction()
    {
        await using var bench = new TurnBench(routes => routes.Press("ballot", (turn, _) =>
        {
            turn.IsUnrecorded = true;
            turn.Show(Draw.Card("Thanks", Draw.Text("Thanks")));
            return default;
        }));

        await bench.Ann.Send(Press(bench.Ann));

        bench.Kept.Commits.Should().Be(0);
        bench.Ann.Answered!.Shows("Thanks").Should().BeTrue();
    }

    [Fact]
    public async Task It_cannot_speak_as_a_row_of_the_outbox_would_be_a_trace()
    {
        await using var bench = new TurnBench(routes => routes.Press("ballot", (turn, _) =>
        {
            turn.IsUnrecorded = true;
            turn.Enqueue(new(OutboxKind.Say, turn.Here) { Body = OutgoingActivity.Of("Ann voted").ToJson() });
            return default;
        }));

        await bench.Ann.Send(Press(bench.Ann));

        bench.Ann.Messages.Should().BeEmpty();
        bench.Ann.Toast.Should().StartWith("Something went wrong");
    }

    [Fact]
    public async Task A_failure_is_logged_with_its_code_and_without_who_and_where()
    {
        await using var bench = new TurnBench(routes => routes.Press("ballot", (turn, _) =>
        {
            turn.IsUnrecorded = true;
            throw new InvalidOperationException("The answer of Ann was 3");
        }));

        await bench.Ann.Send(Press(bench.Ann));

        var line = bench.Log.Warnings.Should().ContainSingle().Which;
        line.Should().Contain(bench.Ann.Toast!.Split(' ')[^1], "the code in the apology is the code in the log");
        line.Should().NotContain("Ann").And.NotContain("in-");
        bench.Kept.SeenActivities.Should().BeEmpty();
    }

    private static ValueTask Note(TurnContext turn, List<string> written, string what)
    {
        turn.Write(_ =>
        {
            written.Add(what);
            return default;
        });
        return default;
    }

    private static System.Text.Json.Nodes.JsonObject Press(Framework.Testing.Conversation person)
    {
        var activity = person.NewActivity("invoke");
        activity["name"] = "adaptiveCard/action";
        activity["value"] =
            new System.Text.Json.Nodes.JsonObject { ["action"] = new System.Text.Json.Nodes.JsonObject { ["verb"] = "ballot",
            ["data"] = new System.Text.Json.Nodes.JsonObject() } };
        return activity;
    }
}
