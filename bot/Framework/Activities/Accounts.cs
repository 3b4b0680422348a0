using System.Text.Json;

namespace Improvement.Bot.Framework.Activities;

/// <summary>A person or a bot, as the channel knows it.</summary>
/// <param name="Id">The channel's id; unique for this person and this bot.</param>
/// <param name="AadObjectId">The Entra object id, as <see cref="EntraIds.Normal"/> has it; absent for anonymous people, and now and then in
/// a single activity.</param>
public sealed record ChannelAccount(string Id, string? AadObjectId, string? Name)
{
    /// <summary>What identifies the person over time: the Entra object id where there is one.</summary>
    public string Key => AadObjectId ?? Id;

    /// <summary>The tenant that the account is of, where the activity says so.</summary>
    public string? TenantId { get; init; }

    internal static ChannelAccount Read(JsonElement json) =>
        new(json.Text("id") ?? "", EntraIds.Normal(json.Filled("aadObjectId") ?? json.Filled("objectId")),
            json.Text("name")) { TenantId = json.Filled("tenantId") };
}

/// <summary>Where kinds of conversation differ.</summary>
public enum ConversationKind
{
    /// <summary>The bot and one person.</summary>
    Personal,

    /// <summary>A chat of several people.</summary>
    GroupChat,

    /// <summary>A channel of a team.</summary>
    Channel,
}

/// <summary>A conversation.</summary>
/// <param name="Id">With <c>;messageid=</c> for a thread of a channel.</param>
public sealed record ConversationAccount(string Id, ConversationKind Kind, string? TenantId, string? Name)
{
    /// <summary>The conversation without its thread: the chat, or the channel.</summary>
    public string Base { get; } = BaseOf(Id);

    /// <summary>A conversation id without its thread.</summary>
    public static string BaseOf(string id) => id.IndexOf(';', StringComparison.Ordinal) is var at and >= 0 ? id[..at] : id;

    internal static ConversationAccount Read(JsonElement activity)
    {
        var json = activity.Member("conversation");
        var kind = json.Text("conversationType")?.ToLowerInvariant() switch
        {
            "channel" => ConversationKind.Channel,
            "groupchat" => ConversationKind.GroupChat,
            "personal" => ConversationKind.Personal,
            _ when activity.Member("channelData").Member("team").ValueKind is JsonValueKind.Object => ConversationKind.Channel,
            _ => json.Flag("isGroup") ? ConversationKind.GroupChat : ConversationKind.Personal,
        };
        var tenant = json.Text("tenantId") ?? activity.Member("channelData").Member("tenant").Text("id");
        return new(json.Text("id") ?? "", kind, tenant, json.Text("name"));
    }
}
