using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// Which path leads where. The connector answers below the tenant's own address and below <c>/teams</c>, the address for a cold start.
/// </summary>
internal static class ConnectorMap
{
    public static void Map(IEndpointRouteBuilder app, FakeTeams teams)
    {
        var pipeline = new ConnectorPipeline(teams);
        foreach (var root in (string[])[teams.ServicePath.TrimEnd('/'), "/teams"])
        {
            void On(string verb, string path, ConnectorRoute route, Func<ConnectorCall, Answer> work) =>
                app.MapMethods(root + path, [verb], http => pipeline.Run(http, route, work));

            On("POST", "/v3/conversations", ConnectorRoute.Create, CreateCalls.Create);
            On("POST", "/v3/conversations/{c}/activities", ConnectorRoute.Send, SendCalls.Send);
            On("POST", "/v3/conversations/{c}/activities/{a}", ConnectorRoute.Reply, SendCalls.Send);
            On("PUT", "/v3/conversations/{c}/activities/{a}", ConnectorRoute.Update, ChangeCalls.Update);
            On("DELETE", "/v3/conversations/{c}/activities/{a}", ConnectorRoute.Delete, ChangeCalls.Delete);
            On("PUT", "/v3/conversations/{c}/activities/{a}/reactions/{type}", ConnectorRoute.React, ChangeCalls.React);
            On("DELETE", "/v3/conversations/{c}/activities/{a}/reactions/{type}", ConnectorRoute.React, ChangeCalls.React);
            On("GET", "/v3/conversations/{c}/activities/{a}/members", ConnectorRoute.ActivityMembers, RosterCalls.Members);
            On("GET", "/v3/conversations/{c}/members", ConnectorRoute.Members, RosterCalls.Members);
            On("GET", "/v3/conversations/{c}/pagedmembers", ConnectorRoute.PagedMembers, RosterCalls.PagedMembers);
            On("GET", "/v3/conversations/{c}/members/{m}", ConnectorRoute.Member, RosterCalls.Member);
            On("GET", "/v3/teams/{t}", ConnectorRoute.Team, RosterCalls.Team);
            On("GET", "/v3/teams/{t}/conversations", ConnectorRoute.TeamChannels, RosterCalls.TeamChannels);
        }

        app.MapFallback(http => pipeline.Run(http, ConnectorRoute.Unknown, _ => new Answer(404)));
    }
}
