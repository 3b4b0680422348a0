using System.Security.Cryptography;
using Improvement.Bot.Api.Keys;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Calls;

/// <summary>
/// The life of a request: whose it is, what it says, what it brings about, what it is answered. As in the chat, what it brings about is
/// decided and kept in one transaction, and said to people after that.
/// </summary>
internal sealed class ApiRunner(
    ApiAuthentication door, ITurnStore store, Clock clock, TimeProvider time, IOptions<ApiSettings> settings, IServiceScopeFactory scopes)
{
    private const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Answers a request.</summary>
    public async Task Run(HttpContext http, ApiOperation operation)
    {
        using var deadline = new CancellationTokenSource(settings.Value.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, http.RequestAborted);
        ApiAnswer answer;
        try
        {
            answer = await Answer(http, operation, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            answer = Problem.OutOfTime;
        }

        await AnswerWriter.Write(http, answer);
    }

    private async ValueTask<ApiAnswer> Answer(HttpContext http, ApiOperation operation, CancellationToken ct)
    {
        var (key, problem) = await door.Open(http, operation.Scopes, ct);
        if (problem is not null) return problem;
        if (operation.Read is { } read) return await Reading(http, key!, call => read(call, ct));

        var (body, refused) = await RequestBody.Read(http.Request, settings.Value.LargestBody, ct);
        if (refused is not null) return refused;
        if (operation.Ask is { } ask) return await Asking(http, key!, body, (call, reader) => ask(call, reader, ct));
        return await Writing(http, key!, operation.Write!, body, ct);
    }

    private async ValueTask<ApiAnswer> Reading(HttpContext http, ApiKey key, Func<ApiCall, ValueTask<ApiAnswer>> answer)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await answer(Begin(http, scope.ServiceProvider, key));
    }

    private async ValueTask<ApiAnswer> Asking(
        HttpContext http, ApiKey key, ReadOnlyMemory<byte> body, Func<ApiCall, BodyReader, ValueTask<ApiAnswer>> answer)
    {
        if (BodyReader.Read(body, out var unreadable) is not { } reader) return unreadable;
        return await Reading(http, key, call => answer(call, reader));
    }

    private async ValueTask<ApiAnswer> Writing(
        HttpContext http, ApiKey key, ApiWriting write, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var name = (string?)http.Request.Headers[IdempotencyKey];
        if (name is { Length: > IdempotentRequests.MaxLength })
        {
            return Problem.Unreadable(Say(ApiTexts.IdempotencyKeyTooLong, IdempotentRequests.MaxLength));
        }
        var request = new Request(
            string.IsNullOrWhiteSpace(name) ? OwnKey(http.Response) : name,
            IdempotentRequests.HashOf(http.Request.Method, http.Request.Path, body));

        for (var attempt = 1; ; attempt++)
        {
            if (BodyReader.Read(body, out var unreadable) is not { } reader) return unreadable;
            await using var scope = scopes.CreateAsyncScope();
            var call = Begin(http, scope.ServiceProvider, key);
            var command = write(call, reader);
            if (reader.Complaints is { IsEmpty: false } complaints) return Problem.Invalid(complaints);

            var outcome = default(CommandResult);
            var committed = await store.Commit(null, scope.ServiceProvider, async _ =>
            {
                outcome = await Do(call, command, request);
            }, ct);
            if (committed is CommitOutcome.RaceLost && attempt is 1) continue;
            if (committed is CommitOutcome.RaceLost) return Problem.OutOfTime;
            return outcome.Problem is { } problem ? problem : await command.Tell(outcome.Subject, ct);
        }
    }

    private static async ValueTask<CommandResult> Do(ApiCall call, ApiCommand command, Request request)
    {
        var requests = call.Get<IdempotentRequests>();
        if (requests.Find(call.Key, request.Key, request.Hash) is { } known) return known.IsSame ? known.Subject : Problem.KeyReused;

        var outcome = await command.Do(CancellationToken.None); // a begun commit is never cancelled
        if (outcome.Problem is null) requests.Keep(call.Key, request.Key, request.Hash, outcome.Subject, call.Now);
        return outcome;
    }

    /// <summary>
    /// The key of a request that came without one: where the answer to a commit is lost and the request is decided again, it is known
    /// again. Told to the caller, who can repeat with it a request that was answered "it may have been done or not".
    /// </summary>
    private static string OwnKey(HttpResponse response)
    {
        var key = "bot-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        response.Headers[IdempotencyKey] = key;
        return key;
    }

    private ApiCall Begin(HttpContext http, IServiceProvider services, ApiKey key)
    {
        services.GetRequiredService<Actor>().ActAs(key.Owner, clock.UtcNow);
        return new(http, services, key);
    }

    /// <summary>What a repeated request is known by.</summary>
    private sealed record Request(string Key, string Hash);
}
