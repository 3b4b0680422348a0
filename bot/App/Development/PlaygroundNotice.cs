using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Development;

/// <summary>
/// What the terminal says about the chat page: one block, with an empty line around it so that it is found among the log lines.
/// </summary>
internal static class PlaygroundNotice
{
    /// <summary>It stands: where to chat and what to try.</summary>
    public static string Ready(Uri page) => Block(
        $"{PlaygroundTexts.Ready} {page.ToString().TrimEnd('/')}",
        PlaygroundTexts.TryThis,
        Say(PlaygroundTexts.WhereCardsAre, PlaygroundTenant.TeamName));

    /// <summary>There is no Node.js to run it.</summary>
    public static string NodeMissing(Uri bot) => Without(bot, PlaygroundTexts.Because_NodeMissing, NewerNode);

    /// <summary>The port is taken.</summary>
    public static string PortTaken(Uri bot, int port) =>
        Without(bot, Say(PlaygroundTexts.Because_PortTaken, port), PlaygroundTexts.Remedy_Port);

    /// <summary>Its files cannot be written.</summary>
    public static string NoFolder(Uri bot, string folder) =>
        Without(bot, Say(PlaygroundTexts.Because_NoFolder, folder), PlaygroundTexts.Remedy_Folder);

    /// <summary>It did not answer in time.</summary>
    public static string Silent(Uri bot, Uri endpoint, int port) => Without(bot, PlaygroundTexts.Because_Silent, ByHand(endpoint, port));

    /// <summary>Its process ended before it answered.</summary>
    /// <param name="bot">Where the bot is.</param>
    /// <param name="exitCode">The exit code of the process.</param>
    /// <param name="complaint">What the process complained about.</param>
    /// <param name="endpoint">Where the bot takes messages.</param>
    /// <param name="port">The port of the chat page.</param>
    public static string NotStarted(Uri bot, int exitCode, string complaint, Uri endpoint, int port) => exitCode switch
    {
        PlaygroundProcess.NodeTooOld => Without(bot, Say(PlaygroundTexts.Because_NodeTooOld, complaint), NewerNode),
        PlaygroundProcess.NpxMissing => Without(bot, PlaygroundTexts.Because_NpxMissing, NewerNode),
        _ =>
            Without(
                bot, PlaygroundTexts.Because_Ended,
                [
                    .. complaint.Split(Environment.NewLine).Select(line => "  " + line), PlaygroundTexts.Remedy_Network,
                    ByHand(endpoint, port)]),
    };

    /// <summary>It stood and has ended by itself.</summary>
    public static string Gone(Uri bot, Uri endpoint, int port) => Block(Say(PlaygroundTexts.Gone, Address(bot)), ByHand(endpoint, port));

    private static string NewerNode => Say(PlaygroundTexts.Remedy_Node, PlaygroundProcess.OldestNode);

    private static string ByHand(Uri endpoint, int port) => Say(PlaygroundTexts.ByHand, PlaygroundProcess.Command(endpoint, port));

    private static string Without(Uri bot, string reason, params string[] remedies) =>
        Block([Say(PlaygroundTexts.Without, Address(bot), reason), .. remedies]);

    private static string Block(params string[] lines) =>
        string.Concat(Environment.NewLine, string.Concat(lines.Select(line => $"  {line}{Environment.NewLine}")));

    private static string Address(Uri uri) => uri.ToString().TrimEnd('/');
}
