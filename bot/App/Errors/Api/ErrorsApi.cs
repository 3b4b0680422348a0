using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Api;

/// <summary>
/// What agents and systems can do with errors over HTTP. It goes through what the chat goes through: <see cref="ErrorFiling"/>,
/// <see cref="RecordSearch"/>, <see cref="SimilarErrors"/>.
/// </summary>
internal static class ErrorsApi
{
    private static readonly ApiTag Tag = new("Errors", "Reports of what went wrong: filed, joined by who met the same, read and searched.");

    private const string ReportExample = """
        {
          "story": "The export agent sent last week's file to three customers and said that all was well.",
          "severity": "minor-harm",
          "hit": "customer",
          "objectName": "Export agent",
          "objectVersion": "v2.4",
          "agentStep": "7",
          "agentReason": "It took the folder of the last run for the present one.",
          "agentMode": "no-check"
        }
        """;

    private const string FixExample = """
        {
          "what": "Check the date of the folder before the export begins.",
          "effect": "Exports of an old folder: from two a month to none by July.",
          "type": "corrective",
          "strength": "strong",
          "cause": "The export takes whatever folder is there.",
          "causeEvidence": "Run 4711 took the folder of run 4702: https://example.com/runs/4711",
          "rollback": "Switch the check off.",
          "effort": 3
        }
        """;

    /// <summary>What the calls about one error share.</summary>
    public static RecordCalls Calls { get; } = new(ErrorKind.Definition);

    /// <summary>Adds the operations.</summary>
    public static void Map(ApiRoutes api) => api
        .Map(new(HttpMethods.Post, "/errors", "fileError", "Report an error", [ErrorScopes.File])
        {
            Tag = Tag,
            Write = FileError.Write,
            Body = typeof(NewErrorBody),
            BodyExample = ReportExample,
            Answer = (StatusCodes.Status201Created, typeof(FiledResource)),
        })
        .Map(new(HttpMethods.Get, "/errors", "searchErrors", "Search errors, the newest first", [ErrorScopes.Search])
        {
            Tag = Tag,
            Read = SearchErrors.Read,
            Parameters = SearchErrors.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(ErrorPage)),
            Problems = [StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity],
        })
        .Map(new(HttpMethods.Post, "/errors/similar", "findSimilarErrors", "Look for reports of the same thing before reporting it",
            [ErrorScopes.File, ErrorScopes.Search])
        {
            Tag = Tag,
            Ask = FindSimilar,
            Body = typeof(SimilarBody),
            BodyExample = """{ "story": "The export agent sent an old file to customers." }""",
            Answer = (StatusCodes.Status200OK, typeof(SimilarAnswer)),
        })
        .Map(new(HttpMethods.Get, "/errors/{number}", "readError", "Read one error", [ErrorScopes.Read])
        {
            Tag = Tag,
            Read = (call, ct) => Calls.Read(call, number => Tell(call, number), ct),
            Answer = (StatusCodes.Status200OK, typeof(ErrorResource)),
            Problems = [StatusCodes.Status404NotFound],
        })
        .Map(new(HttpMethods.Get, "/errors/{number}/witnesses", "readOwnAccount", "Read number, title and state of an error that you "
            + "joined, and what you wrote, also where the rest is another team's", [ErrorScopes.Witness])
        {
            Tag = Tag,
            Read = WitnessError.Read,
            Answer = (StatusCodes.Status200OK, typeof(OwnAccountResource)),
            Problems = [StatusCodes.Status404NotFound],
        })
        .Map(new(HttpMethods.Post, "/errors/{number}/witnesses", "witnessError", "Say that the same happened again", [ErrorScopes.Witness])
        {
            Tag = Tag,
            Write = WitnessError.Write,
            Body = typeof(WitnessBody),
            BodyExample = """{ "note": "Same here in run 4712." }""",
            Answer = (StatusCodes.Status201Created, typeof(WitnessedResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        })
        .Map(new(
            HttpMethods.Post, "/errors/{number}/steps", "moveError", "Add a detail, answer the question about your own report, object, "
                + "withdraw it, or say that it came back", [ErrorScopes.File, ErrorScopes.Witness])
        {
            Tag = Tag,
            Write = StepOnError.Write,
            Body = typeof(ErrorStepBody),
            BodyExample = """{ "step": "add-detail", "text": "The same folder was there in run 4712." }""",
            Answer = (StatusCodes.Status200OK, typeof(ErrorResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        })
        .Map(new(
            HttpMethods.Get, "/errors/{number}/fixes", "listFixes", "Read the fixes that were proposed for an error, and what was decided",
            [ErrorScopes.Read, ErrorScopes.Propose])
        {
            Tag = Tag,
            Read = FixesOfError.Read,
            Answer = (StatusCodes.Status200OK, typeof(FixList)),
            Problems = [StatusCodes.Status404NotFound],
        })
        .Map(new(HttpMethods.Post, "/errors/{number}/fixes", "proposeFix", "Propose a fix; a person decides", [ErrorScopes.Propose])
        {
            Tag = Tag,
            Write = FixesOfError.Propose,
            Body = typeof(FixBody),
            BodyExample = FixExample,
            Answer = (StatusCodes.Status201Created, typeof(FixResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        })
        .Map(new(
            HttpMethods.Get, "/errors/{number}/fixes/{fix}", "readFix", "Read one of them", [ErrorScopes.Read, ErrorScopes.Propose])
        {
            Tag = Tag,
            Read = FixesOfError.ReadOne,
            Answer = (StatusCodes.Status200OK, typeof(FixResource)),
            Problems = [StatusCodes.Status404NotFound],
        })
        .Map(new(
            HttpMethods.Put, "/errors/{number}/fixes/{fix}", "changeFix", "Change the fix that you proposed, which voids its approvals",
            [ErrorScopes.Propose])
        {
            Tag = Tag,
            Write = FixesOfError.Change,
            Body = typeof(FixBody),
            BodyExample = FixExample,
            Answer = (StatusCodes.Status200OK, typeof(FixResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        });

    /// <summary>An error, whole, to a caller who sees everything of it.</summary>
    public static ApiAnswer Tell(ApiCall call, long number) => ApiAnswer.Of(
        StatusCodes.Status200OK, ErrorResource.Of(call, ErrorRows.FindAny(call.Get<Session>(), number)!), ErrorsApiJson.Api.ErrorResource);

    /// <summary>
    /// What another system hears of an error: what a member of its team sees in a list, and nothing of one that only some may see.
    /// </summary>
    public static JsonNode? ForWebhook(IServiceProvider services, RecordEvent happened)
    {
        if (ErrorRows.FindAny(services.GetRequiredService<Session>(), happened.RecordId) is not { Team: { } team } error) return null;
        if (happened.Team is { } former && former != team.Value) return null; // it is another team's by now, which those who listen are not
        var facts = new AccessFacts(
            team, error.Reporter, error.Owner, error.Restricted, IsNamed: false, IsWitness: false, TeamShares: false);
        return ErrorKind.Access.Of(Principal.OfMember(team), facts) is AccessLevel.Everything
            ? JsonSerializer.SerializeToNode(ErrorResource.SummaryOf(error), ErrorsApiJson.Api.ErrorSummaryResource)
            : null;
    }

    private static async ValueTask<ApiAnswer> FindSimilar(ApiCall call, BodyReader body, CancellationToken ct)
    {
        var story = body.Text("story");
        if (Story.Problem(story) is { } problem) body.Complain("story", problem);
        if (body.Complaints is { IsEmpty: false } complaints) return Problem.Invalid(complaints);
        return ApiAnswer.Of(
            StatusCodes.Status200OK, new SimilarAnswer(SimilarResource.Of(await call.Get<SimilarErrors>().To(story!, ct))),
            ErrorsApiJson.Api.SimilarAnswer);
    }
}
