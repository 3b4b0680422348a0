using Improvement.Bot.Framework.Authentication;

namespace Improvement.Bot.Operations.Trust;

/// <summary>
/// Lets a stand-in for the issuer on the loopback address be spoken to without encryption, in Development. The identity library insists on
/// https, so it is given an https address, and requests to that one address leave as what the setting says.
/// </summary>
internal sealed class LoopbackStandIn : DelegatingHandler
{
    private readonly Uri _standIn;

    private LoopbackStandIn(HttpMessageHandler chain, Uri standIn) : base(chain) => _standIn = standIn;

    /// <summary>The chain itself where the issuer is no stand-in.</summary>
    public static HttpMessageHandler InFrontOf(HttpMessageHandler chain, string issuer) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out var address) && TrustedHosts.IsPlainLoopback(address)
            ? new LoopbackStandIn(chain, address)
            : chain;

    /// <summary>Scheme, host and port alone, encrypted.</summary>
    public static Uri Encrypted(Uri issuer) => new UriBuilder(Uri.UriSchemeHttps, issuer.Host, issuer.Port).Uri;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } address && address.Authority == _standIn.Authority)
        {
            request.RequestUri = new UriBuilder(address) { Scheme = Uri.UriSchemeHttp }.Uri;
        }
        return base.SendAsync(request, cancellationToken);
    }
}
