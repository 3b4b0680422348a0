using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>A pulse survey in the chat page: a lead launches it, the six people of the team answer, and the result is told.</summary>
[Collection(OneRoom.Name)]
public sealed class ThePulse(Room room)
{
    private const string Friend = "How likely is it that you would advise a friend to work in this team?";
    private const string Better = "What one thing would make our work better?";

    private static readonly string[] Others = ["29:bao", "29:chidi", "29:dana", "29:elif", "29:farid"];

    [ChatFact]
    public async Task Six_people_answer_scores_come_out_and_comments_are_held_back()
    {
        await using var visit = await room.Enter(Look.Tall);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");
        await Launch(chat);

        await Answer(chat, "8", "Ask Dana Levi for calmer mornings");
        foreach (var person in Others)
        {
            var answers = new JsonObject { ["wave"] = 1, ["pulse-recommend"] = "10", ["speak-same-day"] = "4", ["react-how"] = "2" };
            (await chat.PressInOwnChat(visit.Bot.Endpoint, person, "survey.send", answers)).Should().Contain("Your answer is counted");
        }

        await visit.GoOnAfter(8);
        await chat.WaitForJobs("6 of 6 answered");
        await chat.Screenshot("result");
        var result = await chat.ShownText();
        result.Should().Contain("Comments are told if 9 or more people answer").And.NotContain("calmer mornings");
        await chat.PressOn("6 of 6 answered", "Say what follows");
        await chat.Type("In a sentence or two", "We start at ten from Monday on");
        await chat.Press("Tell everybody");
        await chat.WaitFor("We start at ten from Monday on");
        await chat.Screenshot("followed");
    }

    private static async Task Launch(Chat chat)
    {
        await chat.Say("/survey");
        await chat.WaitFor("No survey is open for you");
        await chat.Press("Launch a pulse");
        await chat.WaitFor("What to ask");
        await chat.Screenshot("form");
        await chat.Press("Next");
        await chat.WaitFor("6 people are asked");
        await chat.Tap("What is asked");
        await chat.Screenshot("what-it-shows");
        await chat.Press("Launch");
        await chat.WaitFor("It begins");
        await chat.WaitForJobs("Nobody who has this bot's database");
        await chat.Screenshot("asked");
    }

    private static async Task Answer(Chat chat, string friend, string words)
    {
        await chat.Choose(Friend, friend);
        await chat.Type(Better, words);
        await chat.Press("Send");
        await chat.WaitFor("[…]");
        await chat.Screenshot("own-words");
        await chat.Press("Send it like this");
        await chat.WaitFor("Your answer is counted");
        await chat.Screenshot("counted");
    }
}
