using System.Text.Json;
using System.Text.Json.Nodes;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Patterns.Capture;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Patterns.Api;

/// <summary>
/// What agents and systems can do with patterns over HTTP: keep what worked or did not, read what others kept, and say that they used one
/// or what is wrong with it. It goes through what the chat goes through.
/// </summary>
internal static class PatternsApi
{
    /// <summary>What the calls about one pattern share.</summary>
    public static RecordCalls Calls { get; } = new(PatternKind.Definition);

    private static readonly ApiTag Tag = new("Patterns", "What worked unusually well, and attempts that did not.");

    private const string Example = """
        { "story": "Since we read the address back to the caller, no parcel came back", "coreSteps": "Read it back\nWait for a yes" }
        """;

    /// <summary>Adds the operations.</summary>
    public static void Map(ApiRoutes api) => api
        .Map(new(HttpMethods.Get, "/patterns", "listPatterns", "List patterns, the newest first", [PatternScopes.Read])
        {
            Tag = Tag,
            Read = ListPatterns.Read,
            Parameters = ListPatterns.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(PatternPage)),
            Problems = [StatusCodes.Status400BadRequest, StatusCodes.Status422UnprocessableEntity],
        })
        .Map(new(HttpMethods.Get, "/patterns/{number}", "readPattern", "Read one pattern", [PatternScopes.Read])
        {
            Tag = Tag,
            Read = (call, ct) => Calls.Read(call, number => Tell(call, number), ct),
            Answer = (StatusCodes.Status200OK, typeof(PatternResource)),
            Problems = [StatusCodes.Status404NotFound],
        })
        .Map(new(
            HttpMethods.Get, "/patterns/{number}/instruction", "readInstruction", "A pattern as an instruction for an AI agent",
            [PatternScopes.Read])
        {
            Tag = Tag,
            Read = (call, ct) => Calls.Read(call, number => Instruction.Tell(call, number, InstructionResource.Tell), ct),
            Parameters = Instruction.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(InstructionResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity],
        })
        .Map(new(
            HttpMethods.Get, "/patterns/{number}/skill", "readSkill", "The same as an Agent Skill, the text of a SKILL.md",
            [PatternScopes.Read])
        {
            Tag = Tag,
            Read = (call, ct) => Calls.Read(call, number => Instruction.Tell(call, number, SkillText.Tell), ct),
            Parameters = Instruction.Parameters,
            Answer = (StatusCodes.Status200OK, typeof(string)),
            AnswerType = SkillText.ContentType,
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity],
        })
        .Map(new(
            HttpMethods.Get, "/patterns/{number}/replications", "listReplications", "Where a pattern is used, and where not, by team",
            [PatternScopes.Read])
        {
            Tag = Tag,
            Read = (call, ct) => Calls.Read(call, number => ReplicationsOfPattern.Tell(call, number), ct),
            Answer = (StatusCodes.Status200OK, typeof(ReplicationList)),
            Problems = [StatusCodes.Status404NotFound],
        })
        .Map(new(HttpMethods.Post, "/patterns", "keepPattern", "Keep what worked, or what did not", [PatternScopes.Capture])
        {
            Tag = Tag,
            Write = KeepPattern.Write,
            Body = typeof(PatternBody),
            BodyExample = Example,
            Answer = (StatusCodes.Status201Created, typeof(KeptPatternResource)),
        })
        .Map(new(HttpMethods.Post, "/patterns/{number}/uses", "usePattern", "Say that you used a pattern", [PatternScopes.Capture])
        {
            Tag = Tag,
            Write = KeepPattern.Use,
            Body = typeof(UseBody),
            BodyExample = """{ "about": "ERR-12" }""",
            Answer = (StatusCodes.Status200OK, typeof(PatternResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        })
        .Map(new(HttpMethods.Post, "/patterns/{number}/flags", "flagPattern", "Say what is wrong with a pattern", [PatternScopes.Capture])
        {
            Tag = Tag,
            Write = KeepPattern.Flag,
            Body = typeof(FlagBody),
            BodyExample = """{ "words": "Step two needs a licence that we do not have" }""",
            Answer = (StatusCodes.Status200OK, typeof(PatternResource)),
            Problems = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
        });

    /// <summary>
    /// What another system hears of a pattern: what a member of its team sees in a list, and nothing of one that only some may see.
    /// </summary>
    public static JsonNode? ForWebhook(IServiceProvider services, RecordEvent happened) =>
        PatternRows.Find(services.GetRequiredService<Session>(), happened.RecordId) is { Team: not null, Restricted: false } pattern
            ? JsonSerializer.SerializeToNode(SummaryOf(pattern), PatternsApiJson.Api.PatternSummaryResource)
            : null;

    /// <summary>A pattern in a list.</summary>
    public static PatternSummaryResource SummaryOf(Pattern pattern) => new(
        pattern.Number, pattern.Label, pattern.Title, Codes.Of(pattern.State), pattern.IsAttempt, pattern.Edition, pattern.TeamName,
        pattern.CreatedAt, PathOf(pattern.Number));

    /// <summary>A pattern as whoever calls sees it, whole.</summary>
    public static ApiAnswer Tell(ApiCall call, long number) =>
        ApiAnswer.Of(StatusCodes.Status200OK, ResourceOf(call, number), PatternsApiJson.Api.PatternResource);

    /// <summary>A pattern that was kept just now, and what is like it.</summary>
    public static ApiAnswer TellKept(ApiCall call, long number)
    {
        var pattern = PatternRows.Find(call.Get<Session>(), number)!;
        var similar = call.Get<SimilarPatterns>();
        var resource = new KeptPatternResource(
            ResourceOf(call, number),
            [
                .. similar.Shown(similar.NumbersTo(pattern.Content.Story, except: number)).Select(each =>
                    new SimilarPatternResource(each.Number, PatternKind.Definition.Labels.Of(each.Number), each.Title, each.IsAttempt)),
            ]);
        return ApiAnswer.Of(StatusCodes.Status201Created, resource, PatternsApiJson.Api.KeptPatternResource) with
        {
            Location = PathOf(number),
        };
    }

    private static PatternResource ResourceOf(ApiCall call, long number)
    {
        var session = call.Get<Session>();
        var pattern = PatternRows.Find(session, number)!;
        var viewer = call.Get<RecordViewers>().Of(PatternKind.Definition, call.Get<Actor>().Principal, number);
        var content = pattern.Content;
        return new(
            number, pattern.Label, pattern.Title, Codes.Of(pattern.State), pattern.IsAttempt, pattern.Edition, content.Story,
            content.Evidence, content.Context, content.Problem, content.Forces, [.. content.Core], content.AdaptableSteps,
            content.Mechanism, content.Consequences, content.Limits,
            [
                .. PatternCriteria.Of(session, number).Select(each =>
                    new CriterionResource(Codes.Of(each.Criterion), each.IsMet, each.Evidence)),
            ],
            PatternFlags.Open(session, number).Count,
            [.. call.Get<PatternGuard>().StepsFor(pattern, viewer).Select(Codes.Of)],
            pattern.AuthorName, pattern.OwnerLeftAt is null ? pattern.OwnerName : null, pattern.TeamName, pattern.CreatedAt,
            pattern.LastUsedAt, pattern.ReviewDueAt, PathOf(number), content.HoursSaved, content.HoursToAdopt);
    }

    /// <summary>The path of a pattern.</summary>
    public static string PathOf(long number) => $"{ApiCall.Root}/patterns/{number}";
}
