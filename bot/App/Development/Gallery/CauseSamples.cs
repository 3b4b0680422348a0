using System.Text.Json;
using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Analyses;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Fixes;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Verification;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>Root cause analyses: their forms, and the card of the causes in each state.</summary>
internal static class CauseSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        Form(data, "first-cause", "Form that adds the first cause", AnalysisRoutes.Add, Present(data) with { Causes = [] }),
        Form(data, "add-cause", "Form that adds a further cause", AnalysisRoutes.Add, Present(data)),
        Form(data, "support-cause", "Form that adds evidence", AnalysisRoutes.Support, Present(data)),
        Form(data, "change-cause", "Form that changes a cause", AnalysisRoutes.Change, Present(data)),
        Form(
            data, "submit-causes", "Form that says that the causes are complete, with what is missing", AnalysisRoutes.Submit,
            Present(data)),
        Form(
            data, "submit-causes-good", "The same where every check passes", AnalysisRoutes.Submit, Present(data) with { Missing = [] }),
        Form(data, "return-causes", "Form that sends the causes back", AnalysisRoutes.Return, Present(data)),
        new("form-describe-context", "Form about what was around an error", () => PlayedForm.Of(
            DescribeContext.Dialog, JsonSerializer.SerializeToElement(new RecordNumber(12), CauseJson.Default.RecordNumber),
            PlayedForm.Known("present", JsonSerializer.SerializeToElement(
                new ChangeResult<ContextPresent>(12, null, Context(data)), CauseJson.Default.ChangeResultContextPresent))).Card),
        new(
            "causes-context", "Causes with what was around the error",
            () => AnalysisCards.Of(Analysed(data), Draft(data) with { Context = Context(data).Context })),
        new("causes-none", "No causes yet", () => AnalysisCards.Of(Analysed(data), null)),
        new("causes-draft", "Causes that are being collected, with what is missing", () => AnalysisCards.Of(Analysed(data), Draft(data))),
        new("causes-review", "Causes that a lead looks at", () => AnalysisCards.Of(Analysed(data), Draft(data) with
        {
            State = AnalysisState.UnderReview, Justification = data.Reason, WentWell = data.Note, MadeSense = data.Reason,
        })),
        new(
            "causes-accepted", "Accepted causes",
            () => AnalysisCards.Of(Analysed(data), Draft(data) with { State = AnalysisState.Accepted })),
        new(
            "causes-shared", "Causes of which one is a cause of other errors as well",
            () => AnalysisCards.Of(Analysed(data), Draft(data) with
            {
                Causes = [.. Draft(data).Causes.Select(cause => cause.Number is 3
                    ? cause with { AlsoIn = [ErrorKind.Labels.Of(7), ErrorKind.Labels.Of(31)] }
                    : cause)],
            })),
        new(
            "causes-status", "Everything about an error with causes",
            () => ErrorStatus.Of(
                Analysed(data), data.History, [ErrorAction.AddDetail], analysis: Draft(data),
                weeks: new(new(2026, 9, 7), [0, 0, 1, 0, 0, 3, 2, 0, 0, 1, 0, 4]))),
        new(
            "owner-causes", "What the owner of an error with causes keeps",
            () => ErrorCards.ForOwner(Analysed(data), analysis: Draft(data))),
        new(
            "approval-causes", "Somebody is asked to decide, with the causes",
            () => FixCards.ForApproval(
                Analysed(data) with { State = ErrorState.FixProposed }, FixSamples.Proposal(data), new(DeciderRule.TeamLead), [],
                Draft(data), ProvableFall.Words(new(new(2026, 1, 5), [.. Enumerable.Repeat(1, 60), 0]) { FirstMet = new(2026, 1, 5) }))),
        new(
            "approval-no-causes", "Somebody is asked to decide about a severe error without causes",
            () => FixCards.ForApproval(
                Analysed(data) with { State = ErrorState.FixProposed }, FixSamples.Proposal(data), new(DeciderRule.TeamLead), [])),
    ];

    /// <summary>What the forms of causes begin with.</summary>
    public static CausePresent Present(GalleryData data) => new(
        data.Filed.Title, Severity.MajorHarm,
        [.. Draft(data).Causes.Select(each => new CauseChoice(each.Number, AnalysisCards.Choice(each)))])
    {
        Missing = [.. AnalysisChecks.Of(Draft(data), Severity.MajorHarm).Select(AnalysisCards.WordsOf)],
        Elsewhere = [new(41, $"{ErrorKind.Labels.Of(7)}: {data.Sentence}")],
        IsShared = true,
    };

    /// <summary>What the form about what was around an error begins with.</summary>
    public static ContextPresent Context(GalleryData data) => new(data.Filed.Title, new()
    {
        ProblemIs = data.Sentence, ProblemIsNot = data.Note, Detected = data.Reason, WentWell = data.Note, Participants = data.Colleague,
    });

    private static Analysis Draft(GalleryData data) => new(1, 1, AnalysisState.Draft, Analysis.InOrder(
    [
        Node(data, 1, null, data.Sentence, CauseKind.Direct) with { Evidence = ["https://example.com/runs/4711"] },
        Node(data, 2, 1, data.Note, CauseKind.Contributing),
        Node(data, 3, 2, data.Reason, CauseKind.Root),
    ]));

    private static Cause Node(GalleryData data, long number, long? parent, string text, CauseKind kind) => new(
        number, parent, new(text, kind) { Without = Counterfactual.Partly, Group = "process" }, new(2), data.Colleague, GalleryData.Now);

    private static ErrorRecord Analysed(GalleryData data) => data.Filed with
    {
        State = ErrorState.Analysing, Version = 3, Severity = Severity.MajorHarm, Owner = new PersonId(2), OwnerName = data.Colleague,
        Triage = new() { Since = GalleryData.Now },
    };

    private static GallerySample Form(GalleryData data, string name, string what, DialogDefinition dialog, CausePresent present) =>
        new($"form-{name}", what, () => PlayedForm.Of(
            dialog, JsonSerializer.SerializeToElement(new RecordNumber(12), CauseJson.Default.RecordNumber),
            PlayedForm.Known("present", JsonSerializer.SerializeToElement(
                new ChangeResult<CausePresent>(12, null, present), CauseJson.Default.ChangeResultCausePresent))).Card);
}
