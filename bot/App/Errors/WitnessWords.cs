using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reads what a witness wrote about an error.</summary>
internal static class WitnessWords
{
    /// <summary>Their notes, the oldest first; none for zero, where several people read.</summary>
    public static IReadOnlyList<string> Of(Session session, PersonId witness, long number)
    {
        var words = new List<string>();
        using var rows = session.Statements.Read(
            $"SELECT note FROM witnesses WHERE error = {number} AND person = {witness.Value} AND note IS NOT NULL ORDER BY id");
        while (rows.Read()) words.Add(rows.GetString(0));
        return words;
    }
}
