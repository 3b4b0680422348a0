using System.Security.Cryptography;
using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Begins an anonymous wave. The key is on disk before the transaction: <c>using var key = launch.MakeKey()</c>, then <see cref="Put"/>
/// inside the commit that also invites. When that commit comes to nothing, the key file is swept away.
/// </summary>
internal sealed class BoxLaunch(KeyFolder keys, BoxCipher cipher, TimeProvider time)
{
    /// <summary>Makes the key of a wave.</summary>
    /// <exception cref="IOException">It cannot be kept; see <see cref="KeyFolderCheck"/>.</exception>
    public BoxKey MakeKey() => keys.Make(time.GetUtcNow());

    /// <summary>Writes the wave, its seats in random order, and its empty box.</summary>
    /// <param name="form">What is counted; has as many seats as people are invited, and no fault.</param>
    public Wave Put(Session session, NewWave wave, BoxForm form, IEnumerable<(PersonId Person, int Segment)> invited, BoxKey key)
    {
        var seats = invited.ToArray();
        if (form.Fault() is { } fault) throw new ArgumentException(fault, nameof(form));
        if (seats.Length != form.Seats || seats.Any(each => each.Segment < 0 || each.Segment >= form.Segments))
        {
            throw new ArgumentException("The seats are not those of the form.", nameof(invited));
        }

        if (wave.Mode is not SurveyMode.Anonymous) throw new ArgumentException("Only anonymous waves have a box.", nameof(wave));
        RandomNumberGenerator.Shuffle<(PersonId, int)>(seats);
        var added = WaveRows.Add(session, wave, form.ToJson(), seats.Length);
        BoxRows.AddSeats(session, added.Id, seats);
        using var box = OpenBox.Empty(new(form));
        BoxRows.AddBox(session, added.Id, new(key.Id, cipher.SealBox(box.Plain, key, added)));
        return added;
    }
}
