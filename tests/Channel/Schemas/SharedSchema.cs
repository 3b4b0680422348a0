using System.Runtime.CompilerServices;

namespace Improvement.Bot.Tests.Channel;

/// <summary>Schemas beside the repository, at ../shared/schemas; nothing of them is copied in.</summary>
public static class SharedSchema
{
    /// <summary>The vocabulary of the cards that Teams shows.</summary>
    public const string Card = "adaptive-card-teams.schema.json";

    /// <summary>The full path of a schema there, whether or not it exists.</summary>
    public static string File(string name) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../shared/schemas", name));

    /// <summary>Why a test that needs a schema is skipped; null when the schema is there.</summary>
    public static string? Missing(string name) =>
        System.IO.File.Exists(File(name)) ? null : $"needs a schema that is not part of the repository: {File(name)}";

    private static string Here([CallerFilePath] string here = "") => here;
}
