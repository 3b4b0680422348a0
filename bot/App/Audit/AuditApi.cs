using System.Collections.Immutable;
using System.Globalization;
using Improvement.Bot.Api;
using Improvement.Bot.Api.Calls;
using Improvement.Bot.Jobs;
using Improvement.Bot.Records;

namespace Improvement.Bot.Audit;

/// <summary>The trail over the API, for a key that an administrator made for it.</summary>
internal static class AuditApi
{
    /// <summary>Entries of one answer at most.</summary>
    public const int Most = 10_000;

    private const string ScopeName = "audit:read";

    private static readonly ApiTag Tag = new("Audit", "What happened to every record, and who did it.");

    private static readonly ImmutableArray<(string Name, string Meaning, string Example)> Parameters =
    [
        (
            "q", "The filter, as after /audit: a record such as ERR-12, a name, a step; who:, step:, kind:, since:, until:, last:.",
            "last:1y"),
        ("format", "json, or csv: the same as a table, guarded against being run by a spreadsheet.", "json"),
        ("limit", "Entries of the answer; at most 10,000.", "100"),
        ("before", "The id that they are older than, from next of the answer before.", ""),
    ];

    /// <summary>What a key is ticked for; it reads of all teams, and what is restricted.</summary>
    public static RecordScope Scope { get; } = new(ScopeName, "ReadAudit", () => AuditTexts.ScopeLabel, () => AuditTexts.Scope)
    {
        Example = root => $"curl -H \"Authorization: Bearer $KEY\" \"{root}/audit?format=csv\"",
    };

    /// <summary>Adds the operation.</summary>
    public static void Map(ApiRoutes api) => api.Map(
        new(HttpMethods.Get, "/audit", "readAudit", "Read the audit trail, the newest entries first", [ScopeName])
        {
            Tag = Tag,
            Read = Read,
            Parameters = Parameters,
            Answer = (StatusCodes.Status200OK, typeof(AuditFile)),
            Problems = [StatusCodes.Status422UnprocessableEntity],
        });

    private static async ValueTask<ApiAnswer> Read(ApiCall call, CancellationToken ct)
    {
        var complaints = ListQuery.UnknownParameters(call, Parameters);
        var format = call.Parameter("format") ?? "json";
        if (format is not ("json" or "csv")) complaints.Add(About("format", AuditTexts.ApiFormat));
        var (limit, before) = (Number(call, "limit", complaints) ?? Most, Number(call, "before", complaints));
        var reading = call.Get<AuditReader>().Read(
            call.Parameter("q") ?? "", DateOnly.FromDateTime(call.Now.UtcDateTime), TimeZoneInfo.Utc);
        if (reading.Complaint is { } complaint) complaints.Add(About("q", complaint));
        if (complaints is not []) return Problem.Invalid([.. complaints]);

        // That it was read is on disk before the first entry leaves.
        await call.Get<JobCommit>().Run("reading of the audit trail", call.Services, _ => call.Get<RecordEvents>().Append(
            new(AuditCommand.RecordKind, 0, null), "exported", data: reading.Filter.ToData(format)), ct);
        var (export, most) = (call.Get<AuditExport>(), (int)Math.Clamp(limit, 1, Most));
        return new(StatusCodes.Status200OK, [], format is "csv" ? "text/csv; charset=utf-8" : "application/json")
        {
            Next = export.NextAfter(reading.Filter, before, most) is { } next
                ? $"{ApiCall.Root}/audit?q={Uri.EscapeDataString(reading.Filter.Typed)}&format={format}&limit={most}&before={next}"
                : null,
            Stream = (to, stop) => export.Write(to, format is "csv", reading.Filter, before, most, stop),
        };
    }

    private static ApiComplaint About(string parameter, string detail) => new(null, parameter, detail);

    private static long? Number(ApiCall call, string name, List<ApiComplaint> complaints)
    {
        if (call.Parameter(name) is not { } typed) return null;
        if (long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
        complaints.Add(About(name, AuditTexts.ApiNumber));
        return null;
    }
}
