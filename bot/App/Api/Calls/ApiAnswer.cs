using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Improvement.Bot.Api.Calls;

/// <summary>What a request is answered.</summary>
internal sealed record ApiAnswer(int Status, byte[] Body, string ContentType)
{
    /// <summary>Where what was made is to be read.</summary>
    public string? Location { get; init; }

    /// <summary>The address of the next page.</summary>
    public string? Next { get; init; }

    /// <summary>Writes the body piece by piece, in the place of <see cref="Body"/>; null for most answers.</summary>
    public Func<Stream, CancellationToken, Task>? Stream { get; init; }

    /// <summary>When to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A value as JSON.</summary>
    public static ApiAnswer Of<T>(int status, T value, JsonTypeInfo<T> json) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(value, json), "application/json");

    /// <summary>A problem.</summary>
    public static implicit operator ApiAnswer(ApiProblem problem) =>
        new(
            problem.Status, JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Api.ApiProblem),
            "application/problem+json") { RetryAfter = problem.RetryAfter };
}
