using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Greeting;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>What the bot says of itself.</summary>
internal static class GreetingSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("welcome-personal", "The first message in a personal chat", GreetingCards.Personal),
        new(
            "welcome-team", "The one message in a team, where nobody knows who added the bot",
            () => GreetingCards.Shared(isTriage: true, addedBy: null)),
        new("welcome-team-by", "The one message in a team", () => GreetingCards.Shared(isTriage: true, data.Reporter)),
        new("welcome-group", "The one message in a group chat", () => GreetingCards.Shared(isTriage: false, addedBy: null)),
        new("help", "What can be done", () => GreetingCards.Help().Card!),
        new("help-administrator", "What can be done, for an administrator", () => GreetingCards.Help(forAdministrator: true).Card!),
        new("hello", "An answer to a greeting", GreetingCards.Hello),
        new("thanks", "An answer to thanks", GreetingCards.Welcome),
        new(
            "did-you-mean", "An answer to a slip of the pen",
            () => GreetingCards.DidYouMean(new("report-error", data.Sentence), $"reprot-error {data.Sentence}")),
        new(
            "did-you-mean-other", "An answer to a slip of the pen that may as well be a sentence",
            () => GreetingCards.DidYouMean(new("status", data.Typed), $"sttaus {data.Typed}")),
        new(
            "no-such-command", "An answer to a slash before an unknown word",
            () => GreetingCards.NoSuchCommand("restart", $"/restart {data.Typed}")),
        new("help-report", "Help while a report is open", () => ReportError.Dialog.Help()),
        new("help-change", "Help while a change is open", () => EditError.Dialog.Help()),
        new("not-understood", "An answer to words that are no command", () => GreetingCards.NotUnderstood(data.Unclear)),
        new(
            "not-understood-number", "An answer to words that name a report",
            () => GreetingCards.NotUnderstood(data.Unclear, "ERR-7", "ERR-12")),
        new("not-understood-nothing", "An answer to a message without words, such as a picture", () => GreetingCards.NotUnderstood("")),
    ];
}
