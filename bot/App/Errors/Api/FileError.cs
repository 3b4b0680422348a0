using System.Text.Json;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Api;

/// <summary>Reports an error: the same report, checks and effects as in the chat, without its form.</summary>
internal static class FileError
{
    /// <summary>What the body asks for.</summary>
    public static ApiCommand Write(ApiCall call, BodyReader body)
    {
        var report = ReportIn(body);
        foreach (var (input, message) in ReportForm.Check(report).All)
        {
            body.Complain(JsonNamingPolicy.CamelCase.ConvertName(input), message);
        }
        var alike = call.Get<ErrorFiling>().Compare(report);
        return new(
            async ct => await call.Get<ErrorFiling>().File(report, RecordCalls.Origin(call), alike, ct),
            (number, ct) => Tell(call, number, ct));
    }

    private static ErrorReport ReportIn(BodyReader body)
    {
        var story = body.Text("story") ?? "";
        var report = new ErrorReport(story, body.Code<Severity>("severity"))
        {
            Title = body.Text("title"),
            Hit = body.Code<HitWhom>("hit") ?? HitWhom.NotKnownYet,
            OccurredAt = body.Moment("occurredAt"),
            Object = body.Code<ReportedObject>("object"),
            AgentMode = body.Code("agentMode", Taxonomy.Starting.AgentMode.Codes),
            Category = body.Code("category", Taxonomy.Starting.Kind.Codes),
            Confidentiality = body.Flag("restricted") is true ? Confidentiality.Restricted : Confidentiality.Normal,
        };
        report = DetailText.All.Aggregate(
            report, (details, text) => (ErrorReport)text.Set(details, body.Text(JsonNamingPolicy.CamelCase.ConvertName(text.Input))));
        return report.Object is null && IsAboutAnAgent(report) ? report with { Object = ReportedObject.AiAgent } : report;
    }

    private static bool IsAboutAnAgent(ErrorReport report) =>
        report.AgentStep is not null || report.AgentReason is not null || report.AgentMode is not null;

    private static async ValueTask<ApiAnswer> Tell(ApiCall call, long number, CancellationToken ct)
    {
        var error = ErrorRows.FindAny(call.Get<Session>(), number)!;
        var similar = await call.Get<SimilarErrors>().To(error.Story, ct, except: number);
        return ApiAnswer.Of(
            StatusCodes.Status201Created, new FiledResource(ErrorResource.Of(call, error), SimilarResource.Of(similar)),
            ErrorsApiJson.Api.FiledResource) with { Location = ErrorResource.PathOf(number) };
    }
}
