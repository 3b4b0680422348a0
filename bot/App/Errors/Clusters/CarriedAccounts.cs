using System.Globalization;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Clusters;

/// <summary>
/// The accounts that a duplicate brings to the report that it is the same as: its own, and those of its witnesses. They are copies in the
/// table of witnesses, so that whoever met the duplicate counts, sees and hears of that report like its other witnesses; a report of which
/// a chain of duplicates hangs has the accounts of all of them.
/// </summary>
/// <remarks>
/// A copy is known by its key, as those of before 0026 have nothing else: that of the report is <c>duplicate-</c> and its number. Keys of
/// accounts that people and agents give begin otherwise.
/// </remarks>
internal static class CarriedAccounts
{
    private const string KeyBegin = "duplicate-";

    /// <summary>The condition for accounts, called <c>w</c>, that no duplicate brought.</summary>
    public static Sql IsGivenHere { get; } = Sql.Of($"w.carried_from IS NULL AND w.dialog_id NOT LIKE 'duplicate-%'");

    /// <summary>Copies the accounts of a duplicate to the report that it is the same as, which is no duplicate itself.</summary>
    public static void Carry(Session session, Actor actor, long duplicate, long primary)
    {
        var key = KeyOf(duplicate);
        session.Statements.Execute($"""
            INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at, carried_from)
            SELECT CAST({primary} AS bigint), e.reporter, CAST({key} AS text), e.story, COALESCE(e.occurred_at, e.created_at),
                CAST({actor.Now} AS bigint), e.id
            FROM errors e WHERE e.id = {duplicate}
            ON CONFLICT DO NOTHING
            """);
        session.Statements.Execute($"""
            INSERT INTO witnesses (error, person, dialog_id, note, occurred_at, created_at, carried_from, copy_of)
            SELECT CAST({primary} AS bigint), w.person, CAST({key} AS text) || '-' || CAST(w.id AS text), w.note,
                COALESCE(w.occurred_at, w.created_at), CAST({actor.Now} AS bigint), CAST({duplicate} AS bigint), w.id
            FROM witnesses w WHERE w.error = {duplicate}
            ON CONFLICT DO NOTHING
            """);
    }

    /// <summary>
    /// Removes what a duplicate brought to a report, there and wherever it was copied on to, because the two are not the same after all.
    /// </summary>
    public static void TakeBack(Session session, long duplicate, long primary) => Remove(
        session,
        Numbers(session, Sql.Of($"""
            SELECT id FROM witnesses WHERE error = {primary} AND (carried_from = {duplicate} OR dialog_id = {KeyOf(duplicate)})
            """)));

    /// <summary>Removes one account and all its copies.</summary>
    public static void Remove(Session session, long account) => Remove(session, [account]);

    /// <summary>Whom a duplicate brought to a report, each once.</summary>
    public static IReadOnlyList<PersonId> People(Session session, long duplicate, long primary) =>
    [
        .. Numbers(
            session,
            Sql.Of($"SELECT DISTINCT person FROM witnesses WHERE error = {primary} AND carried_from = {duplicate} ORDER BY person"))
            .Select(person => new PersonId(person)),
    ];

    // Copies of copies are as many levels away as duplicates hang on each other.
    private static void Remove(Session session, List<long> accounts)
    {
        while (accounts is not [])
        {
            var copies = Numbers(session, Sql.Of($"SELECT id FROM witnesses WHERE copy_of IN {accounts}"));
            session.Statements.Execute($"DELETE FROM witnesses WHERE id IN {accounts}");
            accounts = copies;
        }
    }

    /// <summary>The key of the account that stands for a duplicate itself.</summary>
    public static string KeyOf(long duplicate) => KeyBegin + duplicate.ToString(CultureInfo.InvariantCulture);

    /// <summary>The duplicate for which an account of a key stands; null for an account that somebody gave.</summary>
    public static long? DuplicateOf(string key) =>
        key.StartsWith(KeyBegin, StringComparison.Ordinal)
            && long.TryParse(key.AsSpan(KeyBegin.Length), CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static List<long> Numbers(Session session, Sql query)
    {
        var numbers = new List<long>();
        using var rows = session.Statements.Read($"{query}");
        while (rows.Read()) numbers.Add(rows.GetInt64(0));
        return numbers;
    }
}
