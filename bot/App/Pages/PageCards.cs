using Improvement.Bot.Framework.Cards;
using static Improvement.Bot.Framework.Cards.Draw;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Pages;

/// <summary>The card with a link to a page.</summary>
internal static class PageCards
{
    /// <summary>The link, for one person; only ever the answer to their press, which nothing keeps.</summary>
    public static Card Link(RecordPage page, long number, string address)
    {
        var label = page.Kind.Labels.Of(number);
        return Card(
            Say(PagesTexts.LinkHeading, label),
            Heading(Say(PagesTexts.LinkHeading, label)),
            Text(PagesTexts.LinkText),
            Buttons(
                new OpenUrlAction(address) { Title = PagesTexts.OpenInBrowser, Style = ActionStyle.Positive },
                ExecuteAction.Of(Say(PagesTexts.Back, label), page.Kind.OpenVerb, (page.Kind.Name, number))));
    }
}
