using System.Text.Json;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Edits;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Taxonomies;
using Improvement.Bot.People;
using Improvement.Bot.Samples;
using Improvement.Bot.Search;

namespace Improvement.Bot.Development.Gallery;

/// <summary>A filed error, as its reporter, a witness, a channel, and whoever asks see it.</summary>
internal static class FiledSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) => [.. Reporters(data), .. Others(data), .. Statuses(data)];

    /// <summary>What its reporter can do with a report.</summary>
    public static readonly IReadOnlyList<ErrorAction> ItsReporter =
        [ErrorAction.Edit, ErrorAction.AddDetail, ErrorAction.Withdraw, ErrorAction.Witness];

    /// <summary>What somebody else can do who may see it.</summary>
    public static readonly IReadOnlyList<ErrorAction> AnyReader = [ErrorAction.AddDetail, ErrorAction.Witness];

    private static IEnumerable<GallerySample> Reporters(GalleryData data) =>
    [
        new("reporter-filed", "What the reporter keeps", () => ErrorCards.ForReporter(data.Filed)),
        new(
            "reporter-weekly", "The same for a small one, which goes onto the weekly list",
            () =>
                ErrorCards.ForReporter(data.Filed with { Severity = Severity.NearMiss, Hit = HitWhom.NobodyYet, HitWords = null,
                    Category = null, NextStepDueAt = null })),
        new("reporter-restricted", "The same for a restricted one", () => ErrorCards.ForReporter(data.Filed with { Restricted = true })),
        new(
            "reporter-no-team", "The same for somebody in no team",
            () => ErrorCards.ForReporter(data.Filed with { Team = null, TeamName = null })),
        new("reporter-witnesses", "The same after others met it too", () => ErrorCards.ForReporter(data.Complete)),
        new("reporter-withdrawn", "The same after it was withdrawn", () => ErrorCards.ForReporter(Withdrawn(data, null))),
        new(
            "reporter-withdrawn-reason", "The same after it was withdrawn with a reason",
            () => ErrorCards.ForReporter(Withdrawn(data, data.Reason))),
        new(
            "reporter-edited", "The same after its reporter changed it",
            () => ErrorCards.ForReporter(data.Filed, [data.History[0], Edited(data)])),
        new(
            "reporter-detail", "The same after its reporter added a detail",
            () => ErrorCards.ForReporter(data.Filed, [data.History[0], data.History[2] with { Actor = data.Filed.Reporter }])),
        new(
            "reporter-again", "The same after its reporter met it again",
            () => ErrorCards.ForReporter(data.Complete with { Accounts = 4 })),
        new(
            "reporter-long", "The same with a story of 3,000 characters",
            () => ErrorCards.ForReporter(data.Filed with { Story = data.LongStory })),
    ];

    private static IEnumerable<GallerySample> Others(GalleryData data) =>
    [
        new("witness", "What somebody keeps who met the same thing", () => ErrorCards.ForWitness(data.Complete)),
        new(
            "witness-withdrawn", "The same after the report was withdrawn",
            () => ErrorCards.ForWitness(Withdrawn(data, data.Reason) with { Witnesses = 1 })),
        new("witness-outside", "What a witness from outside its team sees", () => ErrorCards.ForOutsider(data.Complete, [data.Note])),
        new("outside-place", "In a group chat where it was reported", () => ErrorCards.ForOutsider(data.Complete, [])),
        new("hidden", "In the place of one that its reader may see no more", () => ErrorCards.Hidden(data.Filed)),
        new(
            "triage-critical", "In the triage channel, a critical one, with the leads called",
            () => ErrorCards.ForTriage(data.Filed with { Severity = Severity.Critical }, [], [Lead(data.Colleague), Lead(data.Reporter)])),
        new(
            "triage-major", "In the triage channel, a major one, with a lead called and a detail added",
            () => ErrorCards.ForTriage(data.Filed, [data.History[0], data.History[2]], [Lead(data.Colleague)])),
        new(
            "triage-minor", "In the triage channel, a minor one",
            () => ErrorCards.ForTriage(data.Filed with { Severity = Severity.MinorHarm })),
        new(
            "triage-hazard", "In the triage channel, a hazard",
            () => ErrorCards.ForTriage(data.Filed with { Severity = Severity.Hazard, NextStepDueAt = null })),
        new("triage", "In the triage channel", () => ErrorCards.ForTriage(data.Filed)),
        new("triage-witnesses", "In the triage channel, with witnesses", () => ErrorCards.ForTriage(data.Complete)),
        new("triage-withdrawn", "In the triage channel, withdrawn", () => ErrorCards.ForTriage(Withdrawn(data, data.Reason))),
        new(
            "triage-hidden", "In the triage channel, after it was restricted",
            () => ErrorCards.Hidden(data.Filed with { Restricted = true })),
        new(
            "lead-restricted", "In a lead's own chat, for a restricted one",
            () => ErrorCards.ForTriage(data.Filed with { Restricted = true })),
    ];

    private static IEnumerable<GallerySample> Statuses(GalleryData data) =>
    [
        new("status", "Everything about a new one", () => ErrorStatus.Of(data.Filed, [data.History[0]], ItsReporter)),
        new(
            "status-history", "Everything about one with a history",
            () =>
                ErrorStatus.Of(
                    data.Complete,
                    [.. data.History, new(GalleryData.Now.AddHours(30), data.Reporter, "edited", null) { Changes = Changes(data) }],
                    AnyReader)),
        new(
            "status-outside", "Everything about one, for a lead who may let witnesses from outside see it",
            () =>
                ErrorStatus.Of(
                    data.Complete, data.History, AnyReader,
                    outside: [new(new(2), data.Colleague, false), new(new(3), data.Reporter, true)])),
        new(
            "status-from-list", "The same, opened from a list",
            () =>
                ErrorStatus.Of(
                    data.Complete, data.History, ItsReporter,
                    RecordList.BackTo(JsonElement.Parse("""{"list":"error.my","query":"","after":"1772000000000.41","earlier":8}""")))),
        new(
            "status-withdrawn", "Everything about a withdrawn one",
            () =>
                ErrorStatus.Of(
                    Withdrawn(data, data.Reason),
                    [data.History[0], new(GalleryData.Now.AddHours(4), data.Reporter, "withdrawn", data.Reason)], [])),
        new(
            "status-related", "Everything about one, with patterns about the same",
            () => ErrorStatus.Of(data.Filed, [data.History[0]], AnyReader, elsewhere: data.Elsewhere)),
        new(
            "status-long", "Everything about one with the longest story there can be",
            () => ErrorStatus.Of(data.Filed with { Story = data.LongestStory }, [data.History[0]], ItsReporter)),
        new(
            "status-imported", "Everything about an imported one",
            () =>
                ErrorStatus.Of(
                    data.Filed with { OccurredAt = null, Team = null, TeamName = null },
                    [new(GalleryData.Now, data.Colleague, "imported", null)], AnyReader)),
    ];

    private static HistoryLine Edited(GalleryData data) =>
        new(GalleryData.Now.AddHours(3), data.Reporter, "edited", null) { Changes = Changes(data), Actor = data.Filed.Reporter };

    private static FieldChange[] Changes(GalleryData data) =>
        [
            new("title", data.Sentence, data.Title), new("story"),
            new(FieldChange.Severity, nameof(Severity.NearMiss), data.Complete.Severity.ToString()),
            new(FieldChange.Category, null, Kinds.WrongInformation)];

    private static Person Lead(string name) =>
        new(new(9), "home", "0195550c-0de0-4000-8000-00000000beef", null, name, null, null, null, null, false);

    private static ErrorRecord Withdrawn(GalleryData data, string? reason) =>
        data.Filed with { State = ErrorState.Withdrawn, NextStepDueAt = null, WithdrawnBecause = reason };
}
