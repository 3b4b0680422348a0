using System.Security.Cryptography;
using System.Text;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>Section <c>Anonymity</c>: where the keys of anonymous surveys are.</summary>
internal sealed class AnonymitySettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Anonymity";

    /// <summary>
    /// A folder outside the database's and outside the reach of backups, the same for all instances; it has to exist. Empty: one of its own
    /// for each database below the local data of the account, made when it is first needed.
    /// </summary>
    public string KeyFolder { get; set; } = "";

    /// <summary>
    /// Whether the folder is in memory, so that a restart of the machine empties it: an empty one is then taken as that, and open anonymous
    /// surveys are void. Matters where several instances share a database; a single one needs not be told.
    /// </summary>
    public bool KeysInMemory { get; set; }

    /// <summary>The folder; empty where there is no place for one.</summary>
    /// <param name="database">How the database is reached.</param>
    public string FolderFor(string database)
    {
        if (KeyFolder.Length > 0) return Path.GetFullPath(KeyFolder);
        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        var own = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)).AsSpan(0, 8));
        return local.Length is 0 ? "" : Path.Combine(local, "improvement-bot", "survey-keys", own);
    }
}
