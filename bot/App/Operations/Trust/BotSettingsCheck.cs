using Improvement.Bot.Framework.Authentication;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Trust;

/// <summary>Refuses to start while the bot cannot tell the channel from anybody else, or cannot prove who it is.</summary>
internal sealed class BotSettingsCheck(IHostEnvironment environment, IConfiguration configuration) : IValidateOptions<BotSettings>
{
    public ValidateOptionsResult Validate(string? name, BotSettings options)
    {
        if (environment.IsDevelopment() && options.AllowUnauthenticated)
        {
            return PublicAddress(options) is { } wrong ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
        }

        var faults =
            Registration(options).Concat(Secrets()).Concat(Proof(options)).Concat(Addresses(options)).Concat(Hosts(options)).ToList();
        if (options.AllowUnauthenticated)
        {
            faults.Insert(
                0,
                "Bot:AllowUnauthenticated is accepted in the Development environment only; here anybody could act as anybody. Remove it.");
        }
        if (PublicAddress(options) is { } fault) faults.Add(fault);
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Registration(BotSettings options)
    {
        if (!Guid.TryParse(options.AppId, out _))
        {
            yield return $"Bot:AppId is '{options.AppId}'; it must be the application (client) id of the bot's registration. To try the "
                + "bot on this machine without one, set the environment to Development and Bot:AllowUnauthenticated to true.";
        }
        if (!Guid.TryParse(options.TenantId, out _) && options.TenantId is not BotSettings.SharedTenant)
        {
            yield return $"Bot:TenantId is '{options.TenantId}'; it must be the directory (tenant) id of the bot's registration, "
                + $"or {BotSettings.SharedTenant} for one that was made for several tenants.";
        }
        if (options is { TenantId: BotSettings.SharedTenant, AllowedTenants: [] })
        {
            yield return "Bot:AllowedTenants is empty; a bot that was registered for several tenants must be told which of them "
                + "may use it.";
        }
        foreach (var tenant in options.AllowedTenants.Where(tenant => !Guid.TryParse(tenant, out _)))
        {
            yield return $"Bot:AllowedTenants names '{tenant}', which is no directory (tenant) id.";
        }
        if (!BotSettings.Clouds.ContainsKey(options.Cloud))
        {
            yield return $"Bot:Cloud is '{options.Cloud}'; it must be one of {string.Join(", ", BotSettings.Clouds.Keys)}.";
        }
    }

    /// <summary>A secret in a file is copied, committed and backed up; one on a command line is seen by everybody on the machine.</summary>
    private IEnumerable<string> Secrets() =>
        from name in new[] { nameof(BotSettings.ClientSecret), nameof(BotSettings.CertificatePassword) }
        let key = $"{BotSettings.Section}:{name}"
        where ((IConfigurationRoot)configuration).Providers.Any(provider =>
            provider is not EnvironmentVariablesConfigurationProvider && provider.TryGet(key, out var value) && value is { Length: > 0 })
        select $"{key} stands in a file or on the command line; take it away from there and set the environment "
            + $"variable {key.Replace(":", "__")}.";

    private static IEnumerable<string> Proof(BotSettings options)
    {
        var given = new (string Name, bool IsGiven)[]
        {
            ("ClientSecret", options.ClientSecret.Length > 0),
            ("CertificateFile", options.CertificateFile.Length > 0),
            ("CertificateThumbprint", options.CertificateThumbprint.Length > 0),
            ("ManagedIdentity", options.ManagedIdentity),
            ("FederatedIdentity", options.FederatedIdentity.Length > 0),
            ("FederatedTokenFile", options.FederatedTokenFile.Length > 0),
        };
        var chosen = given.Where(each => each.IsGiven).Select(each => "Bot:" + each.Name).ToList();
        if (chosen.Count is 0)
        {
            yield return $"The bot cannot prove who it is; set one of {string.Join(", ", given.Select(each => "Bot:" + each.Name))}.";
        }
        if (chosen.Count > 1) yield return $"The bot can prove who it is in one way only; of {string.Join(", ", chosen)} leave one.";
        if (Credentials.Fault(options) is { } fault) yield return fault;
    }

    private IEnumerable<string> Addresses(BotSettings options) =>
        from each in new[] { (Name: nameof(options.OpenIdMetadata), Value: options.OpenIdMetadata),
            (Name: nameof(options.TokenIssuer), Value: options.TokenIssuer) }
        where each.Value.Length > 0 && !IsSafe(each.Value)
        select $"Bot:{each.Name} is '{each.Value}'; it must be an https address (plain http to the loopback address is accepted in the "
            + "Development environment only).";

    private string? PublicAddress(BotSettings options) =>
        options.PublicUrl.Length is 0
            || (IsSafe(options.PublicUrl) && new Uri(options.PublicUrl) is { Query: "", Fragment: "", UserInfo: "" })
            ? null
        : $"Bot:PublicUrl is '{options.PublicUrl}'; it must be the https address at which the bot is reached from outside, such as "
            + "https://bot.example.com (plain http to the loopback address is accepted in the Development environment only).";

    private bool IsSafe(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || (environment.IsDevelopment() && TrustedHosts.IsPlainLoopback(address)));

    private IEnumerable<string> Hosts(BotSettings options)
    {
        foreach (var entry in options.TrustedServiceHosts)
        {
            string? fault = null;
            try { _ = new TrustedHosts([entry], environment.IsDevelopment()); }
            catch (FormatException e) { fault = e.Message; }
            if (fault is not null) yield return "Bot:TrustedServiceHosts: " + fault;
        }
    }
}
