using System.Text.Json.Nodes;

namespace Improvement.Bot.Tests.Channel;

/// <summary>One request to the connector, read.</summary>
internal sealed class ConnectorCall
{
    public required FakeTeams Teams { get; init; }

    public required ConnectorRoute Route { get; init; }

    public required string Method { get; init; }

    public required string BodyText { get; init; }

    public required JsonObject? Body { get; init; }

    /// <summary>The conversation id of the path with its thread, decoded.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The path, with the connector's own part of it.</summary>
    public string Path { get; init; } = "";

    public string? ActivityId { get; init; }

    public string? MemberId { get; init; }

    public string? TeamId { get; init; }

    public bool Targeted { get; init; }

    public string? PageSize { get; init; }

    public string? ContinuationToken { get; init; }

    /// <summary>What the limits are counted by.</summary>
    public string Thread => ConversationId ?? TeamId ?? Wire.Maybe(NewChannel, "id") ?? NewMember ?? "";

    /// <summary>The member of a conversation that is to be created.</summary>
    public string? NewMember => Wire.Maybe(Wire.Objects(Body, "members").FirstOrDefault(), "id");

    /// <summary>The channel in which a thread is to be created.</summary>
    public JsonObject? NewChannel => Wire.Object(Wire.Object(Body, "channelData"), "channel");

    /// <summary>The person a targeted message is for.</summary>
    public string? Recipient => Wire.Maybe(Wire.Object(Body, "recipient"), "id");

    public bool IsFor(Person person) =>
        (Route is ConnectorRoute.Create && (NewMember == person.Mri || NewMember == person.ObjectId))
        || ConversationId == person.PersonalChat.Id
        || (Targeted && Recipient == person.Mri);
}
