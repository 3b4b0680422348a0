using Improvement.Bot.Errors.Clusters;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>What somebody who met the same error said of it.</summary>
/// <param name="OccurredAt">When they met it, UTC.</param>
/// <param name="Name">What that person is called; null for nobody who is known.</param>
/// <param name="Note">Their words; null for none.</param>
// the defaults let what was left out as null be read back
internal sealed record WitnessAccount(
    long Id, long Error, PersonId Person, DateTimeOffset OccurredAt, string? Name = null, string? Note = null);

/// <summary>
/// Reads the accounts of an error that were given to it itself. Those that a duplicate brought are none of them: they go when it is split
/// from the error, and by themselves only where they were given.
/// </summary>
internal static class WitnessAccounts
{
    private static readonly Sql Columns = Sql.Of($"""
        SELECT w.id, w.error, w.person, p.name, w.note, COALESCE(w.occurred_at, w.created_at)
        FROM witnesses w JOIN people p ON p.id = w.person
        """);

    /// <summary>One account; null where there is none, or a duplicate brought it.</summary>
    public static WitnessAccount? Find(Session session, long id)
    {
        using var rows = session.Statements.Read($"{Columns} WHERE w.id = {id} AND {CarriedAccounts.IsGivenHere}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>The account that a form or request gave; null for none.</summary>
    public static WitnessAccount? FindBy(Session session, long error, string dialog)
    {
        using var rows = session.Statements.Read(
            $"{Columns} WHERE w.error = {error} AND w.dialog_id = {dialog} AND {CarriedAccounts.IsGivenHere}");
        return rows.Read() ? Read(rows) : null;
    }

    /// <summary>The number of the newest account of a person on an error; null for none.</summary>
    public static long? NewestOf(Session session, PersonId person, long error) => session.Statements.Number(
        $"SELECT MAX(w.id) FROM witnesses w WHERE w.error = {error} AND w.person = {person.Value} AND {CarriedAccounts.IsGivenHere}");

    /// <summary>The newest accounts of an error, the newest first.</summary>
    /// <param name="most">How many at most.</param>
    public static IReadOnlyList<WitnessAccount> Of(Session session, long error, int most)
    {
        var accounts = new List<WitnessAccount>();
        using var rows = session.Statements.Read(
            $"{Columns} WHERE w.error = {error} AND {CarriedAccounts.IsGivenHere} ORDER BY w.id DESC LIMIT {most}");
        while (rows.Read()) accounts.Add(Read(rows));
        return accounts;
    }

    private static WitnessAccount Read(Rows rows) => new(
        rows.GetInt64(0), rows.GetInt64(1), new(rows.GetInt64(2)), rows.Moment(5), rows.TextOrNull(3), rows.TextOrNull(4));
}
