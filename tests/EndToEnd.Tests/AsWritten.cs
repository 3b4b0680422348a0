using FluentAssertions;
using Improvement.Bot.Tests.EndToEnd.Stage;
using Xunit;

namespace Improvement.Bot.Tests.EndToEnd;

/// <summary>What people write comes out as they wrote it, everywhere.</summary>
[Collection(OneRoom.Name)]
public sealed class AsWritten(Room room)
{
    [ChatFact]
    public async Task Marks_tags_emoji_and_other_scripts_come_out_as_written()
    {
        const string nasty =
            "Ask <script>alert('x')</script> for **bold** [link](javascript:alert(1)) <at>Everyone</at> & _more_ `code` 😀👩‍🚒 שלום עולם, "
                + "错误报告 {{DATE(2026-01-01T00:00:00Z)}} 1. one # two";
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say("/report-error");
        await chat.WaitFor("What happened?");
        await chat.Type("What happened?", nasty);
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");
        Plain(await chat.ShownText()).Should().Contain(nasty);

        await chat.Say("status 1");
        await chat.WaitFor("History");
        await chat.Screenshot("status");
        Plain(await chat.LastCard()).Should().Contain(nasty);

        await chat.Say("/my");
        await chat.WaitFor("My reports");
        await chat.Screenshot("my");

        await chat.Say("/report-error " + nasty);
        await chat.WaitFor("Is it one of these?");
        await chat.Screenshot("similar");

        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("channel");
        Plain(await chat.ShownText()).Should().Contain(nasty);
        chat.Alerts.Should().BeEmpty();
    }

    [ChatFact]
    public async Task Lines_and_lists_stay_lines_and_lists()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say("/report-error The backup failed\n- disk one\n- disk two\n\n1. retried\n2. called the vendor\n# not a heading");
        await chat.WaitFor("How bad was it?");
        (await chat.Typed("What happened?")).Should().Contain("\n- disk one\n- disk two");
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");

        await chat.Say("status 1");
        await chat.WaitFor("History");
        await chat.Screenshot("status");
        (await chat.LastCard()).Should().Contain("- disk one - disk two 1. retried 2. called the vendor # not a heading");
    }

    [ChatFact]
    public async Task A_story_of_three_thousand_characters_is_kept_whole()
    {
        var story = string.Concat(Enumerable.Range(1, 300).Select(number => $"Part {number:000} ")).PadRight(2999, 'x') + ".";
        await using var visit = await room.Enter(Look.Tall);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say("/report-error " + story);
        await chat.WaitFor("How bad was it?");
        (await chat.Typed("What happened?")).Should().Be(story);
        await chat.Press("Report it");
        await chat.WaitFor("ERR-1");
        await chat.Screenshot("filed");

        await chat.Press("Edit");
        await chat.WaitFor("Edit ERR-1");
        (await chat.Typed("What happened?")).Should().Be(story);
        await chat.Press("Cancel");
        await chat.Say("status 1");
        await chat.WaitFor("History");
        await chat.Screenshot("status");
        (await chat.LastCard()).Should().Contain(story);
    }

    [ChatFact]
    public async Task A_story_that_is_too_long_is_refused_with_everything_else_kept()
    {
        await using var visit = await room.Enter();
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        await chat.Say("/report-error");
        await chat.WaitFor("What happened?");
        await chat.Choose("How bad was it?", "4");
        await chat.Type("What happened?", new string('x', 20_001));
        await chat.Press("Report it");
        await chat.WaitFor("20,001 characters");

        await chat.Screenshot("complaint");
        (await chat.Chosen("How bad was it?")).Should().StartWith("4");
        (await chat.Typed("What happened?")).Should().HaveLength(20_001);
    }

    [RealStoryFact]
    public async Task Real_stories_are_filed_and_come_out_as_written()
    {
        var stories = RealStories.Told(200, 900).Take(2).Concat(RealStories.Told(1500, 3500).Take(2)).ToArray();
        await using var visit = await room.Enter(Look.Tall);
        var chat = visit.Chat;
        await chat.WaitFor("Try it");

        for (var number = 1; number <= stories.Length; number++)
        {
            await chat.Say("/report-error");
            await chat.WaitFor("What happened?");
            await chat.Type("What happened?", stories[number - 1]);
            await chat.Press("Report it");
            await chat.Until(
                shown =>
                    shown.Contains($"filed as ERR-{number}", StringComparison.Ordinal)
                        || shown.Contains("Is it one of these?", StringComparison.Ordinal),
                "an answer");
            if ((await chat.LastCard()).Contains("Is it one of these?", StringComparison.Ordinal)) await chat.Press("It is new: report it");
            await chat.WaitFor($"filed as ERR-{number}");
            await chat.Screenshot($"filed-{number}");
            await chat.Say($"status {number}");
            await chat.Until(shown => shown.Split("History").Length > number, "the history");
            await chat.Screenshot($"status-{number}");
            Plain(await chat.LastCard()).Should().Contain(Plain(stories[number - 1]));
        }

        await chat.Say("/my");
        await chat.WaitFor("My reports");
        await chat.Screenshot("my");
        await chat.OpenChannel();
        await chat.WaitFor($"ERR-{stories.Length}");
        await chat.Screenshot("channel");
    }

    // Line breaks and runs of spaces are the browser's; what keeps {{ from being computed cannot be seen.
    private static string Plain(string text) =>
        string.Join(
            ' ', text.Replace("\u2060", "", StringComparison.Ordinal).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
}
