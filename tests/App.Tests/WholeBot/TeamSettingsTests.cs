using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>The settings of a team, and choices that come while somebody types.</summary>
public sealed class TeamSettingsTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task An_owner_chooses_where_reports_are_shown()
    {
        var (olga, ann) = (product.Somebody("Olga"), product.Somebody());
        var team = await product.TeamOf(olga, ann);
        var hers = olga.Open(team.Talk());
        var form = await hers.Configure();
        form.Card!.Value("TriageChannel").Should().Be(team.Triage().Id);
        form.Card.Shows(team.Talk().Name!).Should().BeTrue();

        var zone = (await hers.Type(form.Card, "TimeZone", "new york")).Should().ContainSingle().Subject;
        var saved = await hers.Press(form, "Save", ("TriageChannel", team.Talk().Id), ("TimeZone", zone.Value), ("SharesSimilar", "true"));

        saved.Message.Should().StartWith("Saved.");
        var filed = await ann.Report("The stapler jams");
        await hers.See(filed.Label);
        var again = (await hers.Configure()).Card!;
        (again.Value("TriageChannel"), again.Value("TimeZone"), again.Value("SharesSimilar"))
            .Should()
            .Be((team.Talk().Id, "America/New_York", "true"));
        product.Teams.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task Its_working_hours_hold_for_its_members()
    {
        var (olga, ann) = (product.Somebody("Olga"), product.Somebody());
        var team = await product.TeamOf(olga, ann);
        var hers = olga.Open(team.Talk());
        var form = await hers.Configure();
        form.Card!.Value("WorkDays").Should().Be("Mon-Sun", "that is the usual one");

        var wrong = await hers.Press(form, "Save", ("WorkDays", "Sun-Thu"), ("WorkFrom", "08:30"), ("WorkUntil", "08:00"));
        wrong.Card!.Shows("Please choose a time after the begin of work.").Should().BeTrue();
        await hers.Press(wrong, "Save", ("WorkUntil", "16:30"));

        var again = (await hers.Configure()).Card!;
        (again.Value("WorkDays"), again.Value("WorkFrom"), again.Value("WorkUntil")).Should().Be(("Sun-Thu", "08:30", "16:30"));
        await ann.Ask("/notifications", "Your team works Sunday to Thursday, 08:30-16:30.");
    }

    [Fact]
    public async Task What_is_wrong_is_said_and_nothing_is_kept()
    {
        var olga = product.Somebody("Olga");
        var team = await product.TeamOf(olga);
        var other = await product.TeamOf(product.Somebody("Otto"));
        var hers = olga.Open(team.Talk());

        var form = await hers.Configure();
        var again = await hers.Press(form, "Save", ("TimeZone", "Mars/Olympus"), ("SharesSimilar", "true"));
        again.Card!.Shows("There is no such time zone").Should().BeTrue();
        var forged = hers.PressActivity(form, "Save");
        forged["value"]!["data"]!["TriageChannel"] = other.Triage().Id;
        await product.Teams.Deliver(forged);

        var present = (await hers.Configure()).Card!;
        (present.Value("TriageChannel"), present.Value("SharesSimilar")).Should().Be((team.Triage().Id, "false"));
        product.Failures.Should().BeEmpty();
    }

    [Fact]
    public async Task Everybody_else_is_told_who_can()
    {
        var (olga, ann) = (product.Somebody("Olga"), product.Somebody());
        var team = await product.TeamOf(olga, ann);
        var form = await olga.Open(team.Talk()).Configure();

        (await ann.Open(team.Talk()).Configure()).Message.Should().Contain("owners and leads");
        (await ann.Open(team.Talk()).Press(form, "Save", ("SharesSimilar", "true"))).Message.Should().Contain("owners and leads");

        (await olga.Open(team.Talk()).Configure()).Card!.Value("SharesSimilar").Should().Be("false");
    }

    [Fact]
    public async Task A_group_chat_has_nothing_to_set()
    {
        var ann = product.Somebody();
        var group = product.Teams.AddGroupChat($"Chat of {ann.Name}", ann);

        (await ann.Open(group).Configure()).Message.Should().Contain("nothing to set in a chat");
    }

    [Fact]
    public async Task While_Teams_does_not_tell_its_channels_the_present_ones_are_offered()
    {
        var olga = product.Somebody("Olga");
        var team = await product.TeamOf(olga);
        product.Teams.Faults.Add(Fault.NotEnoughPermissions).On(ConnectorRoute.TeamChannels).Times(2);

        var form = await olga.Open(team.Talk()).Configure();

        form.Card!.Shows("The present channel of new reports").Should().BeTrue();
        (await olga.Open(team.Talk()).Press(form, "Save")).Message.Should().StartWith("Saved.");
    }

    [Fact]
    public async Task Earlier_reports_are_offered_while_typing_as_far_as_the_person_may_know_of_them()
    {
        var (ann, bob, eve) = (product.Somebody(), product.Somebody("Bob"), product.Somebody("Eve"));
        await product.TeamOf(bob, ann);
        await product.TeamOf(eve);
        var open = await bob.Report("The Café espresso machine drips");
        var hidden = await bob.Report("The espresso bill was read aloud", ("Confidentiality", "Restricted"));
        var withdrawn = await bob.Report("The espresso cups are cold");
        await bob.Press((await bob.Press(withdrawn.Card, "Withdraw")).Card!, "Withdraw it");
        await product.Bot.Idle();
        var (dialog, hers) = (await ann.Chat.Run("reportError"), await eve.Chat.Run("reportError"));
        var (anns, eves) = (dialog.Card!, hers.Card!);

        (await ann.Chat.Type(anns, "SameAs", "CAFE mach")).Should().Equal(($"{open.Label} · The Café espresso machine drips", open.Label));
        (await ann.Chat.Type(anns, "SameAs", open.Label.ToLowerInvariant())).Should().ContainSingle().Which.Value.Should().Be(open.Label);
        (await ann.Chat.Type(anns, "SameAs", "espresso")).Select(each => each.Value).Should().Equal(open.Label);
        (await ann.Chat.Type(anns, "SameAs", hidden.Label)).Should().BeEmpty();
        (await ann.Chat.Type(anns, "SameAs", "")).Should().NotBeEmpty();
        (await eve.Chat.Type(eves, "SameAs", "espresso")).Should().BeEmpty();

        (await ann.Chat.Press(dialog, "Report it", ("Story", "It drips here too"), ("SameAs", open.Label))).Card!.Shows(open.Label)
            .Should()
            .BeTrue();
        product.Bot.Number("SELECT COUNT(*) FROM witnesses WHERE error = @error", open.Number).Should().Be(1);
        (await ann.MyReports()).Should().Equal(open.Label);
        product.Failures.Should().BeEmpty();
    }

    [Theory]
    [InlineData("signin/verifyState", 404)]
    [InlineData("signin/tokenExchange", 412)]
    [InlineData("signin/failure", 200)]
    [InlineData("task/fetch", 200)]
    [InlineData("task/submit", 200)]
    [InlineData("composeExtension/query", 200)]
    [InlineData("composeExtension/fetchTask", 200)]
    [InlineData("composeExtension/submitAction", 200)]
    [InlineData("message/submitAction", 200)]
    [InlineData("fileConsent/invoke", 200)]
    [InlineData("application/search", 200)]
    [InlineData("something/unknown", 501)]
    public async Task Calls_that_nobody_asked_for_are_answered_as_Teams_expects(string name, int status)
    {
        var ann = product.Somebody();

        foreach (var value in new System.Text.Json.Nodes.JsonNode?[] { null, "x",
            new System.Text.Json.Nodes.JsonObject { ["commandId"] = "unheard-of", ["dataset"] = 7, ["data"] = "x" } })
        {
            (await product.Teams.Deliver(product.Teams.Activities.Invoke(name, ann, ann.PersonalChat, value))).Status.Should().Be(status);
        }

        product.Failures.Should().BeEmpty();
    }
}
