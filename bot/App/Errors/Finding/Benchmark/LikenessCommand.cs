using System.Globalization;
using static Improvement.Bot.Errors.Wording;

namespace Improvement.Bot.Errors;

/// <summary>
/// The command line <c>benchmark likeness REPORTS.csv QUERIES.csv [--innocents N]</c>: how well the same error is found again, on anybody's reports. Exit codes: 0 done, 2 the files cannot be used.
/// </summary>
internal sealed class LikenessCommand(TextWriter output, TextWriter problems, TimeProvider clock)
{
    private const int Done = 0, Impossible = 2;

    /// <summary>Whether a command line is meant for this command.</summary>
    public static bool IsMeant(IReadOnlyList<string> arguments) => arguments is ["benchmark", ..];

    /// <returns>The exit code.</returns>
    public async Task<int> Run(IReadOnlyList<string> arguments, CancellationToken ct = default)
    {
        try
        {
            var (reports, queries, innocents) = Request(arguments);
            var read = LikenessQueries.Read(reports, queries, clock.GetUtcNow());
            await using var benchmark = new LikenessBenchmark(clock);
            var (whole, title) = await benchmark.Play(read, innocents, ct);
            if (read.RowsLeftOut + read.QueriesLeftOut > 0) output.WriteLine(Say(BenchmarkTexts.Left, read.RowsLeftOut, read.QueriesLeftOut));
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
    }

    private static (string Reports, string Queries, int Innocents) Request(IReadOnlyList<string> arguments) => arguments switch
    {
        ["benchmark", "likeness", var reports, var queries] => (reports, queries, int.MaxValue),
        ["benchmark", "likeness", var reports, var queries, "--innocents", var most] when int.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var innocents) => (reports, queries, innocents),
        _ => throw new ImportImpossibleException(BenchmarkTexts.Usage),
    };
}
