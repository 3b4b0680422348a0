namespace Improvement.Bot.Framework.Authentication;

/// <summary>Whom the bot believes.</summary>
public sealed record TrustOptions
{
    /// <summary>The app id of the bot: for whom the channel's tokens must be.</summary>
    public required string AppId { get; init; }

    /// <summary>Who may have signed them.</summary>
    public required IReadOnlyList<string> Issuers { get; init; }

    /// <summary>The OpenID document that leads to the keys.</summary>
    public required Uri Metadata { get; init; }

    /// <summary>The tenants that may use the bot.</summary>
    public required IReadOnlyList<string> Tenants { get; init; }

    /// <summary>Where connectors may be.</summary>
    public required TrustedHosts ServiceHosts { get; init; }

    /// <summary>Gets the bot's own token.</summary>
    public required TokenSource Token { get; init; }
}
