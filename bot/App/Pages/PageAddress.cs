namespace Improvement.Bot.Pages;

/// <summary>
/// Where a browser reaches the pages: the setting <c>Bot:PublicUrl</c>; in Development, without it, the bot's own local address.
/// </summary>
/// <param name="local">Only in Development.</param>
internal sealed class PageAddress(IConfiguration settings, LocalPages? local = null)
{
    /// <summary>The setting that is missing where there is no address.</summary>
    public const string Setting = "Bot:PublicUrl";

    /// <summary>The path of all pages, below the address of the bot.</summary>
    public const string Path = "/pages";

    /// <summary>The address of the bot; null where pages cannot be opened.</summary>
    public Uri? Root => settings[Setting] is { Length: > 0 } url ? new(url) : local?.Address();

    /// <summary>Whether pages can be opened, so that buttons lead somewhere.</summary>
    public bool IsKnown => Root is not null;

    /// <summary>The address behind a link; null where pages cannot be opened.</summary>
    public string? Of(PageSecret token) => Root is { } root ? $"{root.ToString().TrimEnd('/')}{Path}/{token.Text}" : null;

    /// <summary>How a cookie for the pages is kept: sent to them alone, to no script, and not when another site leads to them.</summary>
    public CookieOptions Cookie() => new()
    {
        Path = (Root?.AbsolutePath.TrimEnd('/') ?? "") + Path,
        Secure = Root?.Scheme == Uri.UriSchemeHttps,
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        IsEssential = true,
        MaxAge = PageLinks.LifeInBrowser,
    };
}

/// <summary>The address of the bot on its own machine, for a browser there.</summary>
/// <param name="Address">Gives it; null while the server does not listen.</param>
internal sealed record LocalPages(Func<Uri?> Address);
