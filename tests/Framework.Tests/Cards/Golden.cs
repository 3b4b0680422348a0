using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FluentAssertions;

namespace Improvement.Bot.Framework.Tests.Cards;

/// <summary>Files that hold what a card must look like on the wire, so that a change of it is a change that somebody sees.</summary>
internal static class Golden
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Compares with <c>Golden/{name}.json</c>. With UPDATE_GOLDEN=1 in the environment it writes the file instead; then read the diff.
    /// </summary>
    public static void Check(string name, string json)
    {
        var file = Path.Combine(Path.GetDirectoryName(Here())!, "Golden", name + ".json");
        var written = JsonNode.Parse(json)!.ToJsonString(Readable) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, written);
        }

        File.Exists(file).Should().BeTrue($"{file} should say how it looks; run once with UPDATE_GOLDEN=1 to write it");
        written.Should().Be(File.ReadAllText(file), $"{name} should look as before; if the change is meant, run with UPDATE_GOLDEN=1");
    }

    private static string Here([CallerFilePath] string here = "") => here;
}
