using System.CommandLine;
using Improvement.Bot.Errors.Proposals;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Import;

/// <summary>
/// The command line <c>import errors FILE.csv</c> with its options. Exit codes: 0 all rows are there, 1 some were refused or the bot's
/// settings are wrong, 2 nothing could be imported or the file broke off, 130 stopped by Ctrl+C.
/// </summary>
internal sealed class ImportCommand(TextWriter output, TextWriter problems, bool redirected, TimeProvider clock)
{
    public const int Done = 0, SomeRefused = 1, NotStarted = 1, Impossible = 2, Stopped = 130;

    /// <summary>The command with its words.</summary>
    /// <param name="storeOf">Keeps batches for the team that is named, null for the only one; gives null where the database cannot be
    /// opened, which has been said then.</param>
    public Command Define(Func<string?, StoreImported?> storeOf)
    {
        var options = new ImportOptions(clock);
        var errors = new Command("errors", ImportTexts.CommandErrors);
        options.AddTo(errors);
        errors.SetAction((line, ct) => UntilCtrlC(stop => Run(options.Read(line), storeOf, stop), ct));
        return new Command("import", ImportTexts.CommandImport) { errors };
    }

    /// <summary>The first Ctrl+C stops between two batches, a second one at once.</summary>
    private static async Task<int> UntilCtrlC(Func<CancellationToken, Task<int>> run, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            return await run(stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private async Task<int> Run(ImportRequest request, Func<string?, StoreImported?> storeOf, CancellationToken cancellation)
    {
        try
        {
            if (!File.Exists(request.Path))
            {
                throw new ImportImpossibleException(Say(ImportTexts.FileMissing, Path.GetFullPath(request.Path)));
            }
            var import = ImportErrors.Prepare(request);
            foreach (var described in import.Describe()) output.WriteLine(described);
            if (storeOf(request.Team) is not { } store) return NotStarted;
            var line = new ProgressLine(output, redirected, clock);
            var outcome = await import.Run(store, line, cancellation);
            line.End();
            return Tell(outcome);
        }
        catch (ImportImpossibleException refusal)
        {
            problems.WriteLine(refusal.Message);
            return Impossible;
        }
    }

    private int Tell(ImportOutcome outcome)
    {
        foreach (var said in Summary(outcome)) output.WriteLine(said);
        if (outcome.Stopped) output.WriteLine(ImportTexts.SummaryStopped);
        if (outcome.Broken is { } broken) problems.WriteLine(broken);
        return outcome switch
        {
            { Broken: not null } => Impossible,
            { Stopped: true } => Stopped,
            { Refused: > 0 } => SomeRefused,
            _ => Done,
        };
    }

    private static IEnumerable<string> Summary(ImportOutcome outcome)
    {
        var rows = Counted(outcome.Rows, ImportTexts.RowsOne, ImportTexts.RowsMany);
        yield return Say(
            outcome.Refused > 0 ? ImportTexts.SummaryRefused : ImportTexts.Summary, rows, outcome.New, outcome.Known, outcome.Refused);
        if (outcome.RefusedReport is { } refused) yield return Say(ImportTexts.SummaryReport, refused);
        if (outcome.Dayless > 0) yield return Counted(outcome.Dayless, ImportTexts.SummaryDaylessOne, ImportTexts.SummaryDaylessMany);
        if (outcome.Footer is { Count: > 0 } footer)
        {
            yield return Say(
                ImportTexts.SummaryFooter,
                string.Join(
                    ", ",
                    footer.Select(row =>
                        Say(ImportTexts.FooterLine, row.Line, string.Join(' ', row.Values.Where(cell => cell.Length > 0))))));
        }
        if (outcome.ShortenedReport is not { } shortened) yield break;
        yield return Say(
            outcome.Shortened is 1 ? ImportTexts.SummaryShortenedOne : ImportTexts.SummaryShortenedMany, outcome.Shortened,
            Story.MaxLength);
        yield return Say(ImportTexts.SummaryShortenedReport, shortened);
    }
}
