using Improvement.Bot.Framework.Authentication;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Trust;

/// <summary>Whom the bot believes, as the settings say.</summary>
internal static class TrustOptionsFactory
{
    /// <summary>Null where activities are taken from anybody.</summary>
    public static TrustOptions? FromSettings(IServiceProvider services)
    {
        var settings = services.GetRequiredService<IOptions<BotSettings>>().Value;
        if (settings.AllowUnauthenticated) return null;

        var cloud = BotSettings.Clouds[settings.Cloud];
        return new()
        {
            AppId = settings.AppId,
            Issuers = IsStandIn(settings.TokenIssuer) ? [cloud.Issuer, settings.TokenIssuer] : [cloud.Issuer],
            Metadata = settings.OpenIdMetadata is { Length: > 0 } other ? new(other) : cloud.Metadata,
            Tenants = settings.Tenants,
            ServiceHosts = new(
                [.. cloud.ServiceHosts, .. settings.TrustedServiceHosts], services.GetRequiredService<IHostEnvironment>().IsDevelopment()),
            Token = services.GetRequiredService<Credentials>().Get,
        };
    }

    /// <summary>A stand-in for the channel on this machine may sign in its own name.</summary>
    private static bool IsStandIn(string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var address) && TrustedHosts.IsPlainLoopback(address);
}
