using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A request for a token of the bot.</summary>
/// <param name="Tenant">The tenant in the path.</param>
/// <param name="Form">The form fields.</param>
public sealed record TokenRequest(string Tenant, IReadOnlyDictionary<string, string> Form);

/// <summary>
/// Gives tokens to the bot as Entra does: <c>POST /{tenant}/oauth2/v2.0/token</c>; and as the machine it runs on does for a managed
/// identity: <c>GET /msi/token</c>.
/// </summary>
public sealed class TokenEndpoint
{
    private const string Connector = "https://api.botframework.com", Graph = "https://graph.microsoft.com";

    private readonly ConcurrentDictionary<string, DateTimeOffset> _good = [];
    private readonly ConcurrentDictionary<string, bool> _forGraph = [];
    private int _given;

    internal TokenEndpoint(FakeTeams teams) => Teams = teams;

    /// <summary>The authority for the setting of the bot.</summary>
    public string Authority => $"{Teams.Address}/{Teams.TenantId}";

    /// <summary>Everything that was asked.</summary>
    public ConcurrentQueue<TokenRequest> Requests { get; } = [];

    /// <summary>How long tokens are good for.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(3599);

    /// <summary>Whether the connector takes only requests with a token that was given here.</summary>
    public bool IsRequired { get; set; }

    /// <summary>The secret that the bot must know; null asks for none.</summary>
    public string? Secret { get; set; }

    /// <summary>What a managed identity has to show.</summary>
    public string ManagedHeader { get; } = "only-this-machine-knows";

    /// <summary>Refuses with this error code and 401 instead.</summary>
    public string? Refusal { get; set; }

    private FakeTeams Teams { get; }

    /// <summary>From now on none of the tokens given so far is good.</summary>
    public void RevokeAll() => _good.Clear();

    /// <summary>Whether a request with this header may be worked on.</summary>
    internal bool Accepts(string? authorization) =>
        !IsRequired
            || (
                authorization is not null
                    && authorization.StartsWith("Bearer ", StringComparison.Ordinal)
                    && _good.TryGetValue(authorization["Bearer ".Length..], out var end)
                    && Teams.RealTime.GetUtcNow() < end);

    /// <summary>Whether a request to Graph may be worked on: a token for the connector is none for Graph.</summary>
    internal bool IsForGraph(string? authorization) =>
        !IsRequired || (Accepts(authorization) && _forGraph.ContainsKey(authorization!["Bearer ".Length..]));

    internal void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/{tenant}/oauth2/v2.0/token", Give);
        app.MapGet("/msi/token", http => GiveManaged(http));
        app.MapGet("/v1/.well-known/openidconfiguration", http => Write(http, 200, Teams.Tokens.Metadata));
        app.MapGet("/v1/.well-known/keys", http => Write(http, 200, Teams.Tokens.Keys()));
    }

    private async Task Give(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        Requests.Enqueue(new((string)http.Request.RouteValues["tenant"]!, form.ToDictionary(f => f.Key, f => f.Value.ToString())));
        if ((Refusal ?? Objection(form)) is { } refusal)
        {
            await Write(http, 401, new() { ["error"] = refusal, ["error_description"] = "The test asked for it." });
            return;
        }

        var token = NewToken(form["scope"].ToString());
        await Write(http, 200, new()
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)Lifetime.TotalSeconds,
            ["access_token"] = token,
        });
    }

    /// <summary>As App Service answers: who asks must know the header that the environment of the process holds.</summary>
    private Task GiveManaged(HttpContext http)
    {
        Requests.Enqueue(new("", http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString())));
        return http.Request.Headers["X-IDENTITY-HEADER"] != ManagedHeader
            ? Write(http, 403, [])
            : Write(http, 200, new()
            {
                ["access_token"] = NewToken(http.Request.Query["resource"].ToString()),
                ["expires_on"] = (Teams.RealTime.GetUtcNow() + Lifetime).ToUnixTimeSeconds().ToString(),
                ["resource"] = http.Request.Query["resource"].ToString(),
                ["token_type"] = "Bearer",
            });
    }

    private string NewToken(string audience)
    {
        var token = $"bot-token-{Interlocked.Increment(ref _given)}";
        if (audience.StartsWith(Graph, StringComparison.Ordinal)) _forGraph[token] = true;
        _good[token] = Teams.RealTime.GetUtcNow() + Lifetime;
        return token;
    }

    private string? Objection(IFormCollection form) =>
        Secret is { } secret && form["client_secret"] != secret ? "invalid_client"
        : IsRequired && form["scope"].ToString() is not (Connector + "/.default" or Graph + "/.default") ? "invalid_scope"
        : IsRequired && form["client_id"] != Teams.AppId ? "unauthorized_client"
        : null;

    private static Task Write(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString());
    }
}
