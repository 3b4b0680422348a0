using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Actions.Api;

/// <summary>
/// What agents and systems can do with action items over HTTP: read them, work on what is assigned to them, and give evidence. It goes
/// through what the chat goes through: <see cref="ActionItems"/> and <see cref="ActionChange"/>.
/// </summary>
internal static class ActionsApi
{
    /// <summary>What the calls about one action item share.</summary>
    public static RecordCalls Calls { get; } = new(ActionKind.Definition);

    private static readonly ApiTag Tag = new("Actions", "What somebody does by when because of what was reported.");

    /// <summary>Adds the operations.</summary>
    public static void Map(ApiRoutes api) => api
        .Map(new(HttpMethods.Get, "/actions", "listActions", "List action items, the newest first", [ActionScopes.Read, ActionScopes.Work])
        {
            Tag = Tag,
            Read = ListActions.Read,
            Parameters = ListActions.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(ActionPage)),
            Problems = [StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity],
        })
        .Map(new(HttpMethods.Get, "/actions/{number}", "readAction", "Read one action item", [ActionScopes.Read, ActionScopes.Work])
        {
            Tag = Tag,
            Read = (call, ct) => Calls.Read(call, number => Tell(call, number), ct),
            Answer = (StatusCodes.Status200OK, typeof(ActionResource)),
            Problems = [StatusCodes.Status404NotFound],
        })
        .Map(new(
            HttpMethods.Post, "/actions/{number}/evidence", "finishAction", "Give evidence that what is assigned to you is done",
            [ActionScopes.Work])
        {
            Tag = Tag,
            Write = WorkOnAction.Finish,
            Body = typeof(EvidenceBody),
            BodyExample = """{ "evidence": "Run 4712 stopped on the old folder: https://example.com/runs/4712", "hours": 1.5 }""",
            Answer = (StatusCodes.Status200OK, typeof(ActionResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        })
        .Map(new(
            HttpMethods.Post, "/actions/{number}/steps", "moveAction", "Begin what is assigned to you, or say what stands in the way",
            [ActionScopes.Work])
        {
            Tag = Tag,
            Write = WorkOnAction.Move,
            Body = typeof(StepBody),
            BodyExample = """{ "step": "start" }""",
            Answer = (StatusCodes.Status200OK, typeof(ActionResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        });

    /// <summary>
    /// What another system hears of an action item: what a member of its team sees in a list, and nothing of one that only some may see.
    /// </summary>
    public static JsonNode? ForWebhook(IServiceProvider services, RecordEvent happened) =>
        ActionRows.Find(services.GetRequiredService<Session>(), happened.RecordId) is { Team: not null, Restricted: false } item
            ? JsonSerializer.SerializeToNode(SummaryOf(services, item), ActionsApiJson.Api.ActionSummaryResource)
            : null;

    /// <summary>An action item in a list.</summary>
    public static ActionSummaryResource SummaryOf(IServiceProvider services, ActionItem item) => new(
        item.Number, item.Label, item.Title, Codes.Of(item.State), item.OwnerName, item.DueDate, ParentOf(services, item), item.TeamName,
        item.CreatedAt, PathOf(item.Number));

    /// <summary>An action item as whoever calls sees it, whole.</summary>
    public static ApiAnswer Tell(ApiCall call, long number)
    {
        var item = ActionRows.Find(call.Get<Session>(), number)!;
        var me = call.Get<Actor>();
        var steps = call.Get<ActionGuard>().StepsOf(item).Select(Codes.Of);
        var resource = new ActionResource(
            item.Number, item.Label, item.Title, Codes.Of(item.State), item.OwnerName, item.Owner == me.Id, [.. steps], item.DueDate,
            ParentOf(call.Services, item), item.TeamName, Codes.Of(item.Type), Codes.Of(item.Strength), item.IsMandatory,
            item.NeedsVerifier, item.VerifierName, item.DefinitionOfDone, item.ExpectedEffect, item.Evidence, item.EffortHours,
            item.BlockedBecause, item.EndedBecause, item.Restricted, item.CreatedAt, PathOf(item.Number));
        return ApiAnswer.Of(StatusCodes.Status200OK, resource, ActionsApiJson.Api.ActionResource);
    }

    private static string PathOf(long number) => $"{ApiCall.Root}/actions/{number}";

    private static string? ParentOf(IServiceProvider services, ActionItem item) => item.Origin is { } origin
        ? services.GetRequiredService<RecordKinds>().Named(origin.Kind)?.Labels.Of(origin.Number)
        : null;
}
