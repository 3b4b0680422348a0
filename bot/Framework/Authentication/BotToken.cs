using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>A token of the bot, and when it ends.</summary>
public sealed record IssuedToken(string Value, DateTimeOffset End);

/// <summary>Gets a new token for the bot, never one that it gave before.</summary>
public delegate Task<IssuedToken> TokenSource(CancellationToken ct);

/// <summary>
/// The token by which the bot proves who it is: got once for everybody who needs it, and renewed five minutes before its end.
/// </summary>
/// <param name="source">Gets a new one.</param>
/// <param name="audience">For calls to whom, for the log.</param>
public sealed partial class BotToken(TokenSource source, TimeProvider time, ILogger<BotToken> log, string audience = "the connector")
{
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BetweenDoubts = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private Task<Held?> _newest = Task.FromResult<Held?>(null);
    private DateTimeOffset _notBefore;
    private DateTimeOffset _nextDoubt;

    /// <summary>The token; null when there is none to be had at present.</summary>
    public async ValueTask<string?> Get(CancellationToken ct) => (await Newest().WaitAsync(ct))?.Token.Value;

    /// <summary>Says that a token was not accepted. At most once a minute that makes room for a new one.</summary>
    public void Doubt(string token)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (now < _nextDoubt || _newest is not { IsCompletedSuccessfully: true, Result: { } held } || held.Token.Value != token) return;

            _nextDoubt = now + BetweenDoubts;
            _newest = Task.FromResult<Held?>(null);
        }
    }

    private Task<Held?> Newest()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_newest.IsCompleted || now < _notBefore || (_newest.Result is { } held && now < held.RenewAt)) return _newest;

            return _newest = Renew(_newest.Result);
        }
    }

    /// <summary>A new token; the old one for as long as it lasts when there is none.</summary>
    private async Task<Held?> Renew(Held? old)
    {
        try
        {
            using var deadline = new CancellationTokenSource(Patience, time);
            var token = await source(deadline.Token);
            var now = time.GetUtcNow();
            var left = token.End - now;
            return new(token, now + (left > RenewBefore * 2 ? left - RenewBefore : left / 2));
        }
        catch (Exception e)
        {
            NoToken(audience, e.GetType().Name, FirstLine(e.Message));
            lock (_gate) _notBefore = time.GetUtcNow() + PauseAfterFailure;
            return old is not null && time.GetUtcNow() < old.Token.End ? old : null;
        }
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();

    [LoggerMessage(Level = LogLevel.Error, Message = "The bot gets no token for calls to {Audience}: {Failure}: {Why}")]
    private partial void NoToken(string audience, string failure, string why);

    private sealed record Held(IssuedToken Token, DateTimeOffset RenewAt);
}
