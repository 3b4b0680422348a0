using System.Globalization;
using CsvHelper;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>
/// What people really wrote, beside the repository in ../shared/data: fire crews about near misses (safenet), and those who work with
/// Hadoop
/// about its defects (hadoop-bugs). Nothing of it is copied in.
/// </summary>
internal static class RealStories
{
    private const int NarrativeColumn = 20; // by number: the names in the header are quoted after a space
    private static readonly DateTime QuarterBegin = new(2022, 7, 1), QuarterEnd = new(2022, 10, 1);
    private static readonly string Data = Path.GetFullPath(Path.Combine(BuiltBot.SolutionFolder, "../shared/data"));
    private static readonly string Folder = Path.Combine(Data, "safenet");
    private static readonly string Defects = Path.Combine(Data, "hadoop-bugs", "reports.csv");

    /// <summary>Why they cannot be told; <c>null</c> when they can.</summary>
    public static string? Lacks => Directory.Exists(Folder) && File.Exists(Defects)
        ? null
        : $"needs real narratives that are not part of the repository: {Data}";

    /// <summary>The titles of defects, the first so many that fit one line.</summary>
    public static IReadOnlyList<string> OfDefects(int number)
    {
        using var reader = CsvReader.FromFile(Defects);
        reader.Read(); // the header
        var titles = new List<string>();
        while (titles.Count < number && reader.Read())
        {
            if (reader.GetString(0).Trim() is { Length: > 30 and < 80 } title) titles.Add(title);
        }

        return titles;
    }

    /// <summary>
    /// The defects of a quarter as a file to import, their dates moved so that the quarter ends at a moment; the last come last.
    /// </summary>
    /// <returns>How each of them ended, in the order of the file.</returns>
    public static IReadOnlyList<(string Priority, string Resolution)> WriteQuarter(string file, DateTime end)
    {
        using var reader = CsvReader.FromFile(Defects);
        reader.Read(); // the header
        List<(DateTime Created, string Id, string Title, string Story, string Priority, string Resolution)> quarter = [];
        while (reader.Read())
        {
            var created = DateTime.ParseExact(reader.GetString(5), "dd/MMM/yy HH:mm", CultureInfo.InvariantCulture);
            if (created < QuarterBegin || created >= QuarterEnd) continue;
            quarter.Add((created, reader.GetString(1), reader.GetString(0), reader.GetString(8), reader.GetString(3), reader.GetString(4)));
        }

        quarter.Sort();
        using var output = CsvWriter.ToFile(file);
        output.WriteRecord(["Id", "Title", "Created", "Story"]);
        foreach (var defect in quarter)
        {
            var moved = defect.Created + (end - QuarterEnd);
            output.WriteRecord([defect.Id, defect.Title, moved.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), defect.Story]);
        }

        return [.. quarter.Select(defect => (defect.Priority, defect.Resolution))];
    }

    /// <summary>The narratives of a length, in the order of the files.</summary>
    /// <param name="least">Least number of characters.</param>
    /// <param name="most">Most characters.</param>
    public static IEnumerable<string> Told(int least, int most) =>
        Directory.EnumerateFiles(Folder, "*.csv")
            .Order(StringComparer.Ordinal)
            .SelectMany(Narratives)
            .Where(story => story.Length >= least && story.Length <= most);

    private static IEnumerable<string> Narratives(string file)
    {
        using var reader = CsvReader.FromFile(file);
        while (reader.Read())
        {
            var story = reader.GetString(NarrativeColumn).Trim();
            if (story.Length > 0) yield return story;
        }
    }
}
