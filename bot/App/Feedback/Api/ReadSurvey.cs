using System.Collections.Immutable;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Surveys;
using Improvement.Bot.Jobs;

namespace Improvement.Bot.Feedback.Api;

/// <summary>Tells the result of one survey, as JSON or as a table.</summary>
internal static class ReadSurvey
{
    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
        [("format", "json, or csv: the same as a table, guarded against being run by a spreadsheet.", "json")];

    /// <summary>The result; that somebody wanted to see another one is noted.</summary>
    public static async ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var complaints = ListQuery.UnknownParameters(call, Parameters);
        var format = call.Parameter("format") ?? "json";
        if (format is not ("json" or "csv")) complaints.Add(new(null, "format", SurveyApiTexts.Format));
        if (complaints is not []) return Problem.Invalid(complaints);

        var readers = call.Get<ResultReaders>();
        if (call.Get<SurveyWaves>().Find(new(SurveysApi.NumberIn(call))) is not { } wave) return Problem.NotFound(SurveyApiTexts.NotFound);
        if (readers.MayRead(wave))
        {
            var result = SurveyTold.Result(call, wave);
            return format is "csv"
                ? new(StatusCodes.Status200OK, ResultTable.Of(result), "text/csv; charset=utf-8")
                : ApiAnswer.Of(StatusCodes.Status200OK, result, SurveysApiJson.Api.SurveyResultResource);
        }

        await call.Get<JobCommit>().Run("refusal of an API request", call.Services, _ => readers.NoteRefusal(wave), ct);
        return Problem.NotFound(SurveyApiTexts.NotFound);
    }
}
