using static Improvement.Bot.Errors.Wording;

namespace Improvement.Bot.Errors;

/// <summary>
/// The command line <c>import errors FILE.csv [--map title=Summary,…] [--created today] [--dates dmy|mdy|ymd] [--encoding NAME] [--source NAME] [--zone Europe/Berlin] [--team NAME]</c>. Exit codes: 0 all rows are there, 1 some were refused, 2 nothing could be imported or the file broke off,
/// 130 stopped by Ctrl+C.
/// </summary>
internal sealed class ImportCommand(TextWriter output, TextWriter problems, bool redirected, TimeProvider clock)
{
    public const int Done = 0, SomeRefused = 1, Impossible = 2, Stopped = 130;

    /// <summary>Whether a command line is meant for this command.</summary>
    public static bool IsMeant(IReadOnlyList<string> arguments) => arguments is ["import", ..];

    /// <summary>Runs it on the process's console; the first Ctrl+C stops between two batches, a second one at once.</summary>
    public static async Task<int> RunOnConsole(IReadOnlyList<string> arguments, Func<string?, StoreImported> storeOf, TimeProvider clock)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            return await new ImportCommand(Console.Out, Console.Error, Console.IsOutputRedirected, clock).Run(arguments, storeOf, stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    /// <param name="storeOf">Keeps batches for the team that is named; null for the only one.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(IReadOnlyList<string> arguments, Func<string?, StoreImported> storeOf, CancellationToken cancellation)
    {
        try
        {
            var request = Request(arguments);
            var import = ImportErrors.Prepare(request);
            foreach (var described in import.Describe())
                output.WriteLine(described);
            var line = new ProgressLine(output, redirected, clock);
            var outcome = await import.Run(storeOf(request.Team), line, cancellation);
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
        foreach (var said in Summary(outcome))
            output.WriteLine(said);
        if (outcome.Stopped)
            output.WriteLine(ImportTexts.SummaryStopped);
        if (outcome.Broken is { } broken)
            problems.WriteLine(broken);
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
        yield return Say(outcome.Refused > 0 ? ImportTexts.SummaryRefused : ImportTexts.Summary, rows, outcome.New, outcome.Known, outcome.Refused);
        if (outcome.RefusedReport is { } refused)
            yield return Say(ImportTexts.SummaryReport, refused);
        if (outcome.Dayless > 0)
            yield return Counted(outcome.Dayless, ImportTexts.SummaryDaylessOne, ImportTexts.SummaryDaylessMany);
        if (outcome.Footer is { Count: > 0 } footer)
            yield return Say(ImportTexts.SummaryFooter, string.Join(", ", footer.Select(row => Say(ImportTexts.FooterLine, row.Line, string.Join(' ', row.Values.Where(cell => cell.Length > 0))))));
        if (outcome.ShortenedReport is not { } shortened)
            yield break;
        yield return Say(outcome.Shortened is 1 ? ImportTexts.SummaryShortenedOne : ImportTexts.SummaryShortenedMany, outcome.Shortened, Story.MaxLength);
        yield return Say(ImportTexts.SummaryShortenedReport, shortened);
    }

    private ImportRequest Request(IReadOnlyList<string> arguments)
    {
        if (arguments is not ["import", "errors", var path, ..] || path.StartsWith("--", StringComparison.Ordinal))
            throw new ImportImpossibleException(ImportTexts.Usage);
        var request = new ImportRequest(path, clock.GetUtcNow());
        for (var at = 3; at < arguments.Count; at++)
        {
            var (option, value) = arguments[at].Split('=', 2) is [var name, var said] && name.StartsWith("--", StringComparison.Ordinal)
                ? (name, said)
                : (arguments[at], ++at < arguments.Count ? arguments[at] : null);
            request = With(request, option, value);
        }
        return File.Exists(path) ? request : throw new ImportImpossibleException(Say(ImportTexts.FileMissing, path));
    }

    private static ImportRequest With(ImportRequest request, string option, string? value) => (option, value) switch
    {
        ("--map", not null) => request with { Map = value },
        ("--source", { Length: > 0 }) => request with { Source = value },
        ("--team", { Length: > 0 }) => request with { Team = value },
        ("--dates", "dmy") => request with { Dates = DateOrder.DayFirst },
        ("--dates", "mdy") => request with { Dates = DateOrder.MonthFirst },
        ("--dates", "ymd") => request with { Dates = DateOrder.YearFirst },
        ("--encoding", { Length: > 0 }) => request with { Encoding = FileEncoding.Named(value) },
        ("--created", "today") => request with { Created = request.Now },
        ("--created", not null) when DateTimeOffset.TryParseExact(value, "yyyy-MM-dd", null, System.Globalization.DateTimeStyles.AssumeUniversal, out var day) && day <= request.Now => request with { Created = day },
        ("--zone", not null) when TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) => request with { Zone = zone },
        _ => throw new ImportImpossibleException(Say(ImportTexts.OptionUnknown, $"{option} {value}".Trim(), ImportTexts.Usage)),
    };
}
