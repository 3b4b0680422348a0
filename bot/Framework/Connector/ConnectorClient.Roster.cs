namespace Improvement.Bot.Framework.Connector;

/// <content>Who is there, and in which team.</content>
public sealed partial class ConnectorClient
{
    /// <summary>The channel gives at most this many members at once.</summary>
    public const int LargestPage = 500;

    // A token that repeats would be asked for ever; this many pages is a tenant beyond any that Teams allows.
    private const int MostPages = 1000;

    /// <summary>Some members of a conversation (named without its thread), from the beginning or where an earlier page ended.</summary>
    public Task<Outcome<MemberPage>> Members(string serviceUrl, string conversation, string? continuation, CancellationToken ct,
        int pageSize = LargestPage) =>
        Call(HttpMethod.Get, ConnectorUrl.Members(serviceUrl, conversation, pageSize, continuation), null, RosterJson.Page, ct);

    /// <summary>All members of a conversation (named without its thread), page after page; the first failure ends it.</summary>
    public async Task<Outcome<IReadOnlyList<Member>>> AllMembers(string serviceUrl, string conversation, CancellationToken ct,
        int pageSize = LargestPage)
    {
        var all = new List<Member>();
        string? continuation = null;
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await Members(serviceUrl, conversation, continuation, ct, pageSize);
            if (!page.Succeeded) return page.Failure;
            all.AddRange(page.Value.Members);
            if (page.Value.Continuation is not { } next || next == continuation) return all;
            continuation = next;
        }
        return new ConnectorFailure(FailureKind.Broken, 0, "EndlessRoster", "The list of members does not end.");
    }

    /// <summary>One member, by the channel's id, Entra object id or sign-in name.</summary>
    public Task<Outcome<Member>> Member(string serviceUrl, string conversation, string person, CancellationToken ct) =>
        Call(HttpMethod.Get, ConnectorUrl.Member(serviceUrl, conversation, person), null, RosterJson.Member, ct);

    /// <summary>A team by the id of its General channel.</summary>
    public Task<Outcome<TeamDetails>> Team(string serviceUrl, string team, CancellationToken ct) =>
        Call(HttpMethod.Get, ConnectorUrl.Team(serviceUrl, team), null, RosterJson.Team, ct);

    /// <summary>The channels of a team that the bot may see.</summary>
    public Task<Outcome<IReadOnlyList<TeamChannel>>> Channels(string serviceUrl, string team, CancellationToken ct) =>
        Call(HttpMethod.Get, ConnectorUrl.Channels(serviceUrl, team), null, RosterJson.Channels, ct);
}
