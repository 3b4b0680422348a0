using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>An idea as the API tells it.</summary>
internal sealed record IdeaResource(string Label, string Title, string State);

/// <summary>What agents and systems can do with ideas.</summary>
internal static class IdeasApi
{
    private static readonly RecordCalls Calls = new(IdeaKind.Definition);

    /// <summary>Adds the operations.</summary>
    public static void Map(ApiRoutes api) => api.Map(new("GET", "/ideas/{number}", "readIdea", "Read one idea", ["ideas:read"])
    {
        Tag = new("Ideas", "What could be better."),
        Read = (call, ct) => Calls.Read(call, number => Tell(call, number), ct),
        Answer = (200, typeof(IdeaResource)),
        Problems = [404],
    });

    private static ApiAnswer Tell(ApiCall call, long number)
    {
        var idea = IdeaRows.Find(call.Get<Session>(), number)!;
        var resource = new IdeaResource(IdeaKind.Definition.Labels.Of(number), idea.Title, IdeaCards.WordsOf(idea.State));
        return ApiAnswer.Of(200, resource, IdeasApiJson.Default.IdeaResource);
    }
}
