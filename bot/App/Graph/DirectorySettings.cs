using Improvement.Bot.Framework.Authentication;

namespace Improvement.Bot.Graph;

/// <summary>
/// Section <c>Directory</c>: what the bot reads from the directory of the organisation, which is Microsoft Graph. Nothing unless it is
/// switched on; each switch needs a permission of its own (see <see cref="DirectoryPermission"/>).
/// </summary>
internal sealed class DirectorySettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Directory";

    /// <summary>Whether owners and members of the groups behind teams are read.</summary>
    public bool Enabled { get; set; }

    /// <summary>Whether the automatic replies of people who are about to be asked are looked up.</summary>
    public bool AutomaticReplies { get; set; }

    /// <summary>Another address of Graph than that of the cloud.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whether the directory is asked at all.</summary>
    public bool IsUsed => Enabled || AutomaticReplies;

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (Address.Length > 0 && !IsSafe(Address))
        {
            yield return $"{Section}:Address is '{Address}'; it must be an https address, or empty for the one of the cloud.";
        }
    }

    /// <summary>Whether what is asked there, with the token of the bot, is read by nobody on the way.</summary>
    private static bool IsSafe(string value) => Uri.TryCreate(value, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || TrustedHosts.IsPlainLoopback(address));
}
