using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Greeting;

/// <summary>What the bot says of itself.</summary>
internal static class GreetingCards
{
    /// <summary>The button that begins a report with a sentence that it carries.</summary>
    public const string Begin = "greeting.report";

    /// <summary>The button of the welcome that tries a report out; the welcome stays.</summary>
    public const string Try = "greeting.try";

    /// <summary>The button that shows the help.</summary>
    public const string HelpPress = "greeting.help";

    /// <summary>The first message in a personal chat.</summary>
    public static Card Personal() => Card(
        GreetingTexts.WelcomeHeading,
        Heading(GreetingTexts.WelcomeHeading),
        Text(GreetingTexts.WelcomePersonal),
        Text(GreetingTexts.WelcomeBlameless),
        Text(GreetingTexts.WelcomeHow),
        Group(Text(GreetingTexts.WelcomeSample)) with { Style = ContainerStyle.Emphasis },
        Buttons(
            ExecuteAction.Of(GreetingTexts.TryIt, Try, ("text", GreetingTexts.WelcomeSample)) with { Style = ActionStyle.Positive },
            ExecuteAction.Of(GreetingTexts.ShowHelp, HelpPress, ("welcome", true))));

    /// <summary>The one message in a channel or group chat.</summary>
    /// <param name="isTriage">Whether all reports of the team appear there; elsewhere only those that are reported there do.</param>
    /// <param name="addedBy">Who added the bot; null where unknown.</param>
    public static Card Shared(bool isTriage, string? addedBy) => Card(
        GreetingTexts.WelcomeHeading,
        Heading(GreetingTexts.WelcomeHeading),
        Text(
            !isTriage
                ? GreetingTexts.WelcomeGroup
                : addedBy is null ? GreetingTexts.WelcomeTeam : Say(GreetingTexts.WelcomeTeamBy, addedBy)),
        Text(GreetingTexts.WelcomeBlameless));

    /// <summary>An answer to a greeting.</summary>
    public static Card Hello() => Onwards(GreetingTexts.Greeting);

    /// <summary>An answer to thanks.</summary>
    public static Card Welcome() => Onwards(GreetingTexts.YouAreWelcome);

    private static readonly PerLanguage<OutgoingActivity> HelpOfAll = new(() => OutgoingActivity.Of(DrawHelp(forAdministrator: false)));
    private static readonly PerLanguage<OutgoingActivity> HelpOfAdministrators =
        new(() => OutgoingActivity.Of(DrawHelp(forAdministrator: true)));

    /// <summary>What can be done.</summary>
    /// <param name="forAdministrator">Whether it also tells of what administrators alone may do.</param>
    public static OutgoingActivity Help(bool forAdministrator = false) => (forAdministrator ? HelpOfAdministrators : HelpOfAll).Value;

    private static Card DrawHelp(bool forAdministrator) => Card(
        GreetingTexts.HelpSummary,
        Heading(GreetingTexts.HelpHeading),
        Facts(
            [
                .. ListedCommands.All.Select(command => (command.How, (string?)command.What)),
                (GreetingTexts.HelpCancelHow, GreetingTexts.HelpCancel)]),
        Hint(GreetingTexts.HelpFilters),
        Hint(GreetingTexts.HelpMessage),
        Hint(GreetingTexts.HelpSlash),
        forAdministrator ? Subheading(GreetingTexts.HelpAdministrators) : null,
        forAdministrator ? Facts([.. ListedCommands.OfAdministrators.Select(command => (command.How, (string?)command.What))]) : null,
        Buttons(
            CommandButton.Staying(GreetingTexts.ReportAnError, "/report-error") with { Style = ActionStyle.Positive },
            CommandButton.Staying(GreetingTexts.MyReports, "/my"),
            CommandButton.Staying(GreetingTexts.Search, "/find"),
            forAdministrator ? CommandButton.Staying(GreetingTexts.Keys, "/keys") : null,
            forAdministrator ? CommandButton.Staying(GreetingTexts.Webhooks, "/webhooks") : null));

    /// <summary>An answer to words that are no command: offers what they may have been meant for.</summary>
    /// <param name="labels">The reports that the words name.</param>
    public static Card NotUnderstood(string words, params IEnumerable<string> labels) => Card(
        GreetingTexts.NotUnderstoodHeading,
        Heading(GreetingTexts.NotUnderstoodHeading),
        Text(GreetingTexts.NotUnderstood),
        Buttons([
            .. labels.Take(2).Select(label => CommandButton.Of(Say(GreetingTexts.OpenReport, label), $"/status {label}")),
            words.Length is 0 ? null : ReportThis(words),
            Help(GreetingTexts.ShowHelp)]));

    /// <summary>An answer to a slip of the pen: one press goes on as it was meant, with the words.</summary>
    public static Card DidYouMean(MeantCommand meant, string words)
    {
        var question = Say(GreetingTexts.DidYouMean, meant.Name);
        return Card(
            question,
            Heading(question),
            meant.Words.Length is 0 ? null : Text(meant.Words),
            Buttons(
                CommandButton.Of(Say(GreetingTexts.Meant, meant.Name), meant.Typed) with { Style = ActionStyle.Positive },
                meant.Name is "report-error" || !words.Contains(' ', StringComparison.Ordinal)
                    ? null
                    : ReportThis(words) with { Style = null },
                Help(GreetingTexts.ShowHelp)));
    }

    /// <summary>An answer to a slash before a word that is near to no command.</summary>
    public static Card NoSuchCommand(string name, string words)
    {
        var line = Say(GreetingTexts.NoSuchCommand, name);
        return Card(
            line,
            Text(line),
            Buttons(
                Help(GreetingTexts.ShowHelp),
                words.Contains(' ', StringComparison.Ordinal) ? ReportThis(words) with { Style = null } : null));
    }

    private static ExecuteAction ReportThis(string words) =>
        ExecuteAction.Of(GreetingTexts.ReportThis, Begin, ("text", words)) with { Style = ActionStyle.Positive };

    private static ExecuteAction Help(string title) => ExecuteAction.Of(title, HelpPress);

    /// <summary>A line that leads on.</summary>
    private static Card Onwards(string line) => Card(
        line,
        Text(line),
        Buttons(
            CommandButton.Staying(GreetingTexts.ReportAnError, "/report-error"),
            CommandButton.Staying(GreetingTexts.MyReports, "/my"),
            CommandButton.Staying(GreetingTexts.ShowHelp, "/help")));
}
