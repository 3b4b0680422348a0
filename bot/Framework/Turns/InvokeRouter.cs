using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Turns;

/// <summary>
/// Routes an invoke of Teams other than a press: a typeahead search, a command of the message extension, or a handler registered by name.
/// </summary>
internal sealed class InvokeRouter(BotRoutes routes)
{
    private const string Search = "application/search";

    /// <summary>Whether a call only reads; so do all that nobody deals with.</summary>
    public bool OnlyReads(Activity activity) => Find(activity) is not { Reads: false };

    /// <summary>Has a call answered.</summary>
    public ValueTask Answer(TurnContext turn, CancellationToken ct)
    {
        if (Find(turn.Activity) is { } route) return route.Handler(turn, ct);
        turn.Answer = Unasked(turn.Activity);
        return default;
    }

    private (TurnHandler Handler, bool Reads)? Find(Activity activity) => activity.Name switch
    {
        Search when routes.Searches.TryGetValue(activity.Value.Text("dataset") ?? "", out var search) => (Searching(search), true),
        "composeExtension/fetchTask" when routes.Extensions.TryGetValue(activity.Value.Text("commandId") ?? "", out var extension) =>
            (extension.Opened, true),
        "composeExtension/submitAction" when routes.Extensions.TryGetValue(activity.Value.Text("commandId") ?? "", out var extension) =>
            (extension.Sent, false),
        { } name when routes.Invokes.TryGetValue(name, out var known) => known,
        _ => null,
    };

    private static TurnHandler Searching(SearchHandler search) => async (turn, ct) =>
        turn.Answer = InvokeAnswer.Found(await search(turn, turn.Activity.Value.Text("queryText")?.Trim() ?? "", ct));

    /// <summary>Answer to an invoke that the bot does not support, or no longer supports.</summary>
    private static InvokeAnswer Unasked(Activity activity) => activity.Name switch
    {
        Search => InvokeAnswer.Found([]),
        "signin/tokenExchange" => InvokeAnswer.NoToken(activity.Value.Text("id"), activity.Value.Text("connectionName")),
        "signin/verifyState" => InvokeAnswer.NoSuchCode,
        "signin/failure" or "fileConsent/invoke" or "message/submitAction" or "suggestedActions/submit"
            or "actionableMessage/executeAction" => InvokeAnswer.Empty,
        { } name when InvokeAnswer.HasWordsFor(name) => InvokeAnswer.Line(name, TurnTexts.NotOffered),
        _ => InvokeAnswer.Unknown,
    };
}
