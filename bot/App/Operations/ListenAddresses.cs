using System.Globalization;

namespace Improvement.Bot.Operations;

/// <summary>The setting <c>Urls</c>: where the bot listens.</summary>
internal static class ListenAddresses
{
    /// <summary>What is wrong with the addresses, which a semicolon parts; null where nothing is.</summary>
    public static string? Fault(string? urls) =>
        (urls ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(url => !IsAddress(url)) is { } wrong
        ? string.Format(CultureInfo.InvariantCulture, OperationsTexts.UrlsFault, wrong)
        : null;

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65535, Host.Length: > 0 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
