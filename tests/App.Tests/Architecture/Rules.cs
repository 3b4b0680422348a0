using FluentAssertions;
using Improvement.Bot.Framework.Dialogs;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>What the rules share. A failure names both ends, so the name of the test is the rule and the list is what to repair.</summary>
internal static class Rules
{
    public const string FrameworkRoot = "Improvement.Bot.Framework";
    public const string Root = "Improvement.Bot";

    public static readonly CompiledAssembly TheFramework = CompiledAssembly.Of(typeof(Dialog<>).Assembly);

    public static readonly CompiledAssembly TheApp = CompiledAssembly.Of(typeof(Program).Assembly);

    /// <summary>
    /// The folder of a type under a root: <c>Cards</c> for <c>Improvement.Bot.Framework.Cards.Card</c>; null outside, and for what lies in
    /// the root itself.
    /// </summary>
    public static string? FolderOf(string type, string root)
    {
        if (!type.StartsWith(root + ".", StringComparison.Ordinal)) return null;
        var rest = type[(root.Length + 1)..];
        return rest.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? rest[..dot] : null;
    }

    /// <summary>Fails with all uses that are forbidden.</summary>
    public static void NoUse(CompiledAssembly assembly, Func<string, string, bool> isForbidden) =>
        assembly.Uses.Where(use => isForbidden(use.From, use.To)).Select(use => $"{use.From} uses {use.To}").Order().Should().BeEmpty();
}
