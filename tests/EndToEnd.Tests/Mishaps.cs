using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>Hands that are too quick, cards that are too old, narrow and dark screens.</summary>
[Collection(OneRoom.Name)]
public sealed class Mishaps(Room room)
{
    private const string Export = "The nightly export sent last week's file to three customers";

    [ChatFact]
    public async Task A_double_click_files_one_report()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");

        await chat.PressTwice("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");

        await chat.Say("/my");
        await chat.WaitFor("My reports");
        await chat.Screenshot("my");
        (await chat.ShownText()).Should().NotContain("ERR-2");
    }

    [ChatFact]
    public async Task A_double_click_on_try_it_opens_one_form()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.PressTwice("Try it");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");

        await chat.Screenshot("filed");
        (await chat.ShownText()).Should().NotContain("ERR-2").And.NotContain("How bad was it?");
    }

    [ChatFact]
    public async Task A_second_command_asks_before_it_drops_the_open_form()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");

        await chat.Say("/report-error The coffee machine leaks");
        await chat.WaitFor("Another form is still open");
        await chat.Screenshot("question");
        await chat.Press("Keep the open form");
        await chat.WaitUntilGone("Another form is still open");
        await chat.Screenshot("kept");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        (await chat.ShownText()).Should().Contain(Export).And.NotContain("coffee");
    }

    [ChatFact]
    public async Task Help_and_lists_leave_the_open_form_open()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");

        await chat.Say("/my");
        await chat.WaitFor("You have not reported anything yet");
        await chat.Say("help");
        await chat.WaitFor("Cancel drops the form");
        await chat.Screenshot("in-between");
        await chat.Press("Report it");

        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");
    }

    [ChatFact]
    public async Task Another_message_does_not_overwrite_what_is_in_the_form()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");

        await chat.Say("It was the file of the 14th");
        await chat.WaitFor("your message was not put there");
        await chat.Screenshot("offer");
        await chat.Press("Add it to the form");
        await chat.WaitUntilGone("your message was not put there");
        await chat.Screenshot("added");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Say("status 1");
        await chat.WaitFor("History");
        (await chat.LastCard()).Should().Contain("It was the file of the 14th");
    }

    [ChatFact]
    public async Task An_old_card_files_nothing_more_and_says_so()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");

        var answer = await chat.PressAgainElsewhere();

        await chat.Screenshot("pressed-again");
        await chat.Say("/my");
        await chat.WaitFor("My reports");
        (await chat.ShownText()).Should().NotContain("ERR-2");
        answer.Should().NotContain("ERR-2");
    }

    [ChatFact]
    public async Task A_command_that_changes_while_a_form_is_open_asks_first()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Say("/report-error The coffee machine leaks");
        await chat.WaitFor("Report an error");

        await chat.Press("Edit");

        await chat.WaitFor("Another form is still open");
        await chat.Screenshot("question");
        await chat.Press("Drop it and start the new one");
        await chat.WaitFor("Edit ERR-1");
        await chat.Screenshot("new-form");
    }

    [ChatFact]
    public async Task Nothing_is_cut_off_on_a_narrow_screen()
    {
        await using var visit = await room.Enter(Look.Narrow);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Screenshot("welcome");
        (await chat.LastCardIsCutOff()).Should().BeFalse();

        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Screenshot("form");
        (await chat.LastCardIsCutOff()).Should().BeFalse();
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");
        (await chat.LastCardIsCutOff()).Should().BeFalse();
        await chat.Say("status 1");
        await chat.WaitFor("History");
        await chat.Screenshot("status");
        (await chat.LastCardIsCutOff()).Should().BeFalse();
        await chat.Say("/my");
        await chat.WaitFor("My reports");
        await chat.Screenshot("my");
        (await chat.LastCardIsCutOff()).Should().BeFalse();
    }

    [ChatFact]
    public async Task Everything_can_be_read_in_the_dark()
    {
        await using var visit = await room.Enter(Look.Dark);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await chat.Screenshot("welcome");

        await chat.Say($"/report-error {Export}");
        await chat.WaitFor("How bad was it?");
        await chat.Press("What the levels mean");
        await chat.WaitFor("Could lead to an error");
        await chat.Screenshot("form");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");
        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("channel");
    }
}
