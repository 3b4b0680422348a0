using CsvHelper;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.EndToEnd.Stage;

/// <summary>
/// Narratives that fire crews wrote about near misses, beside the repository at ../shared/data/safenet; nothing of them is copied in.
/// </summary>
internal static class RealStories
{
    private const int NarrativeColumn = 20; // by number: the names in the header are quoted after a space
    private static readonly string Folder = Path.GetFullPath(Path.Combine(BuiltBot.SolutionFolder, "../shared/data/safenet"));

    /// <summary>Why they cannot be told; <c>null</c> when they can.</summary>
    public static string? Lacks => Directory.Exists(Folder) ? null : $"needs real narratives that are not part of the repository: {Folder}";

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
