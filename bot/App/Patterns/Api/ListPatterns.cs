using System.Collections.Immutable;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Patterns.Replications;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Api;

/// <summary>Lists the patterns that the caller may see, the newest first.</summary>
internal static class ListPatterns
{
    private static readonly string[] Adopted =
    [
        nameof(ReplicationState.Accepted), nameof(ReplicationState.InProgress), nameof(ReplicationState.InUse),
        nameof(ReplicationState.Sustained),
    ];

    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        ("state", "A state, or several with commas between them: candidate, validated, replicated, standard, challenged, retired.",
            "validated,standard"),
        ("attempts", "true: only what did not work; false: only what did.", "false"),
        ("adopted", "true: only those that were taken over for the caller itself, if it is an AI agent, and not given up.", "true"),
        ("limit", "Patterns on a page; at most 100.", "10"),
        ("cursor", "Where the page before ended: taken from next, and never made up; another one is refused with 400.", ""),
    ];

    /// <summary>A page.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var query = new ListQuery(call, Parameters);
        var (states, attempts) = (query.Several<PatternState>("state"), Flag(call, query, "attempts"));
        var adopted = Flag(call, query, "adopted");
        if (query.Refusal is { } refusal) return new(refusal);

        List<Sql> all = [PatternKind.Access.Condition(call.Get<Actor>().Principal), Sql.Of($"e.id < {query.Before}")];
        if (states is not []) all.Add(Sql.Of($"e.state IN {states.Select(state => state.ToString())}"));
        if (attempts is { } wanted) all.Add(wanted ? Sql.Of($"e.is_attempt") : Sql.Of($"NOT e.is_attempt"));
        if (adopted is { } own) all.Add(own ? AdoptedFor(call.Get<Actor>()) : Sql.Of($"NOT ({AdoptedFor(call.Get<Actor>())})"));
        var found = PatternRows.Page(call.Get<Session>(), Sql.AllOf(all), query.Limit + 1);
        var next = query.Next("/patterns", found, pattern => pattern.Number);
        var page = new PatternPage([.. found.Take(query.Limit).Select(PatternsApi.SummaryOf)], next);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, page, PatternsApiJson.Api.PatternPage) with { Next = next });
    }

    private static Sql AdoptedFor(Actor actor) => Sql.Of($"""
        EXISTS (SELECT 1 FROM pattern_replications r WHERE r.pattern = e.id AND r.target_agent = {actor.Principal.Person.Value}
            AND r.status IN {Adopted})
        """);

    private static bool? Flag(ApiCall call, ListQuery query, string name)
    {
        if (call.Parameter(name) is not { } text) return null;
        if (bool.TryParse(text, out var wanted)) return wanted;
        query.Complain(name, Say(ApiTexts.OneOf, "true, false"));
        return null;
    }
}
