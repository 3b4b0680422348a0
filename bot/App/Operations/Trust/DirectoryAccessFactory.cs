using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Graph;
using Improvement.Bot.People;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Operations.Trust;

/// <summary>How the bot reaches the directory, as the settings say: with the credential that it has already.</summary>
internal static class DirectoryAccessFactory
{
    private static readonly Dictionary<string, Uri> Graphs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Public"] = new("https://graph.microsoft.com"),
        ["UsGovernment"] = new("https://graph.microsoft.us"),
        ["China"] = new("https://microsoftgraph.chinacloudapi.cn"),
    };

    /// <summary>How it is reached. Without authentication no token is sent; then the directory can only be a stand-in.</summary>
    public static DirectoryAccess FromSettings(IServiceProvider services)
    {
        var bot = services.GetRequiredService<IOptions<BotSettings>>().Value;
        var directory = services.GetRequiredService<IOptions<DirectorySettings>>().Value;
        var tenant = TenantOf(bot, services.GetRequiredService<TeamsSettings>()) ?? "";
        var official = Graphs.GetValueOrDefault(bot.Cloud, Graphs["Public"]);
        var graph = directory.Address.Length > 0 ? new Uri(directory.Address) : official;
        return new(graph, tenant, ConsentOf(bot, tenant), chain => bot.AllowUnauthenticated
            ? chain
            : new BotTokenHandler(TokenFor(official, tenant, services), HostsOf(graph, services)) { InnerHandler = chain });
    }

    /// <summary>The tenant whose directory is read; null where the settings leave that open.</summary>
    public static string? TenantOf(BotSettings bot, TeamsSettings teams) =>
        teams.HomeTenant is { Length: > 0 } home ? home
        : bot.TenantId is not ("" or BotSettings.SharedTenant) ? bot.TenantId
        : bot.AllowedTenants is [var only] ? only
        : null;

    private static BotToken TokenFor(Uri graph, string tenant, IServiceProvider services)
    {
        var (credentials, scope) = (services.GetRequiredService<Credentials>(), new Uri(graph, ".default").ToString());
        return new(
            ct => credentials.Get(scope, tenant, ct), services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILogger<BotToken>>(), "Microsoft Graph");
    }

    private static TrustedHosts HostsOf(Uri graph, IServiceProvider services) =>
        new([graph.GetLeftPart(UriPartial.Authority)], services.GetRequiredService<IHostEnvironment>().IsDevelopment());

    /// <summary>A managed identity has no page for consent; the permission is assigned to it.</summary>
    private static Uri? ConsentOf(BotSettings bot, string tenant) => bot.ManagedIdentity || bot.AppId.Length is 0 || tenant.Length is 0
        ? null
        : new(
            BotSettings.Clouds.GetValueOrDefault(bot.Cloud, Cloud.Public).Authority,
            $"{Uri.EscapeDataString(tenant)}/adminconsent?client_id={Uri.EscapeDataString(bot.AppId)}");
}
