namespace Improvement.Bot.Development;

/// <summary>Where a program on the same machine reaches the bot.</summary>
internal static class BotAddress
{
    /// <summary>The address to use of those that the server listens on, plain http before https; <c>null</c> when there is none.</summary>
    /// <param name="addresses">As the server gives them; the host may be a wildcard or <c>localhost</c>.</param>
    public static Uri? From(IEnumerable<string> addresses) => addresses
        .Select(address => BindingAddress.Parse(address))
        .OrderBy(address => address.Scheme == Uri.UriSchemeHttps)
        .Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
        .Select(address => new UriBuilder(address.Scheme, HostOf(address.Host), address.Port, address.PathBase).Uri)
        .FirstOrDefault();

    /// <summary>Where the bot at an address takes messages.</summary>
    public static Uri Messages(Uri bot) => new($"{bot.ToString().TrimEnd('/')}/api/messages");

    // Node.js may take the name for ::1 alone; a certificate is made out for the name.
    private static string HostOf(string host) => host is "localhost" or "+" or "*" or "0.0.0.0" or "[::]" ? "127.0.0.1" : host;
}
