using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors;

/// <summary>Reads what a witness wrote about an error.</summary>
internal static class WitnessWords
{
    private const string Find = "SELECT note FROM witnesses WHERE error = @error AND person = @person AND note IS NOT NULL ORDER BY id";

    /// <summary>Their notes, the oldest first; none for zero, where several people read.</summary>
    public static IReadOnlyList<string> Of(Session session, PersonId witness, long number)
    {
        var words = new List<string>();
        using var rows = session.Statements[Find].Read(number, witness.Value);
        while (rows.Read()) words.Add(rows.GetString(0));
        return words;
    }
}
