using System.Collections.Immutable;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Api;

/// <summary>Lists the patterns that the caller may see, the newest first.</summary>
internal static class ListPatterns
{
    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        ("state", "A state, or several with commas between them: candidate, validated, replicated, standard, challenged, retired.",
            "validated,standard"),
        ("attempts", "true: only what did not work; false: only what did.", "false"),
        ("limit", "Patterns on a page; at most 100.", "10"),
        ("cursor", "Where the page before ended: taken from next, and never made up; another one is refused with 400.", ""),
    ];

    /// <summary>A page.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var query = new ListQuery(call, Parameters);
        var (states, attempts) = (query.Several<PatternState>("state"), Attempts(call, query));
        if (query.Refusal is { } refusal) return new(refusal);

        List<Sql> all = [PatternKind.Access.Condition(call.Get<Actor>().Principal), Sql.Of($"e.id < {query.Before}")];
        if (states is not []) all.Add(Sql.Of($"e.state IN {states.Select(state => state.ToString())}"));
        if (attempts is { } wanted) all.Add(wanted ? Sql.Of($"e.is_attempt") : Sql.Of($"NOT e.is_attempt"));
        var found = PatternRows.Page(call.Get<Session>(), Sql.AllOf(all), query.Limit + 1);
        var next = query.Next("/patterns", found, pattern => pattern.Number);
        var page = new PatternPage([.. found.Take(query.Limit).Select(PatternsApi.SummaryOf)], next);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, page, PatternsApiJson.Api.PatternPage) with { Next = next });
    }

    private static bool? Attempts(ApiCall call, ListQuery query)
    {
        if (call.Parameter("attempts") is not { } text) return null;
        if (bool.TryParse(text, out var wanted)) return wanted;
        query.Complain("attempts", Say(ApiTexts.OneOf, "true, false"));
        return null;
    }
}
