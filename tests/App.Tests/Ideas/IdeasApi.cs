using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Ideas;

/// <summary>An idea as the API tells it.</summary>
internal sealed record IdeaResource(string Label, string Title, string State);

/// <summary>What agents and systems can do with ideas.</summary>
internal static class IdeasApi
{
    /// <summary>Adds the operations.</summary>
    public static void Map(ApiRoutes api) => api.Map(new("GET", "/ideas/{number}", "readIdea", "Read one idea", ["ideas:read"])
    {
        Tag = new("Ideas", "What could be better."),
        Read = Read,
        Answer = (200, typeof(IdeaResource)),
        Problems = [404],
    });

    private static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        if (IdeaKind.Definition.Labels.Read(call.Part("number")) is not { } number
            || IdeaRows.Find(call.Get<Session>(), number) is not { } idea
            || call.Get<RecordViewers>().Of(IdeaKind.Definition, call.Get<Actor>().Principal, number).Level is not AccessLevel.Everything)
        {
            return new(Problem.NotFound(IdeaKind.Definition.NotFound()));
        }

        var resource = new IdeaResource(IdeaKind.Definition.Labels.Of(number), idea.Title, IdeaCards.WordsOf(idea.State));
        return new(ApiAnswer.Of(200, resource, IdeasApiJson.Default.IdeaResource));
    }
}
