using System.Collections.Immutable;
using Improvement.Bot.Records;

namespace Improvement.Bot.Errors.Api;

/// <summary>What an API key may be used for with errors; the names are kept with the key.</summary>
internal static class ErrorScopes
{
    /// <summary>Report errors, and look for similar ones first.</summary>
    public const string File = "errors:file";

    /// <summary>Say that the same happened again.</summary>
    public const string Witness = "errors:witness";

    /// <summary>Propose fixes, and change one's own proposals.</summary>
    public const string Propose = "errors:propose";

    /// <summary>Read one error.</summary>
    public const string Read = "errors:read";

    /// <summary>Search errors.</summary>
    public const string Search = "errors:search";

    /// <summary>All of them, in the order shown.</summary>
    public static ImmutableArray<RecordScope> All { get; } =
    [
        new(File, "File", () => ErrorTexts.ScopeFileLabel, () => ErrorTexts.ScopeFile) { IsUsual = true, Example = Filing },
        new(Witness, "Witness", () => ErrorTexts.ScopeWitnessLabel, () => ErrorTexts.ScopeWitness) { IsUsual = true },
        new(Propose, "ProposeFix", () => ErrorTexts.ScopeProposeLabel, () => ErrorTexts.ScopePropose),
        new(Read, "Read", () => ErrorTexts.ScopeReadLabel, () => ErrorTexts.ScopeRead),
        new(Search, "Search", () => ErrorTexts.ScopeSearchLabel, () => ErrorTexts.ScopeSearch) { Example = Searching },
    ];

    private static string Filing(string root) =>
        "curl -H \"Authorization: Bearer $KEY\" -H \"Content-Type: application/json\" "
        + $"-d '{{\"story\":\"{ErrorTexts.ExampleStory}\"}}' {root}/errors";

    private static string Searching(string root) => $"curl -H \"Authorization: Bearer $KEY\" \"{root}/errors?q=printer\"";
}
