using System.Globalization;
using Improvement.Bot.Errors.Report;
using Improvement.Bot.Framework.Dialogs;
using Improvement.Bot.Similarity;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Errors.Benchmark;

/// <summary>Counts how well partners were found and how many innocents were shown something.</summary>
/// <param name="each">Where what was found for each report is written; null for nowhere.</param>
internal sealed class LikenessTally(string name, TextWriter? each = null)
{
    /// <summary>How far down a partner is looked for.</summary>
    public const int Deepest = 100;

    private readonly List<int> _ranks = [];
    private readonly List<double> _milliseconds = [];
    private double _shownFrom = Threshold.AtFirst;
    private int _innocents, _innocentsShown, _partnersShown;

    /// <summary>How many reports were asked about that have no partner.</summary>
    public int Innocents => _innocents;

    /// <summary>The share of innocents who were shown something.</summary>
    public double InnocentsShown => Share(_innocentsShown, _innocents);

    /// <summary>How many queries found a partner among the first so many.</summary>
    public int Found(int within) => _ranks.Count(rank => rank > 0 && rank <= within);

    /// <summary>The same as a share.</summary>
    public double Recall(int within) => Share(Found(within), _ranks.Count);

    /// <summary>The mean of one by the place of the first partner.</summary>
    public double MeanReciprocalRank => _ranks.Count is 0 ? 0 : _ranks.Average(rank => rank is 0 ? 0 : 1.0 / rank);

    /// <summary>The names of what is written of each report: the place of its first partner is 0 where none was found.</summary>
    public static void BeginEach(TextWriter each) => each.WriteLine("Id,Partner,Shown,Partner shown,Likeness");

    /// <summary>Takes in what was found for an innocent, or for a query with its partners.</summary>
    public void Add(string id, IReadOnlyList<Similar> found, IReadOnlySet<long>? partners, TimeSpan took)
    {
        _milliseconds.Add(took.TotalMilliseconds);
        if (found is [var best, ..]) _shownFrom = best.ShownFrom;
        var shown = found.Take(SimilarReports.AtMost).Where(similar => similar.IsShown).ToList();
        if (partners is null)
        {
            _innocents++;
            if (shown.Count > 0) _innocentsShown++;
            Write(id, found, null, shown.Count, false);
            return;
        }

        var rank = 1 + found.ToList().FindIndex(similar => partners.Contains(similar.Record));
        var isShown = shown.Exists(similar => partners.Contains(similar.Record));
        _ranks.Add(rank);
        if (isShown) _partnersShown++;
        Write(id, found, rank, shown.Count, isShown);
    }

    private void Write(string id, IReadOnlyList<Similar> found, int? rank, int shown, bool isPartnerShown)
    {
        if (each is null) return;
        var quoted = id.Replace("\"", "\"\"", StringComparison.Ordinal);
        var best = found.Select(similar => similar.Likeness).FirstOrDefault();
        each.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\"{quoted}\",{rank},{shown},{isPartnerShown},{best:0.000}"));
    }

    /// <summary>Prints it.</summary>
    public void Tell(TextWriter output)
    {
        output.WriteLine(
            Say(
                BenchmarkTexts.Line, name, Recall(1), Recall(3), Recall(5), Found(5), _ranks.Count, Recall(10), Found(10), Recall(20),
                MeanReciprocalRank));
        output.WriteLine(
            Say(BenchmarkTexts.Shown, name, _shownFrom, 100 * InnocentsShown, 100 * Share(_partnersShown, _ranks.Count)));
        output.WriteLine(Say(BenchmarkTexts.Times, name, Quantile(0.5), Quantile(0.95), Quantile(0.99), Quantile(1)));
    }

    private double Quantile(double share) =>
        _milliseconds.Count is 0 ? 0 : _milliseconds.Order().ElementAt((int)Math.Min(_milliseconds.Count - 1, share * _milliseconds.Count));

    private static double Share(int part, int whole) => whole is 0 ? 0 : (double)part / whole;
}
