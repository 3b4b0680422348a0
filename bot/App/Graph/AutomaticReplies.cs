using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Graph;

/// <summary>
/// Lets an asking wait until it is known whether those who are about to be asked are away by their automatic replies. Where that is
/// switched off, refused, or known, nothing waits.
/// </summary>
internal sealed class AutomaticReplies(Session session, Clock clock, IOptions<DirectorySettings> settings, WaitingAsks asks)
{
    /// <summary>A person is looked up at most once in this time, and a refusal is believed as long.</summary>
    public static readonly TimeSpan LookUpEvery = TimeSpan.FromHours(1);

    /// <summary>Whether that is switched on.</summary>
    public bool AreLookedUp => settings.Value.AutomaticReplies;

    /// <summary>
    /// Whether the asking has to wait. Then it is noted, in the commit that runs, and the source asks again a moment later, from what is
    /// stored then.
    /// </summary>
    /// <param name="asked">Those who are about to be asked, and those whom only their automatic replies have let off so far.</param>
    /// <param name="detail">What the source is to know again; null for nothing.</param>
    public bool TryPostpone(IEnumerable<PersonId> asked, AskSource source, long record, string? detail = null)
    {
        if (!AreLookedUp) return false;
        var (statements, now) = (session.Statements, clock.UtcNow);
        var last = PermissionRows.Find(statements, DirectoryPermission.Mailboxes);
        if (last is { IsGranted: false, AnsweredAt: { } refused } && now < refused + LookUpEvery) return false;
        if (AutomaticReplyRows.NotAskedSince(statements, asked, now - LookUpEvery) is not { Count: > 0 } unknown) return false;

        foreach (var person in unknown) AutomaticReplyRows.Want(statements, person, now);
        WaitingAskRows.Add(statements, source.Name, record, detail, now);
        asks.Wanted.Give();
        return true;
    }
}
