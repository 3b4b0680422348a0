using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Actions.Api;

/// <summary>The events of action items of which webhooks can hear.</summary>
internal static class ActionEventChoices
{
    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordEventChoice> All { get; } =
    [
        new("ActionAdded", Words("created", "proposed"), () => ActionTexts.EventAddedLabel, () => ActionTexts.EventAddedTick),
        new(
            "ActionMoved", Words("approved", "taken", "started", "blocked", "date-moved", "reassigned"),
            () => ActionTexts.EventMovedLabel, () => ActionTexts.EventMovedTick),
        new("ActionDone", Words("finished", "verified", "not-done"), () => ActionTexts.EventDoneLabel, () => ActionTexts.EventDoneTick),
        new("ActionEnded", Words("declined", "cancelled"), () => ActionTexts.EventEndedLabel, () => ActionTexts.EventEndedTick),
    ];

    private static ImmutableArray<(string Name, Func<string> Words)> Words(params string[] events) =>
        [.. events.Select(what => ($"{ActionKind.Name}.{what}", (Func<string>)(() => ActionWords.Webhook(what))))];
}
