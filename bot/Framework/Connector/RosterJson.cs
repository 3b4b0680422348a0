using System.Text.Json;
using static Improvement.Bot.Framework.Connector.ConnectorJson;

namespace Improvement.Bot.Framework.Connector;

/// <summary>Reads people, teams and channels leniently: what is missing is null, who has no id is left out.</summary>
internal static class RosterJson
{
    public static MemberPage Page(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return new(List(document.RootElement, "members", MemberOf), TextOf(document.RootElement, "continuationToken"));
    }

    public static Member Member(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return MemberOf(document.RootElement) ?? throw new JsonException("The member has no id.");
    }

    public static TeamDetails Team(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var team = document.RootElement;
        return new(TextOf(team, "id") ?? throw new JsonException("The team has no id."), TextOf(team, "aadGroupId"), TextOf(team, "name"),
            TextOf(team, "tenantId"), Number(team, "channelCount"), Number(team, "memberCount"));
    }

    public static IReadOnlyList<TeamChannel> Channels(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return List(document.RootElement, "conversations", static channel =>
            TextOf(channel, "id") is { } id
                ? new TeamChannel(id, TextOf(channel, "name"), TextOf(channel, "type") ?? TextOf(channel, "channelType"))
                : null);
    }

    private static Member? MemberOf(JsonElement member) => TextOf(member, "id") is not { } id ? null : new(
        id, TextOf(member, "aadObjectId") ?? TextOf(member, "objectId"), TextOf(member, "name"), TextOf(member, "givenName"),
        TextOf(member, "surname"),
        TextOf(member, "email"), TextOf(member, "userPrincipalName"), TextOf(member, "tenantId"), TextOf(member, "userRole"));

    private static List<T> List<T>(JsonElement element, string name, Func<JsonElement, T?> read)
        where T : class
    {
        var list = new List<T>();
        if (element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var items)
            && items.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in items.EnumerateArray())
            {
                if (read(item) is { } value) list.Add(value);
            }
        }
        return list;
    }

    private static int? Number(JsonElement element, string name) => int.TryParse(TextOf(element, name), out var number) ? number : null;
}
