using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>One request that the bot made, with what it was answered.</summary>
public sealed class ReceivedRequest
{
    /// <summary>Its place in the order of arrival, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>When it arrived, by the clock of the fake.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The caller's port, which tells one process from another while both run.</summary>
    public int From { get; init; }

    /// <summary>Which route it took; <see cref="ConnectorRoute.Unknown"/> when there is none.</summary>
    public required ConnectorRoute Route { get; init; }

    /// <summary>GET, POST, PUT or DELETE.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query as they were on the wire, still percent-encoded.</summary>
    public required string Target { get; init; }

    /// <summary>The body, as it was.</summary>
    public required string Body { get; init; }

    /// <summary>The whole Authorization header.</summary>
    public required string? Authorization { get; init; }

    /// <summary>The conversation id of the path, decoded, with its thread; null for routes without one.</summary>
    public required string? ConversationId { get; init; }

    /// <summary>The activity id of the path, decoded.</summary>
    public required string? ActivityId { get; init; }

    /// <summary>The body as an object, if it is one.</summary>
    public JsonObject? Json => field ??= Wire.Parse(Body);

    /// <summary>The status of the answer; null while there is none, or when the connection was cut.</summary>
    public int? Status { get; internal set; }

    /// <summary>The message id given in the answer.</summary>
    public string? AnswerId { get; internal set; }

    /// <summary>The fault that was put in its way.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>Whether it had its effect; a request that was cut off afterwards had it too.</summary>
    public bool Done { get; internal set; }

    /// <inheritdoc />
    public override string ToString() =>
        $"{Number} {Method} {Target} → {Status?.ToString() ?? "cut"}{(Fault is null ? "" : " by " + Fault)}";
}
