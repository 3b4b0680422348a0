using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Hosting;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Testing;
using Improvement.Bot.People;
using Improvement.Bot.Samples;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Development.Gallery;

/// <summary>
/// Every card that the bot can send on one page, <c>/gallery</c>, and each of them into the chat page at the press of a button.
/// </summary>
internal static class GalleryEndpoints
{
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>Adds what the page needs.</summary>
    public static IServiceCollection AddGallery(this IServiceCollection services) => services.AddSingleton<GalleryRenderer>();

    /// <summary>Maps the page in Development; anywhere else nothing.</summary>
    public static void MapGallery(this WebApplication app)
    {
        if (!app.Environment.IsDevelopment()) return;
        app.MapGet("/gallery", context => File(context, "gallery.html"));
        app.MapGet("/gallery/page/{file}", context => File(context, (string)context.Request.RouteValues["file"]!));
        app.MapGet(
            "/gallery/cards",
            context => Answer(context, StatusCodes.Status200OK, GalleryList.Of(Groups(context)), "application/json; charset=utf-8"));
        app.MapGet("/gallery/renderer/{file}", Renderer);
        app.MapPost("/gallery/{name}", Post);
    }

    private static IEnumerable<GalleryGroup> Groups(HttpContext context) =>
        GallerySamples.Groups(new GalleryData()).Concat(
            context.RequestServices.GetServices<Slice>().SelectMany(slice => slice.Samples(written => written)));

    private static Task File(HttpContext context, string file) =>
        GalleryFiles.TypeOf(file) is { } type
            ? Answer(context, StatusCodes.Status200OK, GalleryFiles.Text(file), type)
            : Answer(context, StatusCodes.Status404NotFound, Say(GalleryTexts.Unknown, file));

    private static async Task Renderer(HttpContext context)
    {
        var (renderer, file) = (
            context.RequestServices.GetRequiredService<GalleryRenderer>(), (string)context.Request.RouteValues["file"]!);
        if (!GalleryRenderer.Knows(file))
        {
            await Answer(context, StatusCodes.Status404NotFound, Say(GalleryTexts.Unknown, file));
        }
        else if (await renderer.Bring(context.RequestAborted) is { } obstacle)
        {
            await Answer(context, StatusCodes.Status503ServiceUnavailable, Say(GalleryTexts.NotDrawn, obstacle));
        }
        else
        {
            context.Response.ContentType = GalleryFiles.ScriptType;
            await context.Response.SendFileAsync(renderer.PathOf(file), context.RequestAborted);
        }
    }

    private static async Task Post(HttpContext context)
    {
        if (context.RequestServices.GetRequiredService<LocalRequests>().IsForeign(context))
        {
            await Answer(context, StatusCodes.Status403Forbidden, GalleryTexts.Foreign);
            return;
        }

        var name = (string)context.Request.RouteValues["name"]!;
        if (Groups(context).SelectMany(group => group.Samples).FirstOrDefault(each => each.Name == name) is not { } sample)
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
        var sent =
            await context.RequestServices.GetRequiredService<ConnectorClient>().Send(there.ServiceUrl, chat, body, context.RequestAborted);
        if (sent.Succeeded) await Answer(context, StatusCodes.Status200OK, Say(GalleryTexts.Posted, name));
        else await Answer(context, StatusCodes.Status502BadGateway, Say(GalleryTexts.Refused, sent.Failure));
    }

    /// <summary>The personal chat of the person who uses the chat page; null while they have not opened it.</summary>
    private static Address? Chat(IServiceProvider services) =>
        services.GetRequiredService<KnownPeople>().Find(
            new ObservedPerson(PlaygroundTenant.Id, PlaygroundTenant.CurrentUserObjectId, null, null)) is { } person
            ? services.GetRequiredService<KnownConversations>().PersonalChat(person)
            : null;

    private static Task Answer(HttpContext context, int status, string text, string type = Text)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, type);
        return context.Response.WriteAsync(text);
    }
}
