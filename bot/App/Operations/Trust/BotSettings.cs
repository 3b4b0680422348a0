using Improvement.Bot.Framework.Authentication;

namespace Improvement.Bot.Operations.Trust;

/// <summary>Section <c>Bot</c>: who the bot is, how it proves that, and whom it believes.</summary>
internal sealed class BotSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Bot";

    /// <summary>The tenant of bots that were registered for several tenants, as was possible until July 2025.</summary>
    public const string SharedTenant = "botframework.com";

    /// <summary>
    /// Takes activities from anybody who can reach the port, and gives no token to anybody. For trying things out on one machine; accepted
    /// in Development only.
    /// </summary>
    public bool AllowUnauthenticated { get; set; }

    /// <summary>The application (client) id of the registration.</summary>
    public string AppId { get; set; } = "";

    /// <summary>The directory (tenant) id of the registration.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>Tenants that may use the bot; none means its own.</summary>
    public IReadOnlyList<string> AllowedTenants { get; private set; } = [];

    /// <summary>The name of a <see cref="Clouds"/> entry.</summary>
    public string Cloud { get; set; } = "Public";

    /// <summary>The secret of the registration; from the environment only.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Instead of a secret: a certificate with its private key, PEM or PFX.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>What opens the file, where that needs something; from the environment only.</summary>
    public string CertificatePassword { get; set; } = "";

    /// <summary>Instead of a secret: the thumbprint of a certificate in the store of the user or the machine.</summary>
    public string CertificateThumbprint { get; set; } = "";

    /// <summary>Instead of a secret: the registration is itself a user-assigned managed identity, that of <see cref="AppId"/>.</summary>
    public bool ManagedIdentity { get; set; }

    /// <summary>Instead of a secret: the client id of a managed identity that the registration trusts.</summary>
    public string FederatedIdentity { get; set; } = "";

    /// <summary>Instead of a secret: a file with a token that the registration trusts, as Kubernetes mounts it.</summary>
    public string FederatedTokenFile { get; set; } = "";

    /// <summary>Where people and systems reach the bot from outside, https; empty where that is not known.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Another OpenID document than the cloud's.</summary>
    public string OpenIdMetadata { get; set; } = "";

    /// <summary>Another issuer of the bot's own token than the cloud's.</summary>
    public string TokenIssuer { get; set; } = "";

    /// <summary>Hosts of connectors beside those of the cloud.</summary>
    public IReadOnlyList<string> TrustedServiceHosts { get; private set; } = [];

    /// <summary>The clouds by name.</summary>
    public static IReadOnlyDictionary<string, Cloud> Clouds { get; } = new Dictionary<string, Cloud>(StringComparer.OrdinalIgnoreCase)
    {
        ["Public"] = Framework.Authentication.Cloud.Public,
        ["UsGovernment"] = Framework.Authentication.Cloud.UsGovernment,
        ["China"] = Framework.Authentication.Cloud.China,
    };

    /// <summary>The tenants that may use the bot.</summary>
    public IReadOnlyList<string> Tenants => AllowedTenants is [] ? [TenantId] : AllowedTenants;

    /// <summary>Reads what the binder does not: lists, which may stand in one environment variable as well, with commas.</summary>
    public void ReadLists(IConfiguration configuration)
    {
        AllowedTenants = List(configuration.GetSection($"{Section}:{nameof(AllowedTenants)}"));
        TrustedServiceHosts = List(configuration.GetSection($"{Section}:{nameof(TrustedServiceHosts)}"));
    }

    private static List<string> List(IConfigurationSection section) =>
        [
            .. section.GetChildren()
                .Select(child => child.Value)
                .Append(section.Value)
                .SelectMany(value => (value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))];
}
