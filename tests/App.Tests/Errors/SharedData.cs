using System.Runtime.CompilerServices;
using Improvement.Bot.Tests.Storage;
using Xunit;

namespace Improvement.Bot.Tests.Errors;

/// <summary>Real reports beside the repository, at ../shared/data; nothing of it is copied in.</summary>
internal static class SharedData
{
    /// <summary>The full path of a file there, whether or not it exists.</summary>
    public static string File(string name) =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../../../shared/data", name));

    private static string Here([CallerFilePath] string here = "") => here;
}

/// <summary>A test that needs a file of real data; skipped with the reason where it is absent.</summary>
[Xunit.Sdk.XunitTestCaseDiscoverer($"Improvement.Bot.Tests.Storage.{nameof(StoreFactDiscoverer)}", "App.Tests")]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string file)
    {
        var path = SharedData.File(file);
        if (!File.Exists(path)) Skip = $"needs real data that is not part of the repository: {path}";
    }
}
