using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Feedback.Surveys;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Api;

/// <summary>Lists the surveys whose result the caller may read, the newest first.</summary>
internal static class ListSurveys
{
    private const int UsualPage = 25, LargestPage = 100;

    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        ("limit", "Surveys on a page; at most 100.", "10"),
        ("cursor", "Where the page before ended: taken from next, and never made up; another one is refused with 400.", ""),
    ];

    /// <summary>A page.</summary>
    public static ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var complaints = SurveysApi.UnknownParameters(call, Parameters);
        if (Number(call, "limit", UsualPage) is not (>= 1 and <= LargestPage and var limit))
        {
            complaints.Add(new(null, "limit", Say(SurveyApiTexts.Limit, LargestPage)));
            limit = UsualPage;
        }

        if (Number(call, "cursor", long.MaxValue) is not { } before)
        {
            return new(Problem.Unreadable(ApiTexts.ParameterUnreadable) with { Errors = [new(null, "cursor", SurveyApiTexts.Cursor)] });
        }

        if (complaints is not []) return new(Problem.Invalid(complaints));
        var found = call.Get<ResultReaders>().Posted(before).Take((int)limit + 1).ToList();
        var next = found.Count > limit ? AddressAfter(limit, found[(int)limit - 1].Id.Value) : null;
        var page = new SurveyPage([.. found.Take((int)limit).Select(wave => SurveyTold.Summary(call, wave))], next);
        return new(ApiAnswer.Of(StatusCodes.Status200OK, page, SurveysApiJson.Api.SurveyPage) with { Next = next });
    }

    private static long? Number(ApiCall call, string name, long usual) => call.Parameter(name) is not { } text ? usual
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : null;

    private static string AddressAfter(long limit, long last) =>
        string.Create(CultureInfo.InvariantCulture, $"{ApiCall.Root}/surveys?limit={limit}&cursor={last}");
}
