using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A request to Graph.</summary>
/// <param name="Path">With the query.</param>
/// <param name="Authorization">The header; null for none.</param>
public sealed record GraphRequest(string Path, string? Authorization);

/// <summary>
/// Microsoft Graph of a tenant on loopback, as far as a bot asks it: owners and members of the groups behind teams, page by page, and the
/// automatic replies of people. It refuses what was not consented to, wants to be left alone, or never answers, as it is told.
/// </summary>
public sealed class FakeGraph : IAsyncDisposable
{
    /// <summary>The permissions, by the names that Entra gives them.</summary>
    public const string Groups = "GroupMember.Read.All", Mailboxes = "MailboxSettings.Read";

    private readonly FakeTeams _teams;
    private readonly WebApplication _host;
    private readonly ConcurrentDictionary<string, List<Person>> _owners = [];
    private readonly ConcurrentDictionary<string, List<Person>> _members = [];
    private readonly ConcurrentDictionary<string, JsonObject> _replies = [];
    private int _throttled;

    private FakeGraph(FakeTeams teams)
    {
        _teams = teams;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _host = builder.Build();
        _host.UseRouting();
        _host.MapGet("/v1.0/groups/{id}/owners", http => Page(http, Groups, _owners));
        _host.MapGet("/v1.0/groups/{id}/members", http => Page(http, Groups, _members));
        _host.MapGet("/v1.0/users/{id}/mailboxSettings/automaticRepliesSetting", RepliesOf);
    }

    /// <summary>Scheme, host and port.</summary>
    public string Address { get; private set; } = "";

    /// <summary>How many people are on a page, whatever is asked for.</summary>
    public int PageSize { get; set; } = 2;

    /// <summary>What was consented to.</summary>
    public HashSet<string> Consented { get; } = [Groups, Mailboxes];

    /// <summary>Whether it takes requests and never answers them.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Answers this instead of what was asked for; null for the truth.</summary>
    public string? Nonsense { get; set; }

    /// <summary>Where the next pages are said to be; null for here.</summary>
    public string? NextPagesAt { get; set; }

    /// <summary>What it wants to be left alone for, in seconds or as a date, and how often it says so.</summary>
    public (string RetryAfter, int Times) Throttling
    {
        get => field;
        set => (field, _throttled) = (value, 0);
    }

    /// <summary>Everything that was asked, in order.</summary>
    public ConcurrentQueue<GraphRequest> Requests { get; } = [];

    /// <summary>Starts it for the people and teams of a tenant.</summary>
    public static async Task<FakeGraph> StartAsync(FakeTeams teams)
    {
        var graph = new FakeGraph(teams);
        await graph._host.StartAsync();
        graph.Address = graph._host.Urls.First();
        return graph;
    }

    /// <summary>People own the group of a team, whatever the channel says.</summary>
    public void SetOwners(Team team, params Person[] people) => _owners[team.AadGroupId] = [.. people];

    /// <summary>People are in the group of a team, whatever the channel says.</summary>
    public void SetMembers(Team team, params Person[] people) => _members[team.AadGroupId] = [.. people];

    /// <summary>Somebody's automatic replies: <c>disabled</c>, <c>alwaysEnabled</c> or <c>scheduled</c>.</summary>
    public void SetReplies(Person person, string status, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        _replies[person.ObjectId] = new()
        {
            ["status"] = status,
            ["scheduledStartDateTime"] = MomentOf(from ?? _teams.Now),
            ["scheduledEndDateTime"] = MomentOf(until ?? _teams.Now.AddDays(1)),
        };

    /// <summary>How often somebody's automatic replies were asked for.</summary>
    public int AsksFor(Person person) => Requests.Count(request => request.Path.Contains($"/users/{person.ObjectId}/"));

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private Task Page(HttpContext http, string permission, ConcurrentDictionary<string, List<Person>> people) =>
        Answer(http, permission, () =>
        {
            if (!people.TryGetValue((string)http.Request.RouteValues["id"]!, out var all)) return null;
            var skip = int.TryParse(http.Request.Query["$skiptoken"], out var told) ? told : 0;
            var page = new JsonObject { ["value"] = new JsonArray([.. all.Skip(skip).Take(PageSize).Select(UserOf)]) };
            if (skip + PageSize < all.Count)
            {
                page["@odata.nextLink"] = $"{NextPagesAt ?? Address}{http.Request.Path}?$skiptoken={skip + PageSize}";
            }
            return page;
        });

    private Task RepliesOf(HttpContext http) => Answer(http, Mailboxes, () =>
        _replies.TryGetValue((string)http.Request.RouteValues["id"]!, out var told) ? told.DeepClone() : null);

    private async Task Answer(HttpContext http, string permission, Func<JsonNode?> find)
    {
        Requests.Enqueue(new(http.Request.Path + http.Request.QueryString, http.Request.Headers.Authorization));
        if (IsSilent) await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Nonsense is { } nonsense)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(nonsense);
        }
        else if (!_teams.TokenEndpoint.IsForGraph(http.Request.Headers.Authorization))
        {
            await Write(http, 401, Error("InvalidAuthenticationToken"));
        }
        else if (Throttling.RetryAfter is { } after && Interlocked.Increment(ref _throttled) <= Throttling.Times)
        {
            http.Response.Headers.RetryAfter = after;
            await Write(http, 429, Error("TooManyRequests"));
        }
        else if (!Consented.Contains(permission)) await Write(http, 403, Error("Authorization_RequestDenied"));
        else await (find() is { } found ? Write(http, 200, found) : Write(http, 404, Error("Request_ResourceNotFound")));
    }

    private static JsonObject UserOf(Person person) => new()
    {
        ["@odata.type"] = "#microsoft.graph.user",
        ["id"] = person.ObjectId,
        ["displayName"] = person.Name,
        ["givenName"] = person.GivenName,
        ["mail"] = person.Upn,
        ["userType"] = person.Role is "guest" ? "Guest" : "Member",
    };

    private static JsonObject MomentOf(DateTimeOffset moment) => new()
    {
        ["dateTime"] = moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff"),
        ["timeZone"] = "UTC",
    };

    private static JsonObject Error(string code) =>
        new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = "As the test wants." } };

    private static Task Write(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString());
    }
}
