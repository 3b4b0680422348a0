using System.Collections.Immutable;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Api.Calls;

/// <summary>Lets a request in whose key is good, for what the key may be used for, and as often as it may ask.</summary>
internal sealed class ApiAuthentication(ApiLimits limits, Database database, Clock clock)
{
    private const string Scheme = "Bearer ";

    /// <summary>The key of a request, or the problem with it.</summary>
    public async ValueTask<(ApiKey? Key, ApiProblem? Problem)> Open(HttpContext http, ImmutableArray<string> scopes, CancellationToken ct)
    {
        var (key, problem) = Identify(http);
        if (problem is not null)
        {
            return (null, limits.CountFailure(http.Connection.RemoteIpAddress) is { } pause ? Problem.TooManyRequests(pause) : problem);
        }
        if (limits.Count(key!) is { } wait) return (null, Problem.TooManyRequests(wait));

        await NoteUse(key!, ct);
        if (!key!.TeamIsThere) return (null, Problem.TeamGone);
        return key.Covers(scopes) ? (key, null) : (null, Problem.ScopeMissing(scopes));
    }

    private (ApiKey? Key, ApiProblem? Problem) Identify(HttpContext http)
    {
        if (http.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return (null, Problem.KeyMissing);
        }
        if (KeySecret.Read(header[Scheme.Length..].Trim()) is not { } shown) return (null, Problem.KeyUnknown);

        var key = http.RequestServices.GetRequiredService<ApiKeys>().Find(shown.Handle);
        if (!shown.Matches(key?.SecretHash)) return (null, Problem.KeyUnknown);
        if (key!.RevokedAt is not null) return (null, Problem.KeyRevoked);
        return key.IsExpired(clock.UtcNow) ? (null, Problem.KeyExpired) : (key, null);
    }

    private async ValueTask NoteUse(ApiKey key, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (key.LastUsedAt is { } last && now - last < ApiKeys.UseIsNotedEvery) return;
        await database.Settle(writer => ApiKeys.Used(writer, key.Id, now), ct);
    }
}
