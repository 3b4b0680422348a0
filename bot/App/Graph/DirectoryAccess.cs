namespace Improvement.Bot.Graph;

/// <summary>How the directory is reached, and where somebody consents to that.</summary>
/// <param name="Graph">Scheme, host and port of Microsoft Graph.</param>
/// <param name="Tenant">Whose directory it is; teams of other tenants are not read. Empty where that is not known.</param>
/// <param name="Consent">
/// Where an administrator of the tenant consents to the permissions; null where there is no such page, as for a managed identity.
/// </param>
/// <param name="Outgoing">Puts the token of the bot for Graph in front of a chain of handlers, for requests to Graph alone.</param>
internal sealed record DirectoryAccess(Uri Graph, string Tenant, Uri? Consent, Func<HttpMessageHandler, HttpMessageHandler> Outgoing);
