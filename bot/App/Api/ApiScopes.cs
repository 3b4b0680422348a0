using System.Collections.Immutable;

namespace Improvement.Bot.Api;

/// <summary>What a key may be used for; the words are kept with the key.</summary>
internal static class ApiScopes
{
    /// <summary>Report errors, and look for similar ones first.</summary>
    public const string FileErrors = "errors:file";

    /// <summary>Say that the same happened again.</summary>
    public const string WitnessErrors = "errors:witness";

    /// <summary>Read one error.</summary>
    public const string ReadErrors = "errors:read";

    /// <summary>Search errors.</summary>
    public const string SearchErrors = "errors:search";

    /// <summary>All of them, in the order shown.</summary>
    public static readonly ImmutableArray<string> All = [FileErrors, WitnessErrors, ReadErrors, SearchErrors];
}
