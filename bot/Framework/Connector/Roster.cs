namespace Improvement.Bot.Framework.Connector;

/// <summary>Somebody in a conversation.</summary>
/// <param name="Id">The channel's id for this bot and person (<c>29:…</c>).</param>
/// <param name="ObjectId">Entra object id; null for people without one.</param>
/// <param name="Name">Shown name.</param>
/// <param name="GivenName">First name.</param>
/// <param name="Surname">Family name.</param>
/// <param name="Email">Mail address.</param>
/// <param name="UserPrincipalName">Sign-in name.</param>
/// <param name="TenantId">Home tenant; tells people from outside apart in shared channels.</param>
/// <param name="UserRole">The channel's word: <c>user</c>, <c>guest</c>, <c>owner</c>, <c>anonymous</c>.</param>
public sealed record Member(
    string Id, string? ObjectId, string? Name, string? GivenName, string? Surname, string? Email, string? UserPrincipalName,
    string? TenantId, string? UserRole);

/// <summary>Some of the members of a conversation.</summary>
/// <param name="Members">This page.</param>
/// <param name="Continuation">Asks for the next page; null on the last.</param>
public sealed record MemberPage(IReadOnlyList<Member> Members, string? Continuation);

/// <summary>A team as the channel describes it.</summary>
/// <param name="Id">The id of its General channel.</param>
/// <param name="AadGroupId">The group behind it.</param>
/// <param name="Name">Shown name.</param>
/// <param name="TenantId">Its tenant.</param>
/// <param name="ChannelCount">How many channels.</param>
/// <param name="MemberCount">How many members.</param>
public sealed record TeamDetails(string Id, string? AadGroupId, string? Name, string? TenantId, int? ChannelCount, int? MemberCount);

/// <summary>A channel of a team.</summary>
/// <param name="Id">Conversation id.</param>
/// <param name="Name">Shown name; null for General.</param>
/// <param name="Type"><c>standard</c>, <c>private</c> or <c>shared</c>; null where the channel does not say.</param>
public sealed record TeamChannel(string Id, string? Name, string? Type);
