using System.Globalization;
using System.Text;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Pages;

/// <summary>
/// The requests under <c>/pages</c>: their headers, cookies and failures. An address with a token is written nowhere, so failures are
/// logged without it.
/// </summary>
internal sealed partial class PageEndpoints(
    IServiceScopeFactory scopes, PageAddress address, IOptions<TurnOptions> languages, ILogger<PageEndpoints> log)
{
    private const string Token = "token", Link = "link";

    /// <summary>Below the path of all pages: the stable address of a page that was opened.</summary>
    private const string Opened = "open";

    /// <summary>Listens for them.</summary>
    public void Map(WebApplication app)
    {
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments(PageAddress.Path), pages => pages.Use(next => http => Guard(http, next)));
        Map(HttpMethods.Get, $"{{{Token}}}", Knock);
        Map(HttpMethods.Post, $"{{{Token}}}", Open);
        Map(HttpMethods.Get, $"{Opened}/{{{Link}:long}}", Show);

        void Map(string method, string path, RequestDelegate run) =>
            app.MapMethods($"{PageAddress.Path}/{path}", [method], run).ExcludeFromDescription();
    }

    private Task Knock(HttpContext http) => Answer(http, visit => visit.Knock(TokenIn(http), http.RequestAborted));

    private Task Open(HttpContext http) =>
        Answer(http, visit => visit.Open(TokenIn(http), id => BrowserIn(http, id), http.RequestAborted));

    private Task Show(HttpContext http)
    {
        var id = LinkIn(http);
        return Answer(http, visit => visit.Show(id, BrowserIn(http, id), http.RequestAborted));
    }

    private async Task Guard(HttpContext http, RequestDelegate next)
    {
        AddHeaders(http.Response.Headers);
        CultureInfo.CurrentUICulture = LanguageOf(http.Request);
        try
        {
            await next(http);
        }
        catch (Exception e) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            Failed(e);
            await Write(http, PageAnswer.Failed(
                e is StoreUnavailableException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError));
        }
    }

    private async Task Answer(HttpContext http, Func<PageVisit, Task<PageAnswer>> visit)
    {
        await using var scope = scopes.CreateAsyncScope();
        await Write(http, await visit(scope.ServiceProvider.GetRequiredService<PageVisit>()));
    }

    private async Task Write(HttpContext http, PageAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        if (answer is { LeadsTo: { } link, Browser: { } browser })
        {
            http.Response.Cookies.Append(CookieOf(link), browser.Text, address.Cookie());
        }

        // Relative to the address with the token, so that it is right also where a proxy adds to the path.
        if (answer.LeadsTo is { } page) http.Response.Headers.Location = $"{Opened}/{page}";
        if (answer.Body is not { } body) return;
        var document = Encoding.UTF8.GetBytes(PageDocument.Of(answer.Language, body, answer.Footer));
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = document.Length;
        await http.Response.Body.WriteAsync(document, http.RequestAborted);
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = PageDocument.ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>For those of whom no link tells who they are.</summary>
    private CultureInfo LanguageOf(HttpRequest request) => languages.Value.LanguageFor(
        request.GetTypedHeaders().AcceptLanguage.OrderByDescending(each => each.Quality ?? 1).FirstOrDefault()?.Value.Value);

    private static PageSecret? TokenIn(HttpContext http) => PageSecret.Read(http.Request.RouteValues[Token] as string);

    private static long LinkIn(HttpContext http) =>
        long.Parse((string)http.Request.RouteValues[Link]!, NumberStyles.Integer, CultureInfo.InvariantCulture);

    private static PageSecret? BrowserIn(HttpContext http, long link) => PageSecret.Read(http.Request.Cookies[CookieOf(link)]);

    // One for each link, so that several pages are open beside each other.
    private static string CookieOf(long link) => string.Create(CultureInfo.InvariantCulture, $"page-{link}");

    [LoggerMessage(Level = LogLevel.Error, Message = "A page behind a link could not be shown")]
    private partial void Failed(Exception exception);
}
