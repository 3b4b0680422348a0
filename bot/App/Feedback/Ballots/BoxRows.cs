using System.Runtime.InteropServices;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>A place in a wave.</summary>
/// <param name="Number">Its bit in the box.</param>
/// <param name="Segment">Of the one declared breakdown; 0 where there is none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Seat(int Number, int Segment);

/// <summary>A sealed box, as it is stored.</summary>
internal sealed record BoxRow(string KeyId, byte[] Sealed);

/// <summary>The rows of seats, boxes and slips.</summary>
internal static class BoxRows
{
    private static readonly Sql Locked = Sql.Of($"FOR UPDATE"), AsItIs = Sql.Of($"");

    /// <summary>The seat of a person; null without one.</summary>
    public static Seat? SeatOf(Statements statements, WaveId wave, PersonId person)
    {
        using var rows = statements.Read($"SELECT seat, segment FROM survey_seats WHERE wave = {wave.Value} AND person = {person.Value}");
        return rows.Read() ? new(rows.GetInt32(0), rows.GetInt32(1)) : null;
    }

    /// <summary>Adds the seats of a wave, in the order given.</summary>
    public static void AddSeats(Session session, WaveId wave, IReadOnlyList<(PersonId Person, int Segment)> invited)
    {
        Value[][] rows = [.. invited.Select((each, seat) => new Value[] { wave.Value, seat, each.Person.Value, each.Segment })];
        foreach (var batch in NewRows.InBatches(["wave", "seat", "person", "segment"], rows))
        {
            session.Statements.Execute($"INSERT INTO survey_seats {batch}");
        }
    }

    /// <summary>Adds the box of a wave.</summary>
    public static void AddBox(Session session, WaveId wave, BoxRow box) => session.Statements.Execute($"""
        INSERT INTO survey_boxes {NewRow.Of(("wave", wave.Value), ("key_id", box.KeyId), ("sealed", box.Sealed))}
        """);

    /// <summary>The box of a wave; null when there is none any more.</summary>
    /// <param name="locks">
    /// Whether the row is locked until the transaction ends: where commits run beside each other, there is one for each wave at a time.
    /// </param>
    public static Answer<BoxRow?> AskBox(Statements statements, WaveId wave, bool locks = false) => statements.Ask(
        $"SELECT key_id, sealed FROM survey_boxes WHERE wave = {wave.Value} {(locks ? Locked : AsItIs)}",
        rows => rows.Read() ? new BoxRow(rows.GetString(0), rows.GetBytes(1)) : null);

    /// <summary>Replaces a box.</summary>
    /// <exception cref="InvalidOperationException">It is not the one that was read.</exception>
    public static void ReplaceBox(Session session, WaveId wave, string formerKey, BoxRow box)
    {
        var changed = session.Statements.Execute($"""
            UPDATE survey_boxes SET key_id = {box.KeyId}, sealed = {box.Sealed} WHERE wave = {wave.Value} AND key_id = {formerKey}
            """);
        if (changed is not 1) throw new InvalidOperationException("A box was replaced meanwhile.");
    }

    /// <summary>The keys that boxes name.</summary>
    public static HashSet<string> KeysInUse(Statements statements)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        using var rows = statements.Read($"SELECT key_id FROM survey_boxes");
        while (rows.Read()) keys.Add(rows.GetString(0));
        return keys;
    }

    /// <summary>Adds sealed slips, in the order of their ids, so that the order of rows tells nothing.</summary>
    public static void AddSlips(Session session, WaveId wave, IEnumerable<(string Id, byte[] Sealed)> slips)
    {
        Value[][] rows =
        [
            .. slips.OrderBy(slip => slip.Id, StringComparer.Ordinal).Select(slip => new Value[] { wave.Value, slip.Id, slip.Sealed }),
        ];
        foreach (var batch in NewRows.InBatches(["wave", "id", "sealed"], rows))
        {
            session.Statements.Execute($"INSERT INTO survey_slips {batch}");
        }
    }

    /// <summary>How many slips a wave has.</summary>
    public static int CountSlips(Statements statements, WaveId wave) =>
        (int)statements.Number($"SELECT COUNT(*) FROM survey_slips WHERE wave = {wave.Value}")!.Value;

    /// <summary>Slips from an id on, in the order of ids.</summary>
    /// <param name="from">The first id that counts.</param>
    /// <param name="to">The first that does not.</param>
    public static List<(string Id, byte[] Sealed)> Slips(Statements statements, WaveId wave, string from, string to, int most)
    {
        List<(string, byte[])> slips = [];
        using var rows = statements.Read($"""
            SELECT id, sealed FROM survey_slips WHERE wave = {wave.Value} AND id >= {from} AND id < {to} ORDER BY id LIMIT {most}
            """);
        while (rows.Read()) slips.Add((rows.GetString(0), rows.GetBytes(1)));
        return slips;
    }

    /// <summary>Removes slips.</summary>
    public static void RemoveSlips(Session session, WaveId wave, IEnumerable<string> ids)
    {
        foreach (var some in ids.Chunk(100))
        {
            session.Statements.Execute($"DELETE FROM survey_slips WHERE wave = {wave.Value} AND id IN {some}");
        }
    }

    /// <summary>Removes a box with its slips; the seats stay.</summary>
    public static void Remove(Session session, WaveId wave)
    {
        session.Statements.Execute($"DELETE FROM survey_slips WHERE wave = {wave.Value}");
        session.Statements.Execute($"DELETE FROM survey_boxes WHERE wave = {wave.Value}");
    }
}
