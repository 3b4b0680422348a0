using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>Reporting an error, from the first word to the card in the team's channel.</summary>
[Collection(OneRoom.Name)]
public sealed class Reporting(Room room)
{
    private const string Export = "The nightly export sent last week's file to three customers";

    [ChatFact]
    public async Task One_sentence_and_one_press_file_a_report_that_survives_a_power_cut()
    {
        await using var visit = await room.Enter();
        await ReportsAndSurvives(visit);
    }

    [PostgresChatFact]
    public async Task The_same_with_everything_on_PostgreSQL()
    {
        await using var visit = await room.Enter(onPostgres: true);
        await ReportsAndSurvives(visit);
    }

    private static async Task ReportsAndSurvives(Visit visit)
    {
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Screenshot("form");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");
        (await chat.ShownText()).Should().NotContain("How bad was it?", "the form has become the filed report");

        await visit.CutThePower();

        await chat.Say("status ERR-1");
        await chat.WaitFor("History");
        await chat.Screenshot("status");
        (await chat.LastCard()).Should().Contain(Export).And.Contain("Reported");
        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("channel");
    }

    [ChatFact]
    public async Task A_report_without_a_sentence_is_filled_by_what_is_typed_next()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say("/report-error");
        await chat.WaitFor("What happened?");
        await chat.Screenshot("empty");
        await chat.Say("The label printer prints every second label upside down");
        await chat.WaitFor("This form goes on further down.");
        await chat.Screenshot("typed");
        (await chat.Typed("What happened?")).Should().Be("The label printer prints every second label upside down");
        await chat.Press("Report it");

        await chat.WaitFor("ERR-1");
    }

    [ChatFact]
    public async Task An_empty_form_is_not_filed_and_says_what_is_missing()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say("report-error");
        await chat.WaitFor("What happened?");
        await chat.Press("Report it");
        await chat.WaitFor("Please say what happened");

        await chat.Screenshot("complaint");
    }

    [ChatFact]
    public async Task Back_from_a_similar_report_keeps_what_was_typed()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");

        await chat.Say("/report-error");
        await chat.WaitFor("What happened?");
        await chat.Type("What happened?", "The nightly export again sent last week's file to customers");
        await chat.Choose("How bad was it?", "4");
        await chat.Press("Report it");
        await chat.WaitFor("Is it one of these?");
        await chat.Screenshot("similar");
        await chat.Press("Back");
        await chat.WaitFor("How bad was it?");

        await chat.Screenshot("back");
        (await chat.Typed("What happened?")).Should().Be("The nightly export again sent last week's file to customers");
        (await chat.Chosen("How bad was it?")).Should().StartWith("4");
    }

    [ChatFact]
    public async Task Whoever_met_the_same_thing_is_added_to_it_and_no_second_report_is_made()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");

        await chat.Say("/report-error The nightly export sent last week's file again, to two customers");
        await chat.WaitFor("Is it one of these?");
        await chat.Screenshot("offered");
        await chat.Press("Same thing as ERR-1");
        await chat.Until(shown => !shown.Contains("Is it one of these?", StringComparison.Ordinal), "the form to end");
        await chat.Screenshot("same");
        (await chat.ShownText()).Should().NotContain("ERR-2");
    }

    [ChatFact]
    public async Task Cancel_drops_the_form_and_files_nothing()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Cancel");
        await chat.WaitFor("Cancelled");
        await chat.Screenshot("cancelled");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Say("cancel");
        await chat.WaitUntilGone("How bad was it?");
        await chat.Screenshot("typed-cancel");

        await chat.Say("/my");
        await chat.WaitFor("You have not reported anything yet");
    }

    [ChatFact]
    public async Task A_form_goes_on_after_a_power_cut()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");

        await visit.CutThePower();
        await chat.Choose("How bad was it?", "3");
        await chat.Press("Report it");

        await chat.WaitFor("ERR-1");
        (await chat.LastCard()).Should().Contain("3 · Minor harm");
        await chat.Screenshot("filed");
    }

    [ChatFact]
    public async Task An_edit_changes_the_card_in_the_channel_and_is_told_in_its_thread()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");

        await chat.OpenPersonal();
        await chat.Press("Edit");
        await chat.WaitFor("Edit ERR-1");
        await chat.Screenshot("edit");
        await chat.Type("Title", "Customers got an old export file");
        await chat.Choose("How bad was it?", "4");
        await chat.Press("Save changes");
        await chat.WaitFor("Customers got an old export file");
        await chat.Screenshot("edited");

        await chat.OpenChannel();
        await chat.WaitFor("Customers got an old export file");
        await chat.WaitFor("the severity from");
        await chat.Screenshot("channel");
        (await chat.ShownText()).Should().Contain("4 · Major harm");
    }

    [ChatFact]
    public async Task A_withdrawn_report_says_so_everywhere()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");

        await chat.Press("Withdraw");
        await chat.WaitFor("Withdraw ERR-1");
        await chat.Screenshot("question");
        await chat.Type("Why?", "It was the test system");
        await chat.Press("Withdraw it");
        await chat.WaitFor("Withdrawn");
        await chat.Screenshot("withdrawn");

        await chat.OpenChannel();
        await chat.WaitFor("Reason: It was the test system");
        await chat.Screenshot("channel");
    }

    [ChatFact]
    public async Task A_detail_is_added_and_shown_in_the_history()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");

        await chat.Press("Add detail");
        await chat.WaitFor("Add a detail to ERR-1");
        await chat.Type("What else is known?", "The file was dated the 14th");
        await chat.Press("Add it");
        await chat.WaitUntilGone("Add a detail to ERR-1");
        await chat.Screenshot("added");

        await chat.Say("status 1");
        await chat.WaitFor("The file was dated the 14th");
        await chat.Screenshot("status");
    }

    [ChatFact]
    public async Task In_a_channel_a_mention_opens_the_form_and_the_report_appears_there()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.OpenChannel();
        await chat.WaitFor("Reports appear in this channel");

        await chat.SayToBot($"report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Screenshot("form");
        await chat.Press("Report it");

        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");
    }

    [ChatFact]
    public async Task Optional_details_are_folded_away_and_kept()
    {
        await using var visit = await room.Enter(Look.Tall);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        (await chat.ShownText()).Should().NotContain("What was done right away?");

        await chat.Press("More details (optional)");
        await chat.WaitFor("What was done right away?");
        await chat.Screenshot("unfolded");
        await chat.Type("What was done right away?", "The customers were called");
        await chat.Choose("Who or what was hit?", "A customer");
        await chat.Choose("Who may see it?", "Only me, the leads");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");

        await chat.Say("status 1");
        await chat.WaitFor("The customers were called");
        await chat.Screenshot("status");
        await chat.OpenChannel();
        await chat.Screenshot("channel");
        (await chat.ShownText()).Should().NotContain(Export);
    }
}
