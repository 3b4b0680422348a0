using System.Globalization;
using CsvHelper;
using Improvement.Bot.Tests.Errors;

namespace Improvement.Bot.Tests.Similarity;

/// <summary>A real bug report.</summary>
internal sealed record HadoopReport(long Id, string Title, string Text, DateTime Created);

/// <summary>2,503 real bug reports and, for 66 of them, the earlier reports of the same bug.</summary>
internal sealed class HadoopReports
{
    public const string File = "hadoop-bugs/reports.csv";

    public static HadoopReports Load() => new(Reports(), Partners());

    private HadoopReports(IReadOnlyList<HadoopReport> inOrder, IReadOnlyDictionary<long, HashSet<long>> partners)
    {
        InOrder = inOrder;
        Partnered = partners;
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<HadoopReport> InOrder { get; }

    /// <summary>The earlier reports of the same bug, by the id of the later.</summary>
    public IReadOnlyDictionary<long, HashSet<long>> Partnered { get; }

    private static List<HadoopReport> Reports()
    {
        var reports = new List<HadoopReport>();
        using var reader = CsvReader.FromFile(SharedData.File(File));
        while (reader.Read())
        {
            var created = DateTime.ParseExact(reader.GetString("Created"), "dd/MMM/yy HH:mm", CultureInfo.InvariantCulture);
            reports.Add(
                new(long.Parse(reader.GetString("Issue id")), reader.GetString("Summary"), reader.GetString("Description"), created));
        }
        return [.. reports.OrderBy(report => report.Created).ThenBy(report => report.Id)];
    }

    private static Dictionary<long, HashSet<long>> Partners()
    {
        var partners = new Dictionary<long, HashSet<long>>();
        using var reader = CsvReader.FromFile(SharedData.File("hadoop-bugs/queries.csv"));
        while (reader.Read())
        {
            partners[long.Parse(reader.GetString("Issue id"))] = [
                .. reader.GetString("Earlier partners").Split(' ').Select(id => long.Parse(id))];
        }
        return partners;
    }
}
