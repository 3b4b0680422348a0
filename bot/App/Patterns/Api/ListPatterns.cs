using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Patterns.Api;

/// <summary>Lists the patterns that the caller may see, the newest first.</summary>
internal static class ListPatterns
{
    private const int UsualPage = 25, LargestPage = 100;

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
        var complaints = call.Query.Keys.Where(key => Parameters.All(known => known.Name != key))
            .Select(key => About(key, PatternTexts.ApiUnknownParameter)).ToList();
        var (states, limit, before) = (States(call, complaints), Limit(call, complaints), Before(call));
        var attempts = Attempts(call, complaints);
        if (before is null)
        {
            return new(Problem.Unreadable(ApiTexts.ParameterUnreadable) with { Errors = [About("cursor", PatternTexts.ApiCursor)] });
        }

        if (complaints is not []) return new(Problem.Invalid(complaints));

        List<Sql> all = [PatternKind.Access.Condition(call.Get<Actor>().Principal), Sql.Of($"e.id < {before.Value}")];
        if (states is not []) all.Add(Sql.Of($"e.state IN {states.Select(state => state.ToString())}"));
        if (attempts is { } wanted) all.Add(wanted ? Sql.Of($"e.is_attempt") : Sql.Of($"NOT e.is_attempt"));
        var found = PatternRows.Page(call.Get<Session>(), Sql.AllOf(all), limit + 1);
        var next = found.Count > limit ? AddressAfter(call, found[limit - 1].Number) : null;
        var page = new PatternPage([.. found.Take(limit).Select(PatternsApi.SummaryOf)], next);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, page, PatternsApiJson.Api.PatternPage) with { Next = next });
    }

    private static List<PatternState> States(ApiCall call, List<ApiComplaint> complaints)
    {
        var states = new List<PatternState>();
        var codes = call.Parameter("state") ?? "";
        foreach (var code in codes.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Codes.Read<PatternState>(code) is { } state) states.Add(state);
            else complaints.Add(About("state", Say(ApiTexts.OneOf, string.Join(", ", Enum.GetValues<PatternState>().Select(Codes.Of)))));
        }

        return states;
    }

    private static bool? Attempts(ApiCall call, List<ApiComplaint> complaints)
    {
        if (call.Parameter("attempts") is not { } text) return null;
        if (bool.TryParse(text, out var wanted)) return wanted;
        complaints.Add(About("attempts", Say(ApiTexts.OneOf, "true, false")));
        return null;
    }

    private static int Limit(ApiCall call, List<ApiComplaint> complaints)
    {
        if (call.Parameter("limit") is not { } text) return UsualPage;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit);
        if (isNumber && limit is >= 1 and <= LargestPage) return limit;
        complaints.Add(About("limit", Say(PatternTexts.ApiLimit, LargestPage)));
        return UsualPage;
    }

    private static long? Before(ApiCall call) => call.Parameter("cursor") is not { } text ? long.MaxValue
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static string AddressAfter(ApiCall call, long last)
    {
        var others = call.Query.Where(parameter => parameter.Key is not "cursor").Select(parameter =>
            KeyValuePair.Create(parameter.Key, (string?)parameter.Value));
        var cursor = KeyValuePair.Create("cursor", (string?)last.ToString(CultureInfo.InvariantCulture));
        return $"{ApiCall.Root}/patterns{QueryString.Create(others.Append(cursor))}";
    }

    private static ApiComplaint About(string parameter, string message) => new(null, parameter, message);
}
