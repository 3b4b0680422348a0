namespace Improvement.Bot.Tests.Channel;

/// <summary>The routes of the connector that this fake knows.</summary>
public enum ConnectorRoute
{
    /// <summary>None of them: 404.</summary>
    Unknown,

    /// <summary>POST v3/conversations/{c}/activities</summary>
    Send,

    /// <summary>POST v3/conversations/{c}/activities/{a}</summary>
    Reply,

    /// <summary>PUT v3/conversations/{c}/activities/{a}</summary>
    Update,

    /// <summary>DELETE v3/conversations/{c}/activities/{a}</summary>
    Delete,

    /// <summary>PUT and DELETE v3/conversations/{c}/activities/{a}/reactions/{type}</summary>
    React,

    /// <summary>GET v3/conversations/{c}/activities/{a}/members</summary>
    ActivityMembers,

    /// <summary>GET v3/conversations/{c}/members</summary>
    Members,

    /// <summary>GET v3/conversations/{c}/pagedmembers</summary>
    PagedMembers,

    /// <summary>GET v3/conversations/{c}/members/{m}</summary>
    Member,

    /// <summary>POST v3/conversations</summary>
    Create,

    /// <summary>GET v3/teams/{t}</summary>
    Team,

    /// <summary>GET v3/teams/{t}/conversations</summary>
    TeamChannels,
}

/// <summary>What kinds of routes there are.</summary>
public static class ConnectorRoutes
{
    /// <summary>Whether the route posts or changes something, and so counts as sending.</summary>
    public static bool Writes(this ConnectorRoute route) =>
        route is ConnectorRoute.Send or ConnectorRoute.Reply or ConnectorRoute.Update or ConnectorRoute.Delete or ConnectorRoute.React
            or ConnectorRoute.Create;
}
