using FluentAssertions;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Dialogs;
using Xunit;
using static Improvement.Bot.Tests.Architecture.Rules;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>
/// A dialog is played again and again, and stops at each question. So it must be repeatable, and nothing may wait for it to leave.
/// </summary>
public sealed class DialogRuleTests
{
    private static readonly string[] Machine =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today", "System.DateTimeOffset.get_Now",
        "System.DateTimeOffset.get_UtcNow",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random.", "System.Security.Cryptography.RandomNumberGenerator.",
        "System.TimeProvider.", "System.Diagnostics.Stopwatch.",
        "System.Environment.get_TickCount", "System.Environment.get_TickCount64", "System.Environment.GetEnvironmentVariable",
        "System.Net.", "System.IO.", "System.Threading.Thread.", "System.Threading.Tasks.Task.",
        "Improvement.Bot.Framework.Turns.Clock.", "Microsoft.Extensions.DependencyInjection.",
    ];

    [Fact]
    public void Dialogs_take_nothing_from_the_machine() => FromTheMachine(TheApp).Should().BeEmpty();

    [Fact]
    public void Dialogs_hold_nothing_that_must_be_given_back_while_they_ask() => HeldWhileAsking(TheApp).Should().BeEmpty();

    [Fact]
    public void There_are_dialogs_to_hold_to_the_rules() => DialogsOf(TheApp).Should().NotBeEmpty();

    [Fact]
    public void The_rules_would_notice()
    {
        var here = CompiledAssembly.Of(typeof(DialogRuleTests).Assembly);

        FromTheMachine(here).Should().BeEquivalentTo(
            $"{typeof(DialogRuleTests).FullName}.Clocked takes System.TimeProvider.get_System",
            $"{typeof(DialogRuleTests).FullName}.Clocked takes System.TimeProvider.GetUtcNow",
            $"{typeof(DialogRuleTests).FullName}.Lucky takes System.Guid.NewGuid in {typeof(DialogRuleTests).FullName}.Chance");
        HeldWhileAsking(here).Should().Equal($"{typeof(DialogRuleTests).FullName}.Holding awaits inside a using or try-finally");
    }

    private static IEnumerable<string> FromTheMachine(CompiledAssembly assembly) =>
        from dialog in DialogsOf(assembly)
        from method in RunBy(assembly, MoveNextOf(assembly, dialog))
        from reference in method.References
        where reference.IsCall
            && Machine.Any(machine =>
                reference.ToString().StartsWith(machine, StringComparison.Ordinal)
                    && (machine[^1] is '.' || reference.ToString() == machine))
        select $"{dialog} takes {reference}{(method.Type == dialog.StateMachine ? "" : $" in {method}")}";

    private static IEnumerable<string> HeldWhileAsking(CompiledAssembly assembly) =>
        from dialog in DialogsOf(assembly)
        let body = MoveNextOf(assembly, dialog)
        where body.References.Any(reference =>
            reference.Member is "AwaitOnCompleted" or "AwaitUnsafeOnCompleted"
                && body.Guarded.Any(range => range.Start.Value <= reference.Offset && reference.Offset < range.End.Value))
        select $"{dialog} awaits inside a using or try-finally";

    private static IEnumerable<CompiledMethod> DialogsOf(CompiledAssembly assembly) =>
        assembly.Methods.Where(method =>
            method.StateMachine is not null && method.Signature is [var result, ..] && result == typeof(Dialog<>).FullName);

    private static CompiledMethod MoveNextOf(CompiledAssembly assembly, CompiledMethod dialog) =>
        assembly.Methods.Single(method => method.Type == dialog.StateMachine && method.Name is "MoveNext");

    /// <summary>
    /// A method and all that it runs in its assembly. What is only handed on, as the work of a Look or a Do is, does not count.
    /// </summary>
    private static HashSet<CompiledMethod> RunBy(CompiledAssembly assembly, CompiledMethod first)
    {
        var known = new HashSet<CompiledMethod>(ReferenceEqualityComparer.Instance) { first };
        var open = new Queue<CompiledMethod>([first]);
        var byName = assembly.Methods.ToLookup(method => method.ToString());
        while (open.TryDequeue(out var method))
        {
            foreach (var called in method.References.Where(reference => reference.IsCall).SelectMany(
                reference => byName[reference.ToString()]))
            {
                if (known.Add(called)) open.Enqueue(called);
            }
        }

        return known;
    }

    // Dialogs that break the rules, so that it is known that the rules notice.
    internal static async Dialog<long> Clocked(DialogContext dialog)
    {
        await dialog.Look("nothing", (string text, CancellationToken _) => ValueTask.FromResult(Guid.NewGuid() == default ? text : ""));
        return TimeProvider.System.GetUtcNow().Ticks;
    }

    internal static async Dialog<string> Lucky(DialogContext dialog)
    {
        await dialog.Look("nothing", (string text, CancellationToken _) => ValueTask.FromResult(text));
        return Chance();
    }

    internal static async Dialog<string> Holding(DialogContext dialog)
    {
        foreach (var each in new List<string> { "harmless" }.Where(text => text.Length > 0)) _ = each;
        try
        {
            return await dialog.Look("nothing", (string text, CancellationToken _) => ValueTask.FromResult(text));
        }
        finally
        {
            _ = dialog.Id;
        }
    }

    private static string Chance() => Guid.NewGuid().ToString();
}
