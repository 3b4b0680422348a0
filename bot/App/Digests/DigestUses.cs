using System.Collections.Immutable;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Digests;

/// <summary>What somebody does with a digest; the names are kept.</summary>
internal enum DigestUse
{
    /// <summary>They opened a record of a section.</summary>
    Opened,

    /// <summary>They pressed a button of a section, such as that which shows all of it.</summary>
    Pressed,

    /// <summary>They found it useful.</summary>
    ThumbUp,

    /// <summary>They did not.</summary>
    ThumbDown,
}

/// <summary>The digest measures itself: what of it people use, and what came of it.</summary>
internal sealed class DigestUses(Session session, DigestRows digests)
{
    /// <summary>Digests in a row without a use after which a section folds.</summary>
    public const int DigestsUntilFolded = 4;

    private const int HoursToDecide = 48;

    // what happens to a record without anybody having decided anything
    private static readonly string[] NoDecisions = [Refusals.Event, RecordEvents.PageLinkIssued, RecordEvents.PageOpened];

    /// <summary>Notes a use of a section; only while a commit runs.</summary>
    public void Add(long digest, PersonId person, DigestSection section, DigestUse use, DateTimeOffset now) =>
        Add(digest, person, section.ToString(), use, now);

    /// <summary>Notes what somebody thinks of a digest; the last that they said counts. Only while a commit runs.</summary>
    public void Rate(long digest, PersonId person, bool isUseful, DateTimeOffset now)
    {
        session.Statements.Execute($"DELETE FROM digest_uses WHERE digest = {digest} AND person = {person.Value} AND section = ''");
        Add(digest, person, "", isUseful ? DigestUse.ThumbUp : DigestUse.ThumbDown, now);
    }

    /// <summary>
    /// The sections that fold to one line: each of the last digests had something in them, and nobody opened or pressed any of it.
    /// </summary>
    public ImmutableArray<DigestSection> Unused(TeamId team)
    {
        var last = digests.Last(team, DigestsUntilFolded);
        if (last.Count < DigestsUntilFolded) return [];
        var used = UsedIn(last.Select(digest => digest.Id));
        return [.. DigestSettings.AllSections.Where(section =>
            section is not DigestSection.NeedsYou && !used.Contains(section.ToString())
                && last.All(digest => digest.Content.Of(section) is not null))];
    }

    /// <summary>What came of a digest.</summary>
    public DigestAccount AccountOf(PostedDigest digest)
    {
        var asked = (digest.Content.Of(DigestSection.NeedsYou)?.Lines ?? []).Where(line => line.Kind is not null).ToList();
        return new(
            digest.Content.Of(DigestSection.NeedsYou) is null ? 0 : asked.Count,
            asked.GroupBy(line => line.Kind!).Sum(kind => Decided(kind.Key, kind.Select(line => line.Number), digest.PostedAt)),
            Count(digest.Id, DigestUse.ThumbUp), Count(digest.Id, DigestUse.ThumbDown));
    }

    private int Decided(string kind, IEnumerable<long> records, DateTimeOffset since) => (int)(session.Statements.Number($"""
        SELECT COUNT(DISTINCT record_id) FROM record_events
        WHERE record_kind = {kind} AND record_id IN {records} AND actor_kind = {ActorKind.Person}
            AND at >= {since} AND at < {since.AddHours(HoursToDecide)} AND NOT what IN {NoDecisions}
        """) ?? 0);

    private int Count(long digest, DigestUse use) => (int)(session.Statements.Number(
        $"SELECT COUNT(*) FROM digest_uses WHERE digest = {digest} AND what = {use.ToString()}") ?? 0);

    private HashSet<string> UsedIn(IEnumerable<long> ids)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        using var rows = session.Statements.Read($"SELECT DISTINCT section FROM digest_uses WHERE digest IN {ids}");
        while (rows.Read()) used.Add(rows.GetString(0));
        return used;
    }

    private void Add(long digest, PersonId person, string section, DigestUse use, DateTimeOffset now) => session.Statements.Execute($"""
        INSERT INTO digest_uses {NewRow.Of(
            ("digest", digest), ("person", person.Value), ("section", section), ("what", use.ToString()), ("used_at", now))}
        ON CONFLICT (digest, person, section, what) DO UPDATE SET used_at = excluded.used_at
        """);
}

/// <summary>What came of a digest.</summary>
/// <param name="Asked">Records that needed somebody, in it.</param>
/// <param name="Decided">Of these, the ones with which a person did something within 48 hours.</param>
/// <param name="Useful">People who found it useful.</param>
/// <param name="NotUseful">People who did not.</param>
internal sealed record DigestAccount(int Asked, int Decided, int Useful, int NotUseful);
