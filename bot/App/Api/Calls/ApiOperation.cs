using System.Collections.Immutable;

namespace Improvement.Bot.Api.Calls;

/// <summary>Answers a request that only reads.</summary>
internal delegate ValueTask<ApiAnswer> ApiReading(ApiCall call, CancellationToken ct);

/// <summary>Reads the body of a request that brings something about, and says what that is.</summary>
internal delegate ApiCommand ApiWriting(ApiCall call, BodyReader body);

/// <summary>What a request brings about.</summary>
/// <param name="Do">Inside the transaction; gives the number of what it is about, or the problem because of which nothing came of
/// it.</param>
/// <param name="Tell">Afterwards, also when the same request is repeated: the answer, from the present state.</param>
internal sealed record ApiCommand(
    Func<CancellationToken, ValueTask<CommandResult>> Do, Func<long, CancellationToken, ValueTask<ApiAnswer>> Tell);

/// <summary>What came of a command.</summary>
internal readonly record struct CommandResult(long Subject, ApiProblem? Problem)
{
    public static implicit operator CommandResult(long subject) => new(subject, null);

    public static implicit operator CommandResult(ApiProblem problem) => new(0, problem);
}

/// <summary>A group of operations, as the document and generated clients name it.</summary>
internal sealed record ApiTag(string Name, string Description);

/// <summary>One operation of the API: what runs it, and what the document says of it.</summary>
/// <param name="Id">Names it for generated clients.</param>
/// <param name="Scopes">A key needs one of them.</param>
internal sealed record ApiOperation(string Method, string Path, string Id, string Summary, ImmutableArray<string> Scopes)
{
    /// <summary>The group it belongs to.</summary>
    public required ApiTag Tag { get; init; }

    /// <summary>What answers it where it only reads and has no body, or its body only asks.</summary>
    public ApiReading? Read { get; init; }

    /// <summary>The same with a body that only asks.</summary>
    public Func<ApiCall, BodyReader, CancellationToken, ValueTask<ApiAnswer>>? Ask { get; init; }

    /// <summary>What brings something about.</summary>
    public ApiWriting? Write { get; init; }

    /// <summary>The type of its body; null for none.</summary>
    public Type? Body { get; init; }

    /// <summary>An example of its body, as JSON.</summary>
    public string? BodyExample { get; init; }

    /// <summary>The type of its answer, and the status that goes with it.</summary>
    public required (int Status, Type Type) Answer { get; init; }

    /// <summary>The media type of its answer.</summary>
    public string AnswerType { get; init; } = ApiDocument.Json;

    /// <summary>The parameters of its query and their meaning.</summary>
    public ImmutableArray<(string Name, string Meaning, string Example)> Parameters { get; init; } = [];

    /// <summary>The problems that are its own, besides those that any operation can have.</summary>
    public ImmutableArray<int> Problems { get; init; } = [];
}
