using System.Buffers;
using System.Text.Json;

namespace Improvement.Bot.Framework.Connector;

/// <summary>A thread that was begun in a channel.</summary>
/// <param name="Conversation"><c>channel;messageid=root</c>.</param>
/// <param name="ActivityId">Its first message.</param>
public sealed record NewThread(string Conversation, string? ActivityId);

/// <content>Conversations that the bot begins.</content>
public sealed partial class ConnectorClient
{
    /// <summary>
    /// The personal chat with somebody; the channel answers with the same conversation each time. Tries the channel's id first, and the
    /// Entra object id where that is not known or not understood.
    /// </summary>
    /// <param name="person">The channel's id (<c>29:…</c>), or an Entra object id.</param>
    /// <param name="objectId">The Entra object id, where it is known beside the channel's id.</param>
    /// <returns>The conversation's id.</returns>
    public async Task<Outcome<string>> CreatePersonal(string serviceUrl, string? tenant, string person, CancellationToken ct,
        string? objectId = null)
    {
        var created = await CreateWith(serviceUrl, tenant, person, ct);
        return created.Failure is { Kind: FailureKind.BadRequest or FailureKind.NotFound } && objectId is not null && objectId != person
            ? await CreateWith(serviceUrl, tenant, objectId, ct)
            : created;
    }

    /// <summary>Begins a thread in a channel with its first message.</summary>
    public Task<Outcome<NewThread>> CreateThread(string serviceUrl, string? tenant, string channel, byte[] activity, CancellationToken ct)
    {
        var body = Body(writer =>
        {
            writer.WriteBoolean("isGroup"u8, true);
            Tenant(writer, tenant);
            writer.WriteStartObject("channelData"u8);
            writer.WriteStartObject("channel"u8);
            writer.WriteString("id"u8, channel);
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WritePropertyName("activity"u8);
            writer.WriteRawValue(activity);
        });
        return Call(HttpMethod.Post, ConnectorUrl.Conversations(serviceUrl), body, static answer =>
            new NewThread(ConversationId(answer), ConnectorJson.Text(answer.Span, "activityId"u8)), ct);
    }

    private Task<Outcome<string>> CreateWith(string serviceUrl, string? tenant, string person, CancellationToken ct)
    {
        var body = Body(writer =>
        {
            writer.WriteBoolean("isGroup"u8, false);
            Tenant(writer, tenant);
            writer.WriteStartArray("members"u8);
            writer.WriteStartObject();
            writer.WriteString("id"u8, person);
            writer.WriteEndObject();
            writer.WriteEndArray();
        });
        return Call(HttpMethod.Post, ConnectorUrl.Conversations(serviceUrl), body, ConversationId, ct);
    }

    private static string ConversationId(ReadOnlyMemory<byte> answer) =>
        ConnectorJson.Id(answer.Span) is { Length: > 0 } id ? id : throw new JsonException("The new conversation has no id.");

    private static void Tenant(Utf8JsonWriter writer, string? tenant)
    {
        if (tenant is not null) writer.WriteString("tenantId"u8, tenant);
    }

    private static byte[] Body(Action<Utf8JsonWriter> write)
    {
        var target = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(target);
        writer.WriteStartObject();
        write(writer);
        writer.WriteEndObject();
        writer.Flush();
        return target.WrittenSpan.ToArray();
    }
}
