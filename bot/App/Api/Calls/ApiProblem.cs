using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Calls;

/// <summary>Why a request came to nothing, as RFC 9457 says it.</summary>
/// <param name="Type">Names the kind of problem for programs; see <see cref="ProblemTypes"/>.</param>
/// <param name="Title">The same in words.</param>
/// <param name="Detail">What is the matter this time, and what to do.</param>
/// <param name="Code">Stands in the bot's log beside the cause; for problems of the bot itself.</param>
/// <param name="Errors">Complaints about single members or parameters.</param>
internal sealed record ApiProblem(
    string Type, string Title, int Status, string? Detail = null, string? Code = null, ImmutableArray<ApiComplaint>? Errors = null)
{
    /// <summary>When it is worth trying again.</summary>
    [JsonIgnore]
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>A complaint about one member of the body or one parameter of the query.</summary>
/// <param name="Pointer">The member, as a JSON pointer.</param>
/// <param name="Parameter">The parameter of the query.</param>
/// <param name="Detail">What is wrong with it, in the words that the chat uses as well.</param>
internal sealed record ApiComplaint(string? Pointer, string? Parameter, string Detail);

/// <summary>The kinds of problems. A name never changes its meaning.</summary>
internal static class ProblemTypes
{
    private const string Prefix = "urn:improvement-bot:problem:";

    public const string KeyMissing = Prefix + "key-missing";
    public const string KeyUnknown = Prefix + "key-unknown";
    public const string KeyRevoked = Prefix + "key-revoked";
    public const string KeyExpired = Prefix + "key-expired";
    public const string ScopeMissing = Prefix + "scope-missing";
    public const string TeamGone = Prefix + "team-gone";
    public const string NotFound = Prefix + "not-found";
    public const string MethodNotAllowed = Prefix + "method-not-allowed";
    public const string UnsupportedMediaType = Prefix + "unsupported-media-type";
    public const string TooLarge = Prefix + "too-large";
    public const string Unreadable = Prefix + "unreadable";
    public const string Invalid = Prefix + "invalid";
    public const string Refused = Prefix + "refused";
    public const string PersonDecides = Prefix + "person-decides";
    public const string KeyReused = Prefix + "idempotency-key-reused";
    public const string TooManyRequests = Prefix + "too-many-requests";
    public const string OutOfTime = Prefix + "out-of-time";
    public const string Unavailable = Prefix + "unavailable";
    public const string Failed = Prefix + "failed";
}

/// <summary>The problems, in the language of the request.</summary>
internal static class Problem
{
    public static ApiProblem KeyMissing =>
        new(ProblemTypes.KeyMissing, ApiTexts.KeyMissing, StatusCodes.Status401Unauthorized, ApiTexts.KeyMissingDetail);

    public static ApiProblem KeyUnknown =>
        new(ProblemTypes.KeyUnknown, ApiTexts.KeyUnknown, StatusCodes.Status401Unauthorized, ApiTexts.KeyUnknownDetail);

    public static ApiProblem KeyRevoked =>
        new(ProblemTypes.KeyRevoked, ApiTexts.KeyRevoked, StatusCodes.Status401Unauthorized, ApiTexts.NewKeyNeeded);

    public static ApiProblem KeyExpired =>
        new(ProblemTypes.KeyExpired, ApiTexts.KeyExpired, StatusCodes.Status401Unauthorized, ApiTexts.NewKeyNeeded);

    public static ApiProblem TeamGone =>
        new(ProblemTypes.TeamGone, ApiTexts.TeamGone, StatusCodes.Status403Forbidden, ApiTexts.TeamGoneDetail);

    public static ApiProblem MethodNotAllowed =>
        new(ProblemTypes.MethodNotAllowed, ApiTexts.MethodNotAllowed, StatusCodes.Status405MethodNotAllowed, ApiTexts.SeeDocument);

    public static ApiProblem NoSuchPath =>
        new(ProblemTypes.NotFound, ApiTexts.NotFound, StatusCodes.Status404NotFound, ApiTexts.SeeDocument);

    public static ApiProblem UnsupportedMediaType =>
        new(
            ProblemTypes.UnsupportedMediaType, ApiTexts.UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType,
            ApiTexts.UnsupportedMediaTypeDetail);

    public static ApiProblem Compressed => UnsupportedMediaType with { Detail = ApiTexts.CompressedDetail };

    public static ApiProblem NotUtf8 => UnsupportedMediaType with { Detail = ApiTexts.NotUtf8Detail };

    public static ApiProblem KeyReused =>
        new(ProblemTypes.KeyReused, ApiTexts.KeyReused, StatusCodes.Status422UnprocessableEntity, ApiTexts.KeyReusedDetail);

    public static ApiProblem OutOfTime =>
        new(
            ProblemTypes.OutOfTime, ApiTexts.OutOfTime, StatusCodes.Status503ServiceUnavailable,
            ApiTexts.OutOfTimeDetail) { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>Nothing can be kept at the moment. A full disk waits for a person, the rest passes by itself.</summary>
    public static ApiProblem Unavailable(StoreFault fault) =>
        new(ProblemTypes.Unavailable, ApiTexts.Unavailable, StatusCodes.Status503ServiceUnavailable, fault switch
    {
        StoreFault.Full => ApiTexts.UnavailableFull,
        StoreFault.NotWritable => ApiTexts.UnavailableNotWritable,
        StoreFault.Busy => ApiTexts.UnavailableBusy,
        _ => ApiTexts.UnavailableUnreachable,
    })
    {
        RetryAfter = TimeSpan.FromSeconds(fault is StoreFault.Full or StoreFault.NotWritable ? 60 : 10),
    };

    public static ApiProblem ScopeMissing(IEnumerable<string> scopes) =>
        new(
            ProblemTypes.ScopeMissing, ApiTexts.ScopeMissing, StatusCodes.Status403Forbidden,
            Say(ApiTexts.ScopeMissingDetail, string.Join(", ", scopes)));

    public static ApiProblem NotFound(string detail) =>
        new(ProblemTypes.NotFound, ApiTexts.NotFound, StatusCodes.Status404NotFound, detail);

    public static ApiProblem Refused(string detail) => new(ProblemTypes.Refused, ApiTexts.Refused, StatusCodes.Status409Conflict, detail);

    /// <summary>What no key may do, whatever it is for.</summary>
    public static ApiProblem PersonDecides =>
        new(ProblemTypes.PersonDecides, ApiTexts.PersonDecides, StatusCodes.Status403Forbidden, RecordTexts.PersonDecides);

    public static ApiProblem TooLarge(int most) =>
        new(ProblemTypes.TooLarge, ApiTexts.TooLarge, StatusCodes.Status413PayloadTooLarge, Say(ApiTexts.TooLargeDetail, most));

    public static ApiProblem Unreadable(string detail) =>
        new(ProblemTypes.Unreadable, ApiTexts.Unreadable, StatusCodes.Status400BadRequest, detail);

    public static ApiProblem Invalid(IEnumerable<ApiComplaint> complaints) =>
        new(ProblemTypes.Invalid, ApiTexts.Invalid, StatusCodes.Status422UnprocessableEntity, Errors: [.. complaints]);

    public static ApiProblem TooManyRequests(TimeSpan wait) =>
        new(
            ProblemTypes.TooManyRequests, ApiTexts.TooManyRequests, StatusCodes.Status429TooManyRequests,
            Say(ApiTexts.TooManyRequestsDetail, Math.Ceiling(wait.TotalSeconds))) { RetryAfter = wait };

    public static ApiProblem Failed(string code) =>
        new(ProblemTypes.Failed, ApiTexts.Failed, StatusCodes.Status500InternalServerError, Say(ApiTexts.FailedDetail, code), code);
}
