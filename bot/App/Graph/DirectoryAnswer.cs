namespace Improvement.Bot.Graph;

/// <summary>Why the directory did not tell.</summary>
internal enum DirectoryFailureKind
{
    /// <summary>The permission has not been consented to, or was withdrawn.</summary>
    Refused,

    /// <summary>There is no such group, person or mailbox.</summary>
    Missing,

    /// <summary>It was asked too often; it says when it may be asked again.</summary>
    Throttled,

    /// <summary>It did not answer in time, or not in a way that can be read.</summary>
    Silent,
}

/// <summary>A failure of the directory.</summary>
/// <param name="Reason">A code or a few words, for the log and the administrators; never a text from people.</param>
/// <param name="RetryAfter">How long it wants to be left alone; null where it did not say.</param>
internal sealed record DirectoryFailure(DirectoryFailureKind Kind, string Reason, TimeSpan? RetryAfter = null);

/// <summary>What the directory told, or why it did not.</summary>
/// <param name="Value">What it told; meaningless with a failure.</param>
/// <param name="Failure">Null where it told.</param>
internal readonly record struct DirectoryAnswer<T>(T Value, DirectoryFailure? Failure = null)
{
    /// <summary>It did not tell.</summary>
    public static DirectoryAnswer<T> Failed(DirectoryFailure failure) => new(default!, failure);
}

/// <summary>Somebody in a group.</summary>
/// <param name="Id">Their Entra object id.</param>
/// <param name="Name">Null where the permission does not reach so far.</param>
/// <param name="IsMember">Whether they are known to be of the organisation and no guest; false also where that was not told.</param>
internal sealed record DirectoryPerson(string Id, string? Name, string? GivenName, string? Mail, bool IsMember);

/// <summary>The automatic replies of a mailbox.</summary>
/// <param name="From">When they begin; null where they are on without a beginning.</param>
/// <param name="Until">When they end; null where they are on until somebody switches them off.</param>
internal sealed record AutomaticReply(bool IsOn, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    /// <summary>None.</summary>
    public static AutomaticReply Off { get; } = new(false);
}

/// <summary>
/// What the directory is asked; there is one where it is switched on. It never throws because of what the directory does.
/// </summary>
internal sealed record DirectoryClient
{
    /// <summary>The owners of a group.</summary>
    public required Func<string, CancellationToken, Task<DirectoryAnswer<IReadOnlyList<DirectoryPerson>>>> Owners { get; init; }

    /// <summary>The members of a group.</summary>
    public required Func<string, CancellationToken, Task<DirectoryAnswer<IReadOnlyList<DirectoryPerson>>>> Members { get; init; }

    /// <summary>The automatic replies of a person, by their Entra object id.</summary>
    public required Func<string, CancellationToken, Task<DirectoryAnswer<AutomaticReply>>> AutomaticReply { get; init; }
}
