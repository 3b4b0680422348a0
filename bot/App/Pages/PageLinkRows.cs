using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Pages;

/// <summary>A link to a page of a record, as it is kept.</summary>
/// <param name="Person">Whom it is for; nobody else's rights are asked.</param>
/// <param name="Page">The name of the <see cref="RecordPage"/>.</param>
/// <param name="ExpiresAt">Until when it can be opened, and once it was, until when it shows its page.</param>
/// <param name="BrowserHash">Of the secret of the browser that opened it; null until then.</param>
internal sealed record PageLink(
    long Id, PersonId Person, string Kind, long Number, string Page, DateTimeOffset ExpiresAt, string? BrowserHash)
{
    /// <summary>Whether some browser has opened it.</summary>
    public bool IsOpened => BrowserHash is not null;

    /// <summary>Whether it was opened by the browser that shows this.</summary>
    public bool IsOf(PageSecret? browser) => BrowserHash is { } kept && browser is not null && browser.Matches(kept);
}

/// <summary>Reads and writes <c>page_links</c>.</summary>
internal static class PageLinkRows
{
    // Of somebody whose data were erased there is no link any more.
    private static readonly Sql Select = Sql.Of($"""
        SELECT page_links.id, person, record_kind, record_number, page, expires_at, browser_hash
        FROM page_links JOIN people ON people.id = person AND people.blanked_at IS NULL
        """);

    /// <summary>The link of a token while it is good; null for none.</summary>
    public static PageLink? Find(Statements database, PageSecret token, DateTimeOffset now) =>
        One(database.Read($"{Select} WHERE token_hash = {token.Hash()} AND expires_at > {now}"));

    /// <summary>A link by its number while it is good; null for none.</summary>
    public static PageLink? Find(Statements database, long id, DateTimeOffset now) =>
        One(database.Read($"{Select} WHERE page_links.id = {id} AND expires_at > {now}"));

    /// <summary>Adds a link.</summary>
    public static void Add(
        Statements writer, PageSecret token, PersonId person, RecordPage page, long number, DateTimeOffset now, DateTimeOffset until) =>
        writer.Execute($"""
            INSERT INTO page_links {NewRow.Of(
                ("token_hash", token.Hash()), ("person", person.Value), ("record_kind", page.Kind.Name), ("record_number", number),
                ("page", page.Name), ("issued_at", now), ("expires_at", until))}
            """);

    /// <summary>Binds a link to the first browser; false when another was faster.</summary>
    public static bool Open(Statements writer, long id, PageSecret browser, DateTimeOffset now, DateTimeOffset until) =>
        writer.Execute($"""
            UPDATE page_links SET opened_at = {now}, expires_at = {until}, browser_hash = {browser.Hash()}
            WHERE id = {id} AND opened_at IS NULL AND expires_at > {now}
            """) > 0;

    /// <summary>Ends a link.</summary>
    public static void Remove(Statements writer, long id) => writer.Execute($"DELETE FROM page_links WHERE id = {id}");

    /// <summary>Removes those whose time is over; gives how many.</summary>
    public static int Forget(Statements writer, DateTimeOffset now) =>
        writer.Execute($"DELETE FROM page_links WHERE expires_at <= {now}");

    private static PageLink? One(Rows rows)
    {
        using (rows) return rows.Read() ? Read(rows) : null;
    }

    private static PageLink Read(Rows row) => new(
        row.GetInt64(0), new(row.GetInt64(1)), row.GetString(2), row.GetInt64(3), row.GetString(4), row.Moment(5), row.TextOrNull(6));
}
