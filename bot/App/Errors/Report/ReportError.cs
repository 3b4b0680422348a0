using System.Text.Json;
using Improvement.Bot.Errors.Cards;
using Improvement.Bot.Errors.Proposals;
using Improvement.Bot.Errors.Recurrences;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Records;
using static Improvement.Bot.Framework.Cards.Draw;

namespace Improvement.Bot.Errors.Report;

/// <summary>The conversation behind <c>/report-error</c>: one card and one press when the proposals are right.</summary>
internal static class ReportError
{
    /// <summary>Name of the dialog and of its command.</summary>
    public const string Name = "report-error";

    /// <summary>The dialog.</summary>
    public static readonly DialogDefinition Dialog = new(
        Name, Conduct, ErrorsJson.Default,
        () => Card(ErrorTexts.ReportHelp, Text(ErrorTexts.ReportHelp), Hint(ErrorTexts.ReportHelpButtons)));

    /// <summary>What the dialog is begun with: the words after the command.</summary>
    public static JsonElement? Given(string words) =>
        words.Length is 0 ? null : JsonSerializer.SerializeToElement(new Sentence(words), ErrorsJson.Default.Sentence);

    /// <summary>The dialog with words of a record of another kind in it.</summary>
    public static (DialogDefinition Dialog, JsonElement Given) From(string words, RecordSeed from) =>
        (Dialog, JsonSerializer.SerializeToElement(new Sentence(words) { From = from }, ErrorsJson.Default.Sentence));

    private static async Dialog<Ending> Conduct(DialogContext dialog)
    {
        var story = dialog.Typed("report", nameof(ErrorReport.Story)) ?? dialog.Given<Sentence>()?.Text ?? "";
        var retraction = dialog.Given<Sentence>()?.Retraction;
        var teams = await dialog.Look("teams", (SimilarErrors errors, CancellationToken ct) => errors.Teams(story, ct));
        var similar = story is ""
            ? []
            : await dialog.Look("similar", story, (SimilarErrors errors, CancellationToken ct) =>
                errors.NumbersTo(story, ct, retraction: retraction));
        var advised = story is ""
            ? []
            : await dialog.Look("advice", story, (Advice advice, CancellationToken _) => new ValueTask<AdviceFound[]>(advice.Find(story)));
        AdviceOffer[] offers = advised is [] || dialog.IsAnswered("report")
            ? []
            : await dialog.LookAnew("advice shown", (Advice advice, CancellationToken _) =>
                new ValueTask<AdviceOffer[]>(advice.Shown(advised)));
        SimilarReport[] shown = similar is [] || dialog.IsAnswered("report") ? [] : await Shown(dialog, "shown", similar);

        var report = await dialog.Ask("report", () => ReportForm.For(story, teams, shown, similar, advice: offers));
        if (dialog.Given<Sentence>()?.From is { IsRestricted: true }) report = report with { Confidentiality = Confidentiality.Restricted };
        if (report.Known is { } known) return await Join(dialog, known, report, advised);

        // What was typed into the card itself could be compared only now.
        long[] late = [.. similar.Where(number => !report.HasShown(number))];
        if (late is not [])
        {
            shown = dialog.IsAnswered("same") ? [] : await Shown(dialog, "shown late", late);
            var choice = await dialog.Ask("same", SimilarReports.Question(shown));
            if (choice.Same is { } same) return await Join(dialog, same, report, advised);
        }

        return await File(dialog, report, advised);
    }

    private static Step<SimilarReport[]> Shown(DialogContext dialog, string name, long[] similar) =>
        dialog.LookAnew(name, (SimilarErrors errors, CancellationToken ct) => errors.Shown(similar, ct));

    private static async Dialog<Ending> File(DialogContext dialog, ErrorReport report, AdviceFound[] advised)
    {
        var retraction = dialog.Given<Sentence>()?.Retraction;
        var alike = await dialog.Look(
            "fixed", (ErrorFiling filing, CancellationToken _) => new ValueTask<AlikeFixed?>(filing.Compare(report)));
        var number = await dialog.Do(
            "file",
            (ErrorFiling filing, CancellationToken ct) =>
                filing.File(report, new(dialog.Id, dialog.ShownAt, dialog.BegunIn), alike, ct, retraction, advised),
            beside: ErrorFiling.IsBeside(report, alike, retraction) && dialog.Given<Sentence>()?.From is null);
        await Tell(dialog, number);
        return Ending.Showing(ErrorKind.Definition.Subject(number), ErrorViews.Reporter);
    }

    /// <summary>
    /// The person saw the same thing: their words are kept as a witness's, and no new report is made, unless the other one is closed by
    /// now.
    /// </summary>
    private static async Dialog<Ending> Join(DialogContext dialog, long known, ErrorReport report, AdviceFound[] advised)
    {
        var joined = await dialog.Do(
            "witness",
            (WitnessReport witnesses, CancellationToken _) =>
                new ValueTask<ChangeResult<WitnessedError>>(
                    witnesses.Add(known, new WitnessNote(report.Story), new(dialog.Id, dialog.ShownAt))));
        if (joined.Refusal is not { } refusal)
        {
            await Tell(dialog, known);
            return Ending.Showing(ErrorKind.Definition.Subject(known), ErrorViews.Witness);
        }

        if (Story.Problem(report.Story) is not null) return Ending.With(Card(refusal, Text(refusal)));

        await dialog.Ask("instead", SimilarReports.Closed(refusal));
        return await File(dialog, report with { Same = known }, advised);
    }

    /// <summary>Tells the record whose words these were what became of them.</summary>
    private static async Dialog<bool> Tell(DialogContext dialog, long number) => dialog.Given<Sentence>()?.From is { } from
        && await dialog.Do("told", (RecordSeeds seeds, CancellationToken _) => seeds.Tell(from, ErrorKind.Id(number)));
}
