using System.Globalization;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Every card that the bot can send on one page, <c>/gallery</c>, and each of them into the chat page at the press of a button.</summary>
internal static class GalleryEndpoints
{
    private const string Html = "text/html; charset=utf-8";
    private static readonly IReadOnlyList<GallerySample> Samples = GallerySamples.All(new GalleryData());

    /// <summary>Maps the page in Development; anywhere else nothing.</summary>
    public static void MapGallery(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
        app.MapGet("/gallery", (HttpContext context) => Answer(context, StatusCodes.Status200OK, context.Request.Query["posted"] is [{ } name] ? Say(GalleryTexts.Posted, name) : null));
        app.MapPost("/gallery/{name}", Post);
    }

    private static async Task Post(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        if (Samples.FirstOrDefault(each => each.Name == name) is not { } sample)
        {
            await Answer(context, StatusCodes.Status404NotFound, Say(GalleryTexts.Unknown, name));
            return;
        }

        if (Chat(context.RequestServices) is not { Conversation: { } chat } there)
        {
            await Answer(context, StatusCodes.Status409Conflict, GalleryTexts.NoChat);
            return;
        }

        var body = OutgoingActivity.Of(sample.Draw()).ToJson();
        var sent = await context.RequestServices.GetRequiredService<ConnectorClient>().Send(there.ServiceUrl, chat, body, context.RequestAborted);
        if (sent.Succeeded) context.Response.Redirect($"/gallery?posted={name}#{name}");
        else await Answer(context, StatusCodes.Status502BadGateway, Say(GalleryTexts.Refused, sent.Failure));
    }

    /// <summary>The personal chat of the person who uses the chat page; null while they have not opened it.</summary>
    private static Address? Chat(IServiceProvider services) =>
        services.GetRequiredService<KnownPeople>().Find(new Sighting(PlaygroundTenant.Id, PlaygroundTenant.CurrentUserObjectId, null, null)) is { } person
            ? services.GetRequiredService<KnownConversations>().PersonalChat(person)
            : null;

    private static Task Answer(HttpContext context, int status, string? note)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, Html);
        return context.Response.WriteAsync(GalleryPage.Of(Samples, note));
    }

    private static string Say(string text, object value) => string.Format(CultureInfo.InvariantCulture, text, value);
}
