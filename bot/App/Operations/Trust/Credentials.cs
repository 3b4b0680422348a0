using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Connector;

namespace Improvement.Bot.Operations.Trust;

/// <summary>How the bot proves who it is, as the settings say.</summary>
internal sealed class Credentials(BotSettings settings) : IDisposable
{
    /// <summary>What a managed identity is asked for when its token is to stand in for a secret.</summary>
    private const string Exchange = "api://AzureADTokenExchange/.default";

    private readonly HttpClientTransport _http =
        new(LoopbackStandIn.InFrontOf(new ConnectorOptions().CreateHandler(), settings.TokenIssuer));

    /// <summary>
    /// Gets a token. The credential is made anew for each, about once an hour: so it gives none that it gave before,
    /// and a certificate that was renewed, or a token file that was written anew, counts without a restart.
    /// </summary>
    public Task<IssuedToken> Get(CancellationToken ct) => Get(BotSettings.Clouds[settings.Cloud].Scope, settings.TenantId, ct);

    /// <summary>The same for something else than the channel.</summary>
    /// <param name="scope">What the token is asked for.</param>
    /// <param name="tenant">In which tenant the bot wants to do something.</param>
    public async Task<IssuedToken> Get(string scope, string tenant, CancellationToken ct)
    {
        var token = await Credential(tenant).GetTokenAsync(new([scope]), ct);
        return new(token.Token, token.ExpiresOn);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>What is wrong with the certificate that the settings name; null when nothing is, or they name none.</summary>
    public static string? Fault(BotSettings settings)
    {
        if (settings is { CertificateFile: "", CertificateThumbprint: "" }) return null;

        var named = settings.CertificateFile.Length > 0
            ? $"Bot:CertificateFile '{settings.CertificateFile}'"
            : $"Bot:CertificateThumbprint '{settings.CertificateThumbprint}'";
        try
        {
            using var certificate = Certificate(settings);
            using var key = certificate?.GetRSAPrivateKey();
            if (certificate is null) return named + " was not found in the store My of this user or this machine.";
            return key is null ? named + " has no private RSA key." : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{named} cannot be read: {e.Message}";
        }
    }

    /// <summary>When the certificate that the settings name ends; null where they name none, or it is not in the store.</summary>
    public static DateTimeOffset? EndOfCertificate(BotSettings settings)
    {
        if (settings is { CertificateFile: "", CertificateThumbprint: "" }) return null;
        using var certificate = Certificate(settings);
        return certificate?.NotAfter;
    }

    private TokenCredential Credential(string tenant)
    {
        var app = settings.AppId;
        return settings switch
        {
            { ClientSecret: { Length: > 0 } secret } =>
                new ClientSecretCredential(
                    tenant, app, secret, Asking(new ClientSecretCredentialOptions { DisableInstanceDiscovery = true })),
            { ManagedIdentity: true } => Managed(app),
            { FederatedIdentity: { Length: > 0 } identity } => Asserting(tenant, ct => Assertion(identity, ct)),
            { FederatedTokenFile: { Length: > 0 } file } => Asserting(tenant, ct => File.ReadAllTextAsync(file, ct)),
            _ => WithCertificate(tenant),
        };
    }

    private ClientCertificateCredential WithCertificate(string tenant)
    {
        // The chain goes along, because a registration may trust a name and an issuer instead of one certificate.
        var options = Asking(new ClientCertificateCredentialOptions { DisableInstanceDiscovery = true, SendCertificateChain = true });
        return new(
            tenant, settings.AppId,
            Certificate(settings) ?? throw new CryptographicException("The certificate is no longer in the store."), options);
    }

    private ManagedIdentityCredential Managed(string clientId) =>
        new(new ManagedIdentityCredentialOptions(ManagedIdentityId.FromUserAssignedClientId(clientId)) { Transport = _http });

    private async Task<string> Assertion(string identity, CancellationToken ct) =>
        (await Managed(identity).GetTokenAsync(new([Exchange]), ct)).Token;

    private ClientAssertionCredential Asserting(string tenant, Func<CancellationToken, Task<string>> assertion) =>
        new(tenant, settings.AppId, assertion, Asking(new ClientAssertionCredentialOptions { DisableInstanceDiscovery = true }));

    /// <summary>Asks where the settings say, and nobody else: whether that is a place of Microsoft's need not be looked up first.</summary>
    private T Asking<T>(T options) where T : TokenCredentialOptions
    {
        options.Transport = _http;
        options.AuthorityHost = settings.TokenIssuer is { Length: > 0 } issuer
            ? LoopbackStandIn.Encrypted(new(issuer))
            : BotSettings.Clouds[settings.Cloud].Authority;
        return options;
    }

    private static X509Certificate2? Certificate(BotSettings settings)
    {
        if (settings.CertificateFile is not { Length: > 0 } file)
        {
            return InStore(StoreLocation.CurrentUser, settings.CertificateThumbprint)
                ?? InStore(StoreLocation.LocalMachine, settings.CertificateThumbprint);
        }

        var password = settings.CertificatePassword is { Length: > 0 } given ? given : null;
        if (X509Certificate2.GetCertContentType(file) is X509ContentType.Pfx)
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, password);
        }
        return password is null ? X509Certificate2.CreateFromPemFile(file) : X509Certificate2.CreateFromEncryptedPemFile(file, password);
    }

    private static X509Certificate2? InStore(StoreLocation location, string thumbprint)
    {
        using var store = new X509Store(StoreName.My, location);
        store.Open(OpenFlags.ReadOnly | OpenFlags.OpenExistingOnly);
        return store.Certificates.Find(
            X509FindType.FindByThumbprint, thumbprint, validOnly: false).FirstOrDefault(certificate => certificate.HasPrivateKey);
    }
}
