using Improvement.Bot.Errors;
using Improvement.Bot.Greeting;

namespace Improvement.Bot.Development.Gallery;

/// <summary>What the bot says of itself.</summary>
internal static class GreetingSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("welcome-personal", "The first message in a personal chat", GreetingCards.Personal),
        new("welcome-team", "The one message in a team, where nobody knows who added the bot", () => GreetingCards.Shared(isTriage: true, addedBy: null)),
        new("welcome-team-by", "The one message in a team", () => GreetingCards.Shared(isTriage: true, data.Reporter)),
        new("welcome-group", "The one message in a group chat", () => GreetingCards.Shared(isTriage: false, addedBy: null)),
        new("help", "What can be done", GreetingCards.Help),
        new("help-report", "Help while a report is open", () => ReportError.Dialog.Help()),
        new("help-change", "Help while a change is open", () => ChangeDialogs.Edit.Help()),
        new("not-understood", "An answer to words that are no command", () => GreetingCards.NotUnderstood(data.Unclear)),
        new("not-understood-nothing", "An answer to a message without words, such as a picture", () => GreetingCards.NotUnderstood("")),
    ];
}
