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

/// <summary>Gives tokens to the bot as Entra does: <c>POST /{tenant}/oauth2/v2.0/token</c>.</summary>
public sealed class TokenEndpoint
{
    private int _given;

    internal TokenEndpoint(FakeTeams teams) => Teams = teams;

    /// <summary>The authority for the setting of the bot.</summary>
    public string Authority => $"{Teams.Address}/{Teams.TenantId}";

    /// <summary>Everything that was asked.</summary>
    public ConcurrentQueue<TokenRequest> Requests { get; } = [];

    /// <summary>How long tokens are good for.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(3599);

    /// <summary>Refuses with this error code and 401 instead.</summary>
    public string? Refusal { get; set; }

    private FakeTeams Teams { get; }

    internal void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/{tenant}/oauth2/v2.0/token", Give);
        app.MapGet("/v1/.well-known/openidconfiguration", http => Write(http, 200, Teams.Tokens.Metadata));
        app.MapGet("/v1/.well-known/keys", http => Write(http, 200, Teams.Tokens.Keys()));
    }

    private async Task Give(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        Requests.Enqueue(new((string)http.Request.RouteValues["tenant"]!, form.ToDictionary(f => f.Key, f => f.Value.ToString())));
        if (Refusal is { } refusal)
        {
            await Write(http, 401, new() { ["error"] = refusal, ["error_description"] = "The test asked for it." });
            return;
        }

        await Write(http, 200, new()
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)Lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)Lifetime.TotalSeconds,
            ["access_token"] = $"bot-token-{Interlocked.Increment(ref _given)}",
        });
    }

    private static Task Write(HttpContext http, int status, JsonObject body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString());
    }
}
