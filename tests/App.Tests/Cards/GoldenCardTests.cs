using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Xunit;

namespace Improvement.Bot.Tests.Cards;

/// <summary>
/// A changed card is a readable difference in <c>Golden/NAME.json</c>. After a wanted change: <c>UPDATE_GOLDEN=1 dotnet test
/// tests/App.Tests --filter GoldenCardTests</c>, and look at the difference.
/// </summary>
public sealed class GoldenCardTests
{
    private static readonly JsonSerializerOptions Pretty =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly bool Update = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1";

    [Theory]
    [ClassData(typeof(EverySample))]
    public void It_is_drawn_as_it_was_agreed(string name)
    {
        var sample = SampleCards.Named(name);
        var drawn = new JsonObject { ["what"] = sample.What, ["summary"] = sample.Draw().Summary,
            ["card"] = JsonNode.Parse(sample.Draw().ToJson()) }.ToJsonString(Pretty) + "\n";
        var file = Path.Combine(Golden, name + ".json");
        if (Update) File.WriteAllText(file, drawn);

        File.Exists(file).Should().BeTrue($"each sample has a golden file; UPDATE_GOLDEN=1 writes {file}");
        drawn.Should().Be(File.ReadAllText(file).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_sample()
    {
        var orphans = Directory.GetFiles(Golden, "*.json")
            .Where(file => SampleCards.All.All(sample => sample.Name != Path.GetFileNameWithoutExtension(file)))
            .ToList();
        if (Update) orphans.ForEach(File.Delete);
        else orphans.Should().BeEmpty();
    }

    [Fact]
    public void Every_sample_has_a_name_of_its_own() => SampleCards.All.Select(sample => sample.Name).Should().OnlyHaveUniqueItems();

    private static string Golden { get; } = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Here())!, "Golden")).FullName;

    private static string Here([CallerFilePath] string here = "") => here;
}
