using System.Runtime.CompilerServices;
using Xunit;

namespace Improvement.Bot.Tests.Development;

/// <summary>Schemas beside the repository, at ../shared/schemas; nothing of them is copied in.</summary>
internal static class SharedSchema
{
    /// <summary>The full path of a schema there, whether or not it exists.</summary>
    public static string File(string name) => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../shared/schemas", name));

    private static string Here([CallerFilePath] string here = "") => here;
}

/// <summary>A test that needs a schema; skipped with the reason where it is absent.</summary>
internal sealed class SharedSchemaFactAttribute : FactAttribute
{
    public SharedSchemaFactAttribute(string name)
    {
        if (!File.Exists(SharedSchema.File(name))) Skip = $"needs a schema that is not part of the repository: {SharedSchema.File(name)}";
    }
}
