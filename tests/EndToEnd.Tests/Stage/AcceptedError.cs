namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>The beginning of stories about an accepted error: the current user reports it, a lead accepts it for an owner.</summary>
internal static class AcceptedError
{
    /// <summary>The lead, by their channel id.</summary>
    public const string Bao = "29:bao";

    /// <summary>The lead, by their id in the directory, as the settings name them.</summary>
    public const string BaoInDirectory = "7d1c2f30-0000-4000-8000-0000000000a1";

    /// <summary>Reports an error as the current user and accepts it in the channel as Bao, who acts from then on.</summary>
    public static async Task Begin(Chat chat, string severity, string owner)
    {
        await chat.WaitFor("Try it");
        await Report(chat, "The label printer of line two prints on the wrong side", "ERR-1");
        await Accept(chat, "ERR-1", severity, owner);
    }

    /// <summary>Reports an error as the current user in the personal chat.</summary>
    /// <param name="label">The number that it gets.</param>
    /// <param name="about">The name of the tool that it is about; null to say nothing of that.</param>
    public static async Task Report(Chat chat, string story, string label, string? about = null)
    {
        await chat.Say($"/report-error {story}");
        await chat.WaitFor("How bad was it?");
        if (about is not null)
        {
            await chat.Press("More details (optional)");
            await chat.Choose("What is it about?", "A tool");
            await chat.Type("Its name", about);
        }

        await chat.Press("Report it");
        await chat.WaitFor($"filed as {label}");
    }

    /// <summary>Accepts a report in the channel as Bao, who acts from then on.</summary>
    public static async Task Accept(Chat chat, string label, string severity, string owner)
    {
        await chat.OpenChannel();
        await chat.WaitFor(label);
        chat.ActAs(Bao);
        await chat.PressOn(label, "Next step …");
        await chat.WaitFor($"Accept {label}");
        await chat.Choose("How bad was it?", severity);
        await chat.Type("Or type a name", owner);
        await chat.Press("Accept");
        await chat.WaitFor($"{owner} solves it.");
    }

    /// <summary>The owner proposes a fix in the channel, Bao approves it, and the owner says that its one action is done.</summary>
    /// <param name="owner">By their channel id; acts from then on.</param>
    /// <param name="look">What is seen and chosen in the open form before it is written in.</param>
    public static async Task Fix(Chat chat, string owner, string what, string effect, string evidence, Func<Task> look)
    {
        chat.ActAs(owner);
        await chat.Press("Propose a fix …");
        await chat.WaitFor("What will be done?");
        await look();
        await chat.Type("What will be done?", what);
        await chat.Type("What should change by it?", effect);
        await chat.Press("Propose it");
        await chat.WaitFor($"proposed a fix: {what[..20]}");
        chat.ActAs(Bao);
        await chat.Press("Approve");
        await chat.WaitFor("Bao Nguyen approved the fix.");
        chat.ActAs(owner);
        await chat.SayToBot("status ACT-1");
        await chat.WaitFor("ACT-1");
        await chat.Press("Done …");
        await chat.WaitFor("How can it be seen that it is done?");
        await chat.Type("How can it be seen that it is done?", evidence);
        await chat.Press("It is done");
        await chat.WaitFor("the fix is in place");
    }
}
