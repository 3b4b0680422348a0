using System.Globalization;
using System.Net;
using Improvement.Bot.Api;
using Improvement.Bot.Development;
using Improvement.Bot.Operations;
using Microsoft.Extensions.Options;

namespace Improvement.Bot;

/// <summary>
/// The page <c>/</c>: what answers here and where to go. Outside Development it says that it is a bot in Teams and nothing else.
/// </summary>
internal static class HomePage
{
    /// <summary>Maps it.</summary>
    public static void MapHomePage(this WebApplication app) => app.MapGet("/", app.Environment.IsDevelopment() ? InDevelopment : Plain);

    private static Task Plain(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(OperationsTexts.Home);
    }

    private static Task InDevelopment(HttpContext context)
    {
        var page = context.RequestServices.GetRequiredService<IOptions<PlaygroundOptions>>().Value.Page.ToString().TrimEnd('/');
        (string Address, string Words)[] places = [
            (page, OperationsTexts.HomeChat), ("/gallery", OperationsTexts.HomeGallery), (ApiDocument.Path, OperationsTexts.HomeApi),
            ("/health/ready", OperationsTexts.HomeHealth)];
        var items = string.Concat(
            places.Select(place =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<li><a href=\"{place.Address}\">{place.Address}</a> {WebUtility.HtmlEncode(place.Words)}</li>")));
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Improvement "
            + $"Bot</title><p>{WebUtility.HtmlEncode(OperationsTexts.Home)}</p><ul>{items}</ul></html>");
    }
}
