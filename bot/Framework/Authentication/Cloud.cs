namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// A cloud of Microsoft's: who signs what its channel sends, where the bot gets its own token, and which hosts belong to it.
/// </summary>
/// <param name="Issuer">The <c>iss</c> of the channel's tokens.</param>
/// <param name="Metadata">The OpenID document that leads to the keys of the channel.</param>
/// <param name="Authority">Where the bot gets its token.</param>
/// <param name="Scope">What the bot asks its token for.</param>
/// <param name="ServiceHosts">Hosts of the connector, as <see cref="TrustedHosts"/> reads them.</param>
public sealed record Cloud(string Issuer, Uri Metadata, Uri Authority, string Scope, IReadOnlyList<string> ServiceHosts)
{
    /// <summary>
    /// The public cloud, GCC included. All of <c>trafficmanager.net</c> is open to everybody's names, so it is the one host exactly.
    /// </summary>
    public static Cloud Public { get; } = new(
        "https://api.botframework.com",
        new("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        new("https://login.microsoftonline.com"),
        "https://api.botframework.com/.default",
        ["smba.trafficmanager.net", ".teams.microsoft.com", ".botframework.com"]);

    /// <summary>The cloud of the US government: GCC High and DoD.</summary>
    public static Cloud UsGovernment { get; } = new(
        "https://api.botframework.us",
        new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        new("https://login.microsoftonline.us"),
        "https://api.botframework.us/.default",
        [".teams.microsoft.us", ".botframework.us", ".botframework.azure.us"]);

    /// <summary>China, operated by 21Vianet. The hosts of its connector for Teams are not documented; a setting has to name them.</summary>
    public static Cloud China { get; } = new(
        "https://api.botframework.azure.cn",
        new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"),
        new("https://login.partner.microsoftonline.cn"),
        "https://api.botframework.azure.cn/.default",
        [".botframework.azure.cn"]);
}
