using System.Diagnostics.Metrics;
using System.Net;
using Improvement.Bot.Framework.Activities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// Whether a request is from the channel. First the token, before a byte of the body is read: its form (<see cref="ChannelToken"/>), who
/// issued it, for whom, for when (<see cref="TokenLibrary"/>), and whether a key endorsed for Teams signed it. Then, with the
/// activity, whether the two belong together.
/// </summary>
public sealed partial class TokenCheck(TrustOptions trust, SigningKeys keys, TimeProvider time, ILogger<TokenCheck> log)
{
    /// <summary>Name of the meter that counts refusals.</summary>
    public const string MeterName = "Improvement.Bot.Authentication";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>("bot.refused", "{request}", "Requests refused, by reason");

    /// <summary>By how much clocks may differ.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string Channel = "msteams";
    private const string Scheme = "Bearer ";

    private readonly VerifiedTokens _verified = new();
    private readonly KnownSenders _senders = new();
    private readonly TokenLibrary _library = new(trust, time);

    /// <summary>Whether there is a token at all; a request without one is refused before anything else of it is looked at.</summary>
    internal Checked? WithoutToken(StringValues authorization) => TokenIn(authorization) is null ? Refused(Refusal.NoToken) : null;

    /// <summary>Checks the header <c>Authorization</c>.</summary>
    /// <param name="from">The address that the connection comes from; null where it has none.</param>
    public async ValueTask<Checked> Check(StringValues authorization, CancellationToken ct, IPAddress? from = null)
    {
        if (TokenIn(authorization) is not { } token) return Refused(Refusal.NoToken);

        var now = time.GetUtcNow();
        if (_verified.Find(token, keys, now) is { } before) return new(before);

        var (verified, refusal) = await Verify(token, _senders.IsKnown(from, now), ct);
        if (verified is null) return Refused(refusal);

        _verified.Add(token, verified, now);
        _senders.Add(from, now);
        return new(verified);
    }

    /// <summary>Whether the activity may come with that token; null when it may.</summary>
    public Refusal? Objection(VerifiedToken token, Activity activity)
    {
        Refusal? refusal =
            activity.ChannelId is not Channel ? Refusal.Channel
            : !SameService(token.ServiceUrl, activity.ServiceUrl) ? Refusal.ServiceUrl
            : !trust.ServiceHosts.TrustsService(activity.ServiceUrl) ? Refusal.UntrustedHost
            : !trust.Tenants.Contains(activity.Conversation.TenantId, StringComparer.OrdinalIgnoreCase) ? Refusal.Tenant
            : null;
        if (refusal is { } reason) Note(reason);
        return refusal;
    }

    private async ValueTask<(VerifiedToken?, Refusal)> Verify(string text, bool isFromKnownSender, CancellationToken ct)
    {
        if (ChannelToken.Read(text) is not { } token) return (null, Refusal.Malformed);
        if (token.Objection() is { } form) return (null, form);
        if (token.KeyId is not { } id) return (null, Refusal.UnknownKey);

        if (keys.Known(id) is not { } key)
        {
            // Only what would be believed with its key may have it looked for.
            if (await _library.Objection(token, key: null) is { } reason and not Refusal.UnknownKey) return (null, reason);
            if (await keys.Find(id, ct, isFromKnownSender) is not { } found) return (null, Refusal.UnknownKey);
            key = found;
        }

        if (!key.Endorses(Channel)) return (null, Refusal.NotEndorsed);
        return await _library.Objection(token, key) is { } objection ? (null, objection) : (new(token.ServiceUrl, key, token.End), default);
    }

    private static string? TokenIn(StringValues authorization) =>
        authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : null;

    private static bool SameService(string? claimed, string? said) =>
        claimed is { Length: > 0 } && said is not null && claimed.AsSpan().TrimEnd('/').SequenceEqual(said.AsSpan().TrimEnd('/'));

    private Checked Refused(Refusal refusal)
    {
        Note(refusal);
        return new(refusal);
    }

    private void Note(Refusal refusal)
    {
        Refusals.Add(1, new KeyValuePair<string, object?>("reason", refusal.ToString()));
        RequestRefused(refusal.Status(), refusal);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A request was refused with {Status}: {Reason}")]
    private partial void RequestRefused(int status, Refusal reason);
}

/// <summary>Result of checking a token.</summary>
public readonly record struct Checked
{
    internal Checked(VerifiedToken token) => Token = token;

    internal Checked(Refusal refusal) => Refusal = refusal;

    /// <summary>The token, when it is the channel's; otherwise null.</summary>
    public VerifiedToken? Token { get; }

    /// <summary>Why it is not.</summary>
    public Refusal? Refusal { get; }
}
