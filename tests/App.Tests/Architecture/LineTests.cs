using FluentAssertions;
using Improvement.Bot.Tests.Channel;
using Xunit;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>How the code is set.</summary>
public sealed class LineTests
{
    private const int Longest = 140;

    [Fact]
    public void No_line_has_more_than_140_characters()
    {
        var files = new[] { "bot", "tests" }.SelectMany(folder => Directory.EnumerateFiles(
            Path.Combine(BuiltBot.SolutionFolder, folder), "*.cs", SearchOption.AllDirectories));
        var own = files.Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).ToList();

        own.Should().HaveCountGreaterThan(1000);
        own.SelectMany(TooLong).Should().BeEmpty();
    }

    private static IEnumerable<string> TooLong(string file)
    {
        var number = 0;
        foreach (var line in File.ReadLines(file))
        {
            number++;
            if (line.EnumerateRunes().Count() > Longest) yield return $"{Path.GetRelativePath(BuiltBot.SolutionFolder, file)}:{number}";
        }
    }
}
