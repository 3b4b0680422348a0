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
        await chat.Say("/report-error The label printer of line two prints on the wrong side");
        await chat.WaitFor("How bad was it?");
        await chat.Press("Report it");
        await chat.WaitFor("filed as ERR-1");
        await chat.OpenChannel();
        await chat.WaitFor("ERR-1");
        chat.ActAs(Bao);
        await chat.Press("Next step …");
        await chat.WaitFor("Accept ERR-1");
        await chat.Choose("How bad was it?", severity);
        await chat.Type("Or type a name", owner);
        await chat.Press("Accept");
        await chat.WaitFor($"{owner} solves it.");
    }
}
