using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>Opens the box of a wave inside a unit.</summary>
internal sealed class LockedBox(Database database, KeyFolder keys, BoxCipher cipher)
{
    /// <summary>
    /// Reads what a unit needs to know, in one round trip. Where units run beside each other, no other unit of the wave runs until this one
    /// ends.
    /// </summary>
    public BoxReading Read(Session session, WaveId wave)
    {
        var box = BoxRows.AskBox(session.Statements, wave, locks: session.IsWriting && database.IsShared);
        var row = WaveRows.Ask(session.Statements, wave);
        var marker = KeyFolderCheck.AskMarker(session.Statements);
        return new(row.Value, box.Value, IsOurs: marker.Value is { } known && known == keys.Marker);
    }

    /// <summary>Opens it; null when its key is gone, or does not open it.</summary>
    public OpenedBox? Open(BoxReading reading, BoxLayout layout)
    {
        if (reading is not { Wave: { } wave, Box: { } row } || keys.Find(row.KeyId) is not { } key) return null;
        var plain = new OpenBox(layout);
        if (cipher.OpenBox(row.Sealed, key, wave, plain.Plain)) return new(key, plain);
        key.Dispose();
        plain.Dispose();
        return null;
    }
}

/// <summary>What is stored of an open wave.</summary>
/// <param name="IsOurs">
/// Whether the key folder is the one that the database knows. Otherwise a key that is not found says nothing: it is elsewhere.
/// </param>
internal sealed record BoxReading(Wave? Wave, BoxRow? Box, bool IsOurs)
{
    /// <summary>Whether the wave takes answers at a moment.</summary>
    public bool IsOpen(DateTimeOffset now) =>
        Wave is { State: WaveState.Open } wave && Box is not null && now >= wave.OpensAt && now < wave.ClosesAt;
}

/// <summary>An open box with the key that it was sealed with; zeroed when it is disposed.</summary>
internal sealed record OpenedBox(BoxKey Key, OpenBox Box) : IDisposable
{
    public void Dispose()
    {
        Key.Dispose();
        Box.Dispose();
    }
}
