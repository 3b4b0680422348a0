using System.Security.Cryptography;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Whether keys can be kept apart from what they lock. Without that anonymous waves are refused, with the reason; all else goes on.
/// </summary>
internal sealed class KeyFolderCheck(Database database, KeyFolder folder, IOptions<AnonymitySettings> settings)
{
    private const int TheOne = 1;
    private const string Setting = nameof(AnonymitySettings.KeyFolder);

    /// <summary>What the last look found, as a sentence; null when all is well, and before the first look.</summary>
    public string? Problem { get; private set; }

    /// <summary>Looks, makes the folder where it is the bot's own and missing, and agrees on the marker with the database.</summary>
    /// <returns>Why anonymous waves are refused, as a sentence; null when they are possible.</returns>
    public async Task<string?> Look(CancellationToken ct) => Problem = PlaceProblem() ?? await MarkerProblem(ct);

    /// <summary>What the database says about its folder of keys; null when it knows none yet.</summary>
    public static Answer<string?> AskMarker(Statements statements) =>
        statements.Ask($"SELECT marker FROM survey_key_folders WHERE id = {TheOne}", rows => rows.Read() ? rows.GetString(0) : null);

    private bool IsChosen => settings.Value.KeyFolder.Length > 0;

    private string ThisFolder => $"The folder for the keys of anonymous surveys, {folder.Path},";

    private string? PlaceProblem()
    {
        var name = $"{AnonymitySettings.Section}:{Setting}";
        if (folder.Path.Length is 0)
        {
            return $"This account has no folder for local data; set {name} to a folder for the keys of anonymous surveys.";
        }

        if (database.Files is [var file, ..] && AreWithin(folder.Path, Path.GetDirectoryName(Path.GetFullPath(file))!))
        {
            return $"{ThisFolder} is with the database, so a copy of the one is a copy of the other; set {name} to a folder elsewhere.";
        }

        if (!folder.Exists) return IsChosen ? $"{ThisFolder} is missing; create it, or set {name} to another one." : null;
        return folder.WriteProblem() is { } why ? $"{ThisFolder} cannot be written: {why}" : null;
    }

    private async Task<string?> MarkerProblem(CancellationToken ct)
    {
        try
        {
            return await database.Commit(session => new ValueTask<string?>(Agree(session)), ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{ThisFolder} cannot be used: {e.Message}";
        }
    }

    // Alone among all commits, so that two instances that start at once agree on one marker.
    private string? Agree(Session session)
    {
        var (known, found) = (AskMarker(session.Statements).Value, folder.Marker);
        if (found is not null && found == known) return null;
        if (found is not null && (known is not null || folder.Ids.Any()))
        {
            return $"{ThisFolder} belongs to another database; all instances of one database share one folder, and no others use it.";
        }

        if (found is null && known is not null && database.IsShared && !settings.Value.KeysInMemory)
        {
            return $"{ThisFolder} is not the one that this database knows. Give all instances the same one; or, if a restart of the "
                + $"machine emptied it, set {AnonymitySettings.Section}:{nameof(AnonymitySettings.KeysInMemory)} to true: open anonymous "
                + "surveys are then void.";
        }

        var marker = found ?? RandomNumberGenerator.GetHexString(BoxKey.Size, lowercase: true);
        if (found is null) folder.Mark(marker);
        session.Statements.Execute($"""
            INSERT INTO survey_key_folders {NewRow.Of(("id", TheOne), ("marker", marker))}
            ON CONFLICT (id) DO UPDATE SET marker = excluded.marker
            """);
        return null;
    }

    private static bool AreWithin(string one, string other) => IsWithin(one, other) || IsWithin(other, one);

    private static bool IsWithin(string inner, string outer) =>
        Path.GetRelativePath(outer, inner) is var way && way is not ".." && !Path.IsPathRooted(way)
            && !way.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
