using System.Collections.Concurrent;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Surveys;

/// <summary>
/// The names of who is asked, for people who write: many do at the same time, and reading ten thousand names for each would keep a
/// processor busy with nothing else. They are as old as some minutes; what is released when a wave closes is looked up anew.
/// </summary>
internal sealed class AskedNames(Database database, TimeProvider time)
{
    private const int MostWaves = 16;

    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<WaveId, (DateTimeOffset ReadAt, KnownNames Names)> _read = [];

    /// <summary>The names of a wave.</summary>
    public KnownNames Of(WaveId wave)
    {
        var now = time.GetUtcNow();
        if (_read.TryGetValue(wave, out var read) && now - read.ReadAt < Life) return read.Names;
        if (_read.Count >= MostWaves) _read.Clear();
        using var session = database.OpenSession();
        var names = new KnownNames(new NamesOfWave(session).Of(wave));
        _read[wave] = (now, names);
        return names;
    }
}
