using System.Security.Cryptography;
using System.Text;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>
/// The accounts that were taken back because somebody had met something else: what they wrote is kept for them, and the same text is not
/// offered that error again.
/// </summary>
internal static class AccountRetractions
{
    /// <summary>Keeps an account that is about to be removed; gives the number of the retraction.</summary>
    public static long Keep(Session session, Actor actor, WitnessAccount account) => session.Statements.Number($"""
        INSERT INTO witness_retractions {NewRow.Of(
            ("error", account.Error), ("person", account.Person.Value), ("account", account.Id), ("note", account.Note),
            ("note_digest", DigestOf(account.Note)), ("occurred_at", account.OccurredAt),
            ("retracted_by", actor.Id?.Value), ("retracted_at", actor.Now))}
        RETURNING id
        """)!.Value;

    /// <summary>
    /// What a person wrote in an account of theirs that was taken back, and of which error; null where there is none of theirs.
    /// </summary>
    public static (long Error, string? Note)? Find(Session session, long retraction, PersonId person)
    {
        using var rows = session.Statements.Read(
            $"SELECT error, note FROM witness_retractions WHERE id = {retraction} AND person = {person.Value}");
        return rows.Read() ? (rows.GetInt64(0), rows.TextOrNull(1)) : null;
    }

    /// <summary>Whether an account of a person on an error was taken back.</summary>
    public static bool HasAny(Session session, long error, PersonId person) => session.Statements.Any(
        $"SELECT 1 FROM witness_retractions WHERE error = {error} AND person = {person.Value}");

    /// <summary>The errors of which somebody said that they are not what this text tells of.</summary>
    public static IReadOnlyList<long> NotToldBy(Session session, string text) => AskNotToldBy(session, text).Value;

    /// <summary>Asks for them, in the round trip of what is asked next.</summary>
    public static Answer<List<long>> AskNotToldBy(Session session, string text) =>
        session.Statements.Ask($"SELECT DISTINCT error FROM witness_retractions WHERE note_digest = {DigestOf(text)}", rows =>
        {
            var errors = new List<long>();
            while (rows.Read()) errors.Add(rows.GetInt64(0));
            return errors;
        });

    /// <summary>The SHA-256 of a text without case and spaces; null for no text.</summary>
    private static string? DigestOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var words = ShortText.OnOneLine(text).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }
}
