using System.Collections.Immutable;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Surveys;

namespace Improvement.Bot.Feedback.Api;

/// <summary>Lists the surveys whose result the caller may read, the newest first.</summary>
internal static class ListSurveys
{
    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        ("limit", "Surveys on a page; at most 100.", "10"),
        ("cursor", "Where the page before ended: taken from next, and never made up; another one is refused with 400.", ""),
    ];

    /// <summary>A page.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var query = new ListQuery(call, Parameters);
        if (query.Refusal is { } refusal) return new(refusal);
        var found = call.Get<ResultReaders>().Posted(query.Before).Take(query.Limit + 1).ToList();
        var next = query.Next("/surveys", found, wave => wave.Id.Value);
        var page = new SurveyPage([.. found.Take(query.Limit).Select(wave => SurveyTold.Summary(call, wave))], next);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, page, SurveysApiJson.Api.SurveyPage) with { Next = next });
    }
}
