using Improvement.Bot.Errors;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.FromMessage;
using Improvement.Bot.Errors.Impact;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Messages;
using Improvement.Bot.People;
using Improvement.Bot.Samples;

namespace Improvement.Bot.Development.Gallery;

/// <summary>The dialog of <em>Report as error</em> on a message, and what its reports look like afterwards.</summary>
internal static class MessageSamples
{
    public static IEnumerable<GallerySample> Of(GalleryData data) =>
    [
        new("message-form", "Report form in a dialog, about a message", () => Form(data, data.Sentence)),
        new(
            "message-form-compose", "Report form in a dialog, begun beside the compose box",
            () =>
                ReportActionCards.Form(
                    ReportForm.For("", [], [], searchesEarlier: true), Draft(data) with { Author = null, Link = null }, Values.None,
                    Problems.None, isCut: false)),
        new(
            "message-form-cut", "Report form in a dialog, about a message longer than it can carry",
            () =>
                ReportActionCards.Form(
                    ReportForm.For(data.LongStory, [], [], searchesEarlier: true), Draft(data), Values.None, Problems.None, isCut: true)),
        new(
            "message-form-files", "Report form in a dialog, about a message with a file",
            () =>
                ReportActionCards.Form(
                    ReportForm.For(data.Sentence, [], [], searchesEarlier: true), Draft(data),
                    Values.None.With(nameof(ErrorReport.Evidence), "https://example.com/list.xlsx"), Problems.None, isCut: false)),
        new(
            "message-form-similar", "Report form in a dialog, with similar reports that turned up late",
            () => Form(data, data.Sentence, data.Similar, Problems.None.Add("", ErrorTexts.SimilarLate))),
        new("message-form-complaints", "Report form in a dialog that complains, also inside the folded part", () => Complaining(data)),
        new("message-filed", "In the dialog, after filing", () => ReportActionCards.Kept(data.Filed, isWitness: false, isToldInChat: true)),
        new(
            "message-filed-restricted", "The same for a restricted one",
            () => ReportActionCards.Kept(data.Filed with { Restricted = true }, isWitness: false, isToldInChat: true)),
        new(
            "message-filed-unreached", "The same for somebody who never met the bot",
            () => ReportActionCards.Kept(data.Filed with { Team = null, TeamName = null }, isWitness: false, isToldInChat: false)),
        new(
            "message-joined", "The same after joining an earlier report",
            () => ReportActionCards.Kept(data.Complete, isWitness: true, isToldInChat: true)),
        new("triage-message", "In the triage channel, reported from a message", () => ErrorCards.ForTriage(FromMessage(data))),
        new(
            "triage-message-withdrawn", "The same, withdrawn",
            () => ErrorCards.ForTriage(FromMessage(data) with { State = ErrorState.Withdrawn, NextStepDueAt = null })),
        new(
            "status-message", "Everything about one that was reported from a message",
            () => ErrorStatus.Of(FromMessage(data), [data.History[0]], FiledSamples.ItsReporter)),
    ];

    private static Card Form(GalleryData data, string story, SimilarReport[]? similar = null, Problems? problems = null) =>
        ReportActionCards.Form(
            ReportForm.For(story, [new(new(1), data.Team), new(new(2), data.OtherTeam)], similar ?? [], searchesEarlier: true), Draft(data),
            Values.None, problems ?? Problems.None, isCut: false);

    private static Card Complaining(GalleryData data)
    {
        var form = ReportForm.For(data.Sentence, [], [], searchesEarlier: true);
        var values = Values.None.With(nameof(ErrorReport.Story), data.Sentence)
            .With(nameof(ErrorReport.Severity), nameof(Severity.MajorHarm))
            .With(nameof(ErrorReport.Title), data.LongTitle)
            .With(nameof(ErrorReport.SameAs), data.Slip);
        return ReportActionCards.Form(form, Draft(data), values, form.Read(values, ErrorsJson.Default.ErrorReport).Problems, isCut: false);
    }

    private static MessageDraft Draft(GalleryData data) =>
        new(
            Guid.Parse("0195550c-0de0-7000-8000-00000000cafe"), GalleryData.Now, data.Colleague,
            "https://teams.microsoft.com/l/message/19:abc@thread.v2/1772443800000", GalleryData.Now.AddMinutes(-20));

    private static ErrorRecord FromMessage(GalleryData data) =>
        data.Filed with { SourceLink = Draft(data).Link, SourceAuthor = data.Colleague };
}
