using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Search;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Api;

/// <summary>Searches what the caller may see: the filters of <c>/find</c>, read by the same reader.</summary>
internal static class SearchErrors
{
    private const int UsualPage = 25;
    private const int LargestPage = 100;

    private static readonly RecordKinds Kinds = new([ErrorKind.Definition]);

    /// <summary>The filters that are a parameter of their own.</summary>
    private static readonly ImmutableArray<string> Filters = ["team", "state", "severity", "category", "since", "until", "last"];

    /// <summary>The parameters, for the document.</summary>
    public static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        (
            "q", "Words that must stand in the title or the story; \"a phrase\"; -without. Filters may stand here as well, as in /find.",
            "export"),
        ("team", "The name of a team.", "Operations"),
        ("state", "A state, several with commas between them, or open.", "open"),
        ("severity", "A number, a range such as 1-3, or a bound such as >=3.", ">=0"),
        ("category", "A kind of error, several with commas between them, or none.", "wrong-information"),
        ("since", "The first day, in the team's time.", "2026-01-01"),
        ("until", "The last day, included.", "2099-12-31"),
        ("last", "How far back: 7d, 2w, 3m, 1y.", "1y"),
        ("limit", "Errors on a page; at most 100.", "10"),
        ("cursor", "Where the page before ended: taken from next, and never made up; another one is refused with 400.", ""),
    ];

    /// <summary>A page, the newest first.</summary>
    public static async ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var today = TodayOf(call);
        var complaints = new List<ApiComplaint>();
        var typed = new List<string>();
        foreach (var name in Filters.Prepend("q"))
        {
            if (call.Parameter(name) is not { } value) continue;
            var part = name is "q" ? value : AsTyped(name, value);
            complaints.AddRange(FindReader.Read(Kinds, part, today).Problems.Select(problem => About(name, problem.Message)));
            typed.Add(part);
        }

        foreach (var unknown in call.Query.Keys.Where(key => Parameters.All(known => known.Name != key)))
        {
            complaints.Add(About(unknown, ErrorTexts.ApiUnknownParameter));
        }
        var unreadable = new List<ApiComplaint>();
        var (limit, mark) = (Limit(call, complaints, unreadable), Mark(call, unreadable));
        if (unreadable is not []) return Problem.Unreadable(ApiTexts.ParameterUnreadable) with { Errors = [.. complaints, .. unreadable] };
        if (complaints is [])
        {
            complaints.AddRange(
                FindReader.Read(Kinds, string.Join(' ', typed), today).Problems.Select(problem => About("q", problem.Message)));
        }
        if (complaints is not []) return Problem.Invalid(complaints);

        var query = FindReader.Read(Kinds, string.Join(' ', typed), today).Query;
        var page = await call.Get<RecordSearch>().Page(query, today, new() { After = mark }, limit, ct, ErrorKind.Definition);
        var next = page is { HasMore: true, Ends.Last: var last }
            ? AddressAfter(call, last)
            : page.GoesOnAfter is { } on ? AddressAfter(call, on) : null;
        var body = new ErrorPage(
            [
                .. page.Items.Select(line => ErrorRows.FindAny(call.Get<Session>(), line.Id.Number))
                    .OfType<ErrorRecord>()
                    .Select(ErrorResource.SummaryOf)],
            next) { Searched = page.StoppedAfter };
        return ApiAnswer.Of(StatusCodes.Status200OK, body, ErrorsApiJson.Api.ErrorPage) with { Next = next };
    }

    /// <summary>The filter as somebody would type it: <c>severity&gt;=3</c>, <c>team:"My Team"</c>.</summary>
    private static string AsTyped(string name, string value) => name switch
    {
        "severity" when value[0] is '<' or '>' => name + value,
        "team" => $"{name}:\"{value.Replace('"', ' ')}\"",
        _ => $"{name}:{value.Trim()}",
    };

    private static int Limit(ApiCall call, List<ApiComplaint> complaints, List<ApiComplaint> unreadable)
    {
        if (call.Parameter("limit") is not { } text) return UsualPage;
        var isNumber = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit);
        if (isNumber && limit is >= 1 and <= LargestPage) return (int)limit;
        (isNumber ? complaints : unreadable).Add(
            About("limit", Say(ErrorTexts.ApiLimit, LargestPage)));
        return UsualPage;
    }

    private static FindMark? Mark(ApiCall call, List<ApiComplaint> unreadable)
    {
        if (call.Parameter("cursor") is not { } text) return null;
        if (Base64Url.IsValid(text) && FindMark.Read(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))) is { } mark) return mark;
        unreadable.Add(About("cursor", ErrorTexts.ApiCursor));
        return null;
    }

    private static string AddressAfter(ApiCall call, FindMark last)
    {
        var cursor = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(last.ToString()));
        var others = call.Query.Where(parameter => parameter.Key is not "cursor").Select(parameter =>
            KeyValuePair.Create(parameter.Key, (string?)parameter.Value));
        return $"{ApiCall.Root}/errors{QueryString.Create(others.Append(new("cursor", cursor)))}";
    }

    private static DateOnly TodayOf(ApiCall call)
    {
        var zone = call.Get<Teams>().Find(call.Key.Team)?.TimeZone;
        return Team.LocalDate(call.Now, zone);
    }

    private static ApiComplaint About(string parameter, string message) => new(null, parameter, message);
}
