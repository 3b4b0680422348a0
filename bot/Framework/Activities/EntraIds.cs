namespace Improvement.Bot.Framework.Activities;

/// <summary>
/// The one form in which ids of Microsoft Entra (of people, groups and tenants) are compared and kept, as they arrive in any letter case,
/// with or without braces.
/// </summary>
public static class EntraIds
{
    /// <summary>A GUID in lower case with hyphens; what is no GUID in lower case; null for nothing.</summary>
    public static string? Normal(string? id) =>
        string.IsNullOrWhiteSpace(id) ? null : Guid.TryParse(id, out var guid) ? guid.ToString("D") : id.Trim().ToLowerInvariant();

    /// <summary>Whether two ids name the same; nothing is not the same as nothing.</summary>
    public static bool Same(string? one, string? other) => Normal(one) is { } id && id == Normal(other);
}
