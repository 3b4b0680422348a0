using System.Globalization;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Jobs;
using Improvement.Bot.People;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Pages;

/// <summary>
/// One request of a browser for a page: which link it shows, whether that is still good, and whether its person may see the record at this
/// moment. Whatever it shows, the person of the link acts in its scope.
/// </summary>
internal sealed class PageVisit(PageLinks links, Actor actor, JobCommit commits, Clock clock, IServiceProvider services)
{
    private readonly DateTimeOffset _now = clock.UtcNow;

    /// <summary>Somebody follows a link: a person, or a program that looks where it leads. Nothing is spent by that.</summary>
    public async Task<PageAnswer> Knock(PageSecret? token, CancellationToken ct)
    {
        if (token is null || links.Find(token, _now) is not { } link) return PageAnswer.Expired();
        return Enter(link) is null ? await Refuse(link, ct) : PageAnswer.Knock();
    }

    /// <summary>The button was pressed: the first browser gets the page, and the same one again; any other does not.</summary>
    /// <param name="browserOf">What the browser shows for a link; null for nothing.</param>
    public async Task<PageAnswer> Open(PageSecret? token, Func<long, PageSecret?> browserOf, CancellationToken ct)
    {
        if (token is null || links.Find(token, _now) is not { } link) return PageAnswer.Expired();
        if (link.IsOpened) return link.IsOf(browserOf(link.Id)) ? PageAnswer.To(link.Id, browser: null) : PageAnswer.Expired();
        if (Enter(link) is null) return await Refuse(link, ct);

        PageSecret? browser = null;
        await commits.Run("opening of a page", services, _ => browser = Enter(link) is { } page ? links.Open(link, page) : null, ct);
        return browser is null ? PageAnswer.Expired() : PageAnswer.To(link.Id, browser);
    }

    /// <summary>The page itself, for the browser that opened the link.</summary>
    public async Task<PageAnswer> Show(long id, PageSecret? browser, CancellationToken ct)
    {
        if (links.Find(id, browser, _now) is not { } link) return PageAnswer.Expired();
        if (Enter(link) is not { } page || page.Draw(services, link.Number) is not { } body) return await Refuse(link, ct);
        return new(StatusCodes.Status200OK, body)
        {
            Footer = Say(PagesTexts.Footer, actor.Name, Html.Moment(link.ExpiresAt, actor.Zone), Html.Moment(_now, actor.Zone)),
        };
    }

    private RecordPage? Enter(PageLink link)
    {
        var page = links.Enter(link, _now);
        CultureInfo.CurrentUICulture = actor.Language;
        return page;
    }

    private async Task<PageAnswer> Refuse(PageLink link, CancellationToken ct)
    {
        await commits.Run("end of a link to a page", services, _ => links.Void(link, services), ct);
        return PageAnswer.NotForYou();
    }
}
