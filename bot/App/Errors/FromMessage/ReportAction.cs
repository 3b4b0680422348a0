using System.Globalization;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Connector;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Messages;
using Improvement.Bot.Records;
using Improvement.Bot.Similarity;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.FromMessage;

/// <summary>
/// <em>Report as error</em>, on a message and beside the compose box: the report form in a dialog of Teams. It works wherever people write,
/// also where the bot is not installed, as it says nothing there; so nothing is kept before the form is sent, and the form carries what it
/// needs (see <see cref="MessageDraft"/>).
/// </summary>
internal static class ReportAction
{
    /// <summary>The command, as the manifest names it.</summary>
    public const string Command = "reportError";

    /// <summary>Opens the dialog; only looks.</summary>
    public static async ValueTask Opened(TurnContext turn, CancellationToken ct)
    {
        var message = SourceMessage.In(turn.Activity.Value);
        var values = message.Files is { } files ? Values.None.With(nameof(ErrorReport.Evidence), files) : Values.None;
        var form = await FormFor(turn, message.Text, ct);
        turn.Answer = Shown(form.Form, MessageDraft.Of(message, turn.Now), values, Problems.None, message.IsCut);
    }

    /// <summary>Files what was filled in, or shows it again with what is missing.</summary>
    public static async ValueTask Sent(TurnContext turn, CancellationToken ct)
    {
        var data = turn.Activity.Value.Member("data");
        if (data.Flag(ReportActionCards.Done)) turn.Answer = InvokeAnswer.Empty;
        else if (MessageDraft.Read(data, turn.Now) is not { } draft) turn.Tell(ErrorTexts.FormUnknown);
        else if (turn.Services.GetRequiredService<ErrorFiling>().OutcomeOf(draft.Key) is { } outcome) turn.Answer = Kept(turn, outcome);
        else await Take(turn, draft, Values.From(data), ct);
    }

    private static async ValueTask Take(TurnContext turn, MessageDraft draft, Values values, CancellationToken ct)
    {
        var (form, similar) = await FormFor(turn, values[nameof(ErrorReport.Story)] ?? "", ct);
        var reading = form.Read(values, ErrorsJson.Default.ErrorReport);
        var again = values.With(
            nameof(ErrorReport.Shown), string.Join(' ', similar.Select(each => each.Number.ToString(CultureInfo.InvariantCulture))));
        if (!reading.IsGood || reading.Answer is not { } report)
        {
            turn.Answer = Shown(form, draft, again, reading.Problems);
            return;
        }

        // What was typed into the dialog itself could be compared only now.
        if (report.Known is null && similar.Any(each => !report.HasShown(each.Number)))
        {
            turn.Answer = Shown(form, draft, again, Problems.None.Add("", ErrorTexts.SimilarLate));
            return;
        }

        var complete = Completed(report, draft);
        var alike = turn.Services.GetRequiredService<ErrorFiling>().Compare(complete);
        turn.Write(async _ =>
        {
            var outcome = await Keep(turn.Services, draft, complete, alike, ct);
            turn.Answer = outcome.Refusal is { } refusal
                ? Shown(
                    form, draft, again.With(nameof(ErrorReport.SameAs), ""), Problems.None.Add("", $"{refusal} {ErrorTexts.ReportInstead}"))
                : Kept(turn, outcome);
            if (outcome.Refusal is null)
            {
                turn.Services.GetRequiredService<ErrorPlaces>().ShowToReporter(
                    outcome.Number, outcome.IsWitness ? ErrorViews.Witness : ErrorViews.Reporter);
            }
        });
    }

    /// <summary>The report with what the form did not ask.</summary>
    private static ErrorReport Completed(ErrorReport report, MessageDraft draft) => report with
    {
        SourceAuthor = draft.Author,
        SourceLink = draft.Link,
        OccurredAt = report.Day is null && string.IsNullOrEmpty(report.Time) ? draft.WrittenAt : null,
    };

    /// <summary>Inside the transaction, so whoever sends twice finds what the first sending filed.</summary>
    private static async ValueTask<DraftOutcome> Keep(
        IServiceProvider services, MessageDraft draft, ErrorReport report, AlikeFixed? alike, CancellationToken ct)
    {
        var filing = services.GetRequiredService<ErrorFiling>();
        if (filing.OutcomeOf(draft.Key) is { } before) return before;
        var origin = new RequestOrigin(draft.Key, draft.ShownAt);
        if (report.Known is not { } known) return new(await filing.File(report, origin, alike, ct), IsWitness: false);

        var joined = services.GetRequiredService<WitnessReport>().Add(known, new WitnessNote(report.Story), origin);
        return new(known, IsWitness: true) { Refusal = joined.Refusal };
    }

    private static async ValueTask<(Form<ErrorReport> Form, SimilarReport[] Similar)> FormFor(
        TurnContext turn, string story, CancellationToken ct)
    {
        var teams = await turn.Services.GetRequiredService<Reporter>().Teams(ct);
        SimilarReport[] similar = string.IsNullOrWhiteSpace(story)
            ? []
            : await turn.Services.GetRequiredService<SimilarErrors>().To(story, ct);
        return (ReportForm.For(story, teams, similar, searchesEarlier: true), similar);
    }

    private static InvokeAnswer Shown(Form<ErrorReport> form, MessageDraft draft, Values values, Problems problems, bool isCut = false) =>
        InvokeAnswer.Task(ErrorTexts.DialogTitle, ReportActionCards.Form(form, draft, values, problems, isCut));

    private static InvokeAnswer Kept(TurnContext turn, DraftOutcome outcome)
    {
        var error = ErrorRows.FindAny(turn.Services.GetRequiredService<Session>(), outcome.Number)!;
        var reporter = turn.Services.GetRequiredService<Reporter>();
        // A form that is sent again later is answered with what its sender may see by then.
        var card = reporter.AccessTo(error) >= AccessLevel.AsWitness
            ? ReportActionCards.Kept(
                reporter.AccessTo(error) is AccessLevel.Everything ? error : error.AsOutsidersSeeIt(), outcome.IsWitness,
                isToldInChat: reporter.OwnChat() is not null)
            : ReportActionCards.Hidden(error);
        return InvokeAnswer.Task(ErrorTexts.DialogTitle, card, "medium");
    }
}
