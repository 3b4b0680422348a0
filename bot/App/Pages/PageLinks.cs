using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Pages;

/// <summary>
/// Issues the links to pages, each for the person who acts, and opens them. What changes something does so only while a commit runs, and
/// says so in the record's events.
/// </summary>
internal sealed class PageLinks(
    Session session, Actor actor, RecordEvents events, RecordViewers viewers, RecordPages pages, PageAddress address)
{
    /// <summary>How long a link waits for being opened.</summary>
    public static readonly TimeSpan LifeUnopened = TimeSpan.FromMinutes(10);

    /// <summary>How long the browser that opened it shows the page.</summary>
    public static readonly TimeSpan LifeInBrowser = TimeSpan.FromHours(1);

    /// <summary>The press that answers with a link; null where pages cannot be opened, so that no button leads nowhere.</summary>
    public ExecuteAction? Button(RecordPage page, long number) => address.IsKnown ? OpenPage.Button(page, number) : null;

    /// <summary>Issues a link for the person who acts; null where they may not see the page.</summary>
    public PageSecret? Issue(RecordPage page, long number)
    {
        if (!MaySee(page, number)) return null;
        var token = PageSecret.New();
        PageLinkRows.Add(session.Statements, token, actor.Keep().Id, page, number, actor.Now, actor.Now + LifeUnopened);
        Append(page, number, RecordEvents.PageLinkIssued);
        return token;
    }

    /// <summary>The link of a token while it is good; null for none.</summary>
    public PageLink? Find(PageSecret token, DateTimeOffset now) => PageLinkRows.Find(session.Statements, token, now);

    /// <summary>A link by its number while it is good, for the browser that opened it; null for none.</summary>
    public PageLink? Find(long id, PageSecret? browser, DateTimeOffset now) =>
        PageLinkRows.Find(session.Statements, id, now) is { } link && link.IsOf(browser) ? link : null;

    /// <summary>
    /// From here on the person of a link acts in this scope; gives the page, or null where they may not see it, or there is none.
    /// </summary>
    public RecordPage? Enter(PageLink link, DateTimeOffset now)
    {
        if (PersonRows.Find(session.Statements, link.Person) is not { } person) return null;
        actor.ActAs(person, now);
        return pages.Find(link.Kind, link.Page) is { } page && MaySee(page, link.Number) ? page : null;
    }

    /// <summary>Binds a link to a browser; null when another was faster.</summary>
    public PageSecret? Open(PageLink link, RecordPage page)
    {
        var browser = PageSecret.New();
        if (!PageLinkRows.Open(session.Statements, link.Id, browser, actor.Now, actor.Now + LifeInBrowser)) return null;
        Append(page, link.Number, RecordEvents.PageOpened);
        return browser;
    }

    /// <summary>Ends a link whose person may not see its page any more, and notes the refusal.</summary>
    public void Void(PageLink link, IServiceProvider services)
    {
        PageLinkRows.Remove(session.Statements, link.Id);
        pages.KindOf(link.Kind)?.NoteRefusal(services, link.Number);
    }

    private bool MaySee(RecordPage page, long number) => viewers.LevelOf(page.Kind, actor.Principal, number) >= page.AtLeast;

    private void Append(RecordPage page, long number, string what) => events.Append(
        page.Kind.Reference(number, viewers.FactsOf(page.Kind, actor.Principal, number).Team), what,
        data: EventData.Of(("page", page.Name)));
}

/// <summary>All registered pages of records.</summary>
internal sealed class RecordPages(IEnumerable<RecordPage> pages, RecordKinds kinds)
{
    /// <summary>The page of these names; null for none.</summary>
    public RecordPage? Find(string? kind, string? name) => pages.FirstOrDefault(page => page.Kind.Name == kind && page.Name == name);

    /// <summary>The kind of record of a name; null for none.</summary>
    public RecordKind? KindOf(string name) => kinds.Named(name);
}
