using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;
using Improvement.Bot.Search;
using Improvement.Bot.TextAnalysis;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Lists of errors, and the search.</summary>
internal static class ListSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new(
            "my-empty", "My reports, when there are none",
            () => MyCommand.CardOf(MyCommand.List(FoundPage.Empty), ErrorKind.Definition.Beginning!)),
        new("my-few", "My reports, a few", () => MyCommand.List(Page(Items(data.Titles, data).Take(3))).ToCard()),
        new("my-full", "My reports, the first of several pages", () => MyCommand.List(Page(Items(data.Titles, data), more: 15)).ToCard()),
        new(
            "my-middle", "My reports, a page in the middle",
            () => MyCommand.List(Page(Items(data.Titles, data), earlier: 8, more: RecordSearch.MostCounted)).ToCard()),
        new("status-which", "The answer to status without a number", () => StatusHelp.Card("", ErrorKind.Definition.Beginning!)),
        new(
            "status-no-number", "The answer to status with something else than a number",
            () => StatusHelp.Card(data.Typed, ErrorKind.Definition.Beginning!)),
        new("find-form", "Find form", () => FindForm.Card(Kinds, new(new(), []), "")),
        new(
            "find-form-again", "Find form with what was asked",
            () =>
                Form(data.Typed + " team:\"" + data.Team + "\" state:open severity>=3 category:omitted since:2026-02-01 until:2026-02-28")),
        new(
            "find-form-many", "Find form with filters that its fields cannot show",
            () => Form(data.Typed + " state:reported,withdrawn severity:1-2 category:none last:30d")),
        new(
            "find-problems", "Find form with what could not be understood",
            () => Form(data.Team + " state:" + data.Slip + " severity:9 since:31.2.26")),
        new(
            "find-results", "Reports found",
            () => FindCommand.Results(Kinds, Reading(data), Page(Items(data.Titles, data), more: 15) with { Match = new(Query(data)) })),
        new("find-nothing", "Nothing found", () => FindCommand.Results(Kinds, Reading(data), FoundPage.Empty)),
        new(
            "find-note", "Reports found, with a word that may have been meant as a filter",
            () => FindCommand.Results(Kinds, Read(data.Typed + " from:bao"), Page(Items(data.Titles, data).Take(1)))),
        new(
            "find-one", "One report found",
            () => FindCommand.Results(Kinds, Reading(data), Page(Items(data.Titles, data).Take(1)) with { Match = new(Query(data)) })),
        new(
            "find-stopped", "A search that stopped before it had looked at all",
            () =>
                FindCommand.Results(
                    Kinds, Reading(data),
                    Page(Items(data.Titles, data).Take(2)) with { IsCounted = false, StoppedAfter = FindScan.MostRead,
                        GoesOnAfter = new(0, 1) })),
    ];

    /// <summary>A page with these errors.</summary>
    /// <param name="more">How many follow.</param>
    public static FoundPage Page(IEnumerable<ErrorRecord> items, int earlier = 0, int more = 0)
    {
        IReadOnlyList<ErrorRecord> shown = [.. items];
        var counted = earlier + shown.Count + more;
        return new(
            earlier > 0
                ? new(GalleryData.Now.ToUnixTimeMilliseconds(), 41)
                : null, earlier, [.. shown.Select(ErrorLine.Of)], more > 0, counted,
            counted <= RecordSearch.MostCounted) { Ends = (MarkOf(shown[0]), MarkOf(shown[^1])) };
    }

    private static FindMark MarkOf(ErrorRecord error) => new(error.CreatedAt.ToUnixTimeMilliseconds(), error.Number);

    /// <summary>Errors with these titles, in different states.</summary>
    public static IReadOnlyList<ErrorRecord> Items(IEnumerable<string> titles, GalleryData data) =>
        [.. titles.Select((title, i) => data.Filed with
        {
            Number = 40 - i, Title = title, Severity = (Severity)(i % 6), State = i is 2
                ? ErrorState.Withdrawn
                : ErrorState.Reported, CreatedAt = GalleryData.Now.AddDays(-i),
            TeamName = i % 3 is 1 ? data.OtherTeam : i % 3 is 2 ? null : data.Team,
        })];

    private static RecordKinds Kinds { get; } = new([ErrorKind.Definition]);

    private static FindReading Reading(GalleryData data) => new(Query(data), []);

    private static FindQuery Query(GalleryData data) => new() { Words = [data.Titles[0].Split(' ')[1]], States = [FindQuery.Open] };

    private static Card Form(string typed) => FindForm.Card(Kinds, Read(typed), typed);

    private static FindReading Read(string typed) => FindReader.Read(Kinds, typed, DateOnly.FromDateTime(GalleryData.Now.DateTime));
}
