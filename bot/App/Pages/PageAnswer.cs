using System.Globalization;

namespace Improvement.Bot.Pages;

/// <summary>What a browser is answered under <c>/pages</c>, in the language of the moment in which it was made.</summary>
/// <param name="Body">What is shown; null where the browser is led on.</param>
internal sealed record PageAnswer(int Status, PageBody? Body)
{
    /// <summary>The language of its words.</summary>
    public CultureInfo Language { get; } = CultureInfo.CurrentUICulture;

    /// <summary>Whom the page is for and until when; null for nobody in particular.</summary>
    public string? Footer { get; init; }

    /// <summary>The link to whose page the browser is led on; null for none.</summary>
    public long? LeadsTo { get; init; }

    /// <summary>What the browser keeps as its cookie for that link; null for nothing new.</summary>
    public PageSecret? Browser { get; init; }

    /// <summary>Leads on to the page of a link.</summary>
    public static PageAnswer To(long link, PageSecret? browser) =>
        new(StatusCodes.Status303SeeOther, Body: null) { LeadsTo = link, Browser = browser };

    /// <summary>
    /// One button that opens the page. It names no record: also those who follow every link of a message, such as scanners of mail, see
    /// it.
    /// </summary>
    public static PageAnswer Knock() => new(StatusCodes.Status200OK, PageBody.Of(
        PagesTexts.KnockTitle, Html.Paragraph(PagesTexts.KnockText), Html.OpenButton(PagesTexts.KnockOpen)));

    /// <summary>The link was never there, was opened elsewhere, or its time is over; and how to get a new one.</summary>
    public static PageAnswer Expired() => new(StatusCodes.Status410Gone, PageBody.Of(
        PagesTexts.ExpiredTitle, Html.Paragraph(PagesTexts.ExpiredText), Html.Paragraph(PagesTexts.ExpiredAgain)));

    /// <summary>The record is gone, or its person may no longer see it; the same for both.</summary>
    public static PageAnswer NotForYou() => new(StatusCodes.Status403Forbidden, PageBody.Of(
        PagesTexts.NotForYouTitle, Html.Paragraph(PagesTexts.NotForYouText), Html.Paragraph(PagesTexts.NotForYouAgain)));

    /// <summary>Something failed.</summary>
    public static PageAnswer Failed(int status) =>
        new(status, PageBody.Of(PagesTexts.FailedTitle, Html.Paragraph(PagesTexts.FailedText)));
}
