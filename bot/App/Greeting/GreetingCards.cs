using System.Globalization;
using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;

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
        Text(!isTriage ? GreetingTexts.WelcomeGroup : addedBy is null ? GreetingTexts.WelcomeTeam : string.Format(CultureInfo.InvariantCulture, GreetingTexts.WelcomeTeamBy, addedBy)),
        Text(GreetingTexts.WelcomeBlameless));

    /// <summary>What can be done.</summary>
    public static Card Help() => Card(
        GreetingTexts.HelpSummary,
        Heading(GreetingTexts.HelpHeading),
        Facts([.. ListedCommands.All.Select(command => (command.How, (string?)command.What)), (GreetingTexts.HelpCancelHow, GreetingTexts.HelpCancel)]),
        Hint(GreetingTexts.HelpSlash));

    /// <summary>An answer to words that are no command: offers what they may have been meant for.</summary>
    public static Card NotUnderstood(string words) => Card(
        GreetingTexts.NotUnderstoodHeading,
        Heading(GreetingTexts.NotUnderstoodHeading),
        Text(GreetingTexts.NotUnderstood),
        Buttons(
            words.Length is 0 ? null : ExecuteAction.Of(GreetingTexts.ReportThis, Begin, ("text", words)) with { Style = ActionStyle.Positive },
            ExecuteAction.Of(GreetingTexts.ShowHelp, HelpPress)));
}
