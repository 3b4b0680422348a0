using Improvement.Bot.Storage;

namespace Improvement.Bot.Graph;

/// <summary>The permissions of Graph that the bot can use, by the name that Entra gives them; both are application permissions.</summary>
internal static class DirectoryPermission
{
    /// <summary>Owners and members of groups.</summary>
    public const string Groups = "GroupMember.Read.All";

    /// <summary>Automatic replies.</summary>
    public const string Mailboxes = "MailboxSettings.Read";
}

/// <summary>What the directory said last about a permission.</summary>
/// <param name="IsGranted">By its last answer; null while there is none.</param>
/// <param name="AnsweredAt">When that was.</param>
/// <param name="Reason">Why it refused, or did not answer; a code.</param>
/// <param name="SilentSince">Since when it does not answer; null as long as it does.</param>
internal sealed record PermissionAnswer(bool? IsGranted, DateTimeOffset? AnsweredAt, string? Reason, DateTimeOffset? SilentSince)
{
    /// <summary>It was not asked yet.</summary>
    public static PermissionAnswer None { get; } = new(null, null, null, null);
}

/// <summary>The rows of what the directory said about each permission.</summary>
internal static class PermissionRows
{
    /// <summary>What it said last.</summary>
    public static PermissionAnswer Find(Statements database, string permission)
    {
        using var rows = database.Read($"""
            SELECT granted, answered_at, reason, silent_since FROM directory_answers WHERE permission = {permission}
            """);
        return rows.Read()
            ? new(rows.IsDBNull(0) ? null : rows.GetBoolean(0), rows.MomentOrNull(1), rows.TextOrNull(2), rows.MomentOrNull(3))
            : PermissionAnswer.None;
    }

    /// <summary>Notes an answer, or that there was none.</summary>
    /// <param name="failure">Null where it told; who is missing is an answer as well.</param>
    public static void Note(Statements writer, string permission, DirectoryFailure? failure, DateTimeOffset now)
    {
        switch (failure)
        {
            case null or { Kind: DirectoryFailureKind.Missing }:
                Answered(writer, permission, granted: true, null, now);
                break;
            case { Kind: DirectoryFailureKind.Refused }:
                Answered(writer, permission, granted: false, failure.Reason, now);
                break;
            default:
                Silent(writer, permission, failure.Reason, now);
                break;
        }
    }

    /// <summary>Forgets what it said.</summary>
    public static void Forget(Statements writer) => writer.Execute($"DELETE FROM directory_answers");

    /// <summary>Forgets what it said, and has it asked about all teams now.</summary>
    public static void AskAgain(Statements writer)
    {
        Forget(writer);
        writer.Execute($"UPDATE teams SET directory_due_at = NULL WHERE removed_at IS NULL");
    }

    private static void Answered(Statements writer, string permission, bool granted, string? reason, DateTimeOffset now) =>
        writer.Execute($"""
            INSERT INTO directory_answers {NewRow.Of(
                ("permission", permission), ("granted", granted), ("answered_at", now), ("reason", reason))}
            ON CONFLICT (permission) DO UPDATE SET granted = excluded.granted, answered_at = excluded.answered_at,
                reason = excluded.reason, silent_since = NULL
            """);

    private static void Silent(Statements writer, string permission, string reason, DateTimeOffset now) => writer.Execute($"""
        INSERT INTO directory_answers {NewRow.Of(("permission", permission), ("reason", reason), ("silent_since", now))}
        ON CONFLICT (permission) DO UPDATE SET reason = excluded.reason,
            silent_since = COALESCE(directory_answers.silent_since, excluded.silent_since)
        """);
}
