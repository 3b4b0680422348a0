namespace Improvement.Bot.Tests.Architecture;

/// <summary>A method as it was compiled.</summary>
/// <param name="Type">Full name of the type that has it, nested types joined by <c>+</c>.</param>
/// <param name="Signature">The types in its signature, the result first.</param>
/// <param name="StateMachine">The type that the compiler made of it, where it is async.</param>
internal sealed record CompiledMethod(string Type, string Name, IReadOnlyList<string> Signature, string? StateMachine)
{
    /// <summary>What its instructions refer to, in order.</summary>
    public IReadOnlyList<Reference> References { get; init; } = [];

    /// <summary>The ranges of instructions after which a finally block would run.</summary>
    public IReadOnlyList<Range> Guarded { get; init; } = [];

    public override string ToString() => $"{Type}.{Name}";
}

/// <summary>One reference of an instruction.</summary>
/// <param name="Offset">Where the instruction is.</param>
/// <param name="Type">The type, or the type that has the member.</param>
/// <param name="Member">The member; null when the type alone is meant.</param>
/// <param name="IsCall">The member is run here; otherwise it is only spoken of, as a lambda is.</param>
internal sealed record Reference(int Offset, string Type, string? Member, bool IsCall)
{
    public override string ToString() => Member is null ? Type : $"{Type}.{Member}";
}
