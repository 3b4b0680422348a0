using System.CommandLine;
using System.Globalization;
using Improvement.Bot.Errors.Import;
using Improvement.Bot.Storage;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Benchmark;

/// <summary>
/// The command line <c>benchmark likeness REPORTS.csv QUERIES.csv [--innocents N] [--each FILE.csv]</c>: how well the same error is found
/// again, on anybody's reports. Exit codes: 0 done, 2 the files cannot be used.
/// </summary>
internal sealed class LikenessCommand(TextWriter output, TextWriter problems, TimeProvider clock)
{
    private const int Done = 0, Impossible = 2;

    /// <summary>The command with its words.</summary>
    public Command Define()
    {
        var reports = new FileArgument("REPORTS.csv", BenchmarkTexts.Reports, BenchmarkTexts.NoFileName);
        var queries = new FileArgument("QUERIES.csv", BenchmarkTexts.Queries, BenchmarkTexts.NoFileName);
        var innocents = new Option<int>("--innocents")
        {
            Description = BenchmarkTexts.Innocents, HelpName = "N", DefaultValueFactory = _ => int.MaxValue,
        };
        innocents.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var most }] && !int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                given.AddError(Say(BenchmarkTexts.InnocentsUnreadable, most));
            }
        });
        var each = new Option<string>("--each") { Description = BenchmarkTexts.Each, HelpName = "FILE.csv" };
        var likeness = new Command("likeness", BenchmarkTexts.Likeness) { reports, queries, innocents, each };
        likeness.SetAction((line, ct) => Run(
            line.GetRequiredValue(reports), line.GetRequiredValue(queries), line.GetValue(innocents), line.GetValue(each), ct));
        return new Command("benchmark", BenchmarkTexts.Benchmark) { likeness };
    }

    /// <returns>The exit code.</returns>
    private async Task<int> Run(string reports, string queries, int innocents, string? each, CancellationToken ct)
    {
        try
        {
            var read = LikenessQueries.Read(reports, queries, clock.GetUtcNow());
            await using var benchmark = new LikenessBenchmark(clock);
            await using var file = each is null ? null : new StreamWriter(each);
            if (file is not null) LikenessTally.BeginEach(file);
            var (whole, title) = await benchmark.Play(read, innocents, file, ct);
            if (read.RowsLeftOut + read.QueriesLeftOut > 0)
            {
                output.WriteLine(Say(BenchmarkTexts.Left, read.RowsLeftOut, read.QueriesLeftOut));
            }
            output.WriteLine(Say(BenchmarkTexts.Played, read.Reports.Count, read.Partners.Count, whole.Innocents));
            whole.Tell(output);
            title.Tell(output);
            return Done;
        }
        catch (ImportImpossibleException refusal)
        {
            problems.WriteLine(refusal.Message);
            return Impossible;
        }
        catch (Exception refusal) when (each is not null && refusal is IOException or UnauthorizedAccessException)
        {
            problems.WriteLine(Say(BenchmarkTexts.EachUnwritable, each, refusal.Message));
            return Impossible;
        }
    }
}
