using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>Decides what of the counts of a wave may be stored. Runs inside the commit, so it only computes.</summary>
internal delegate ReleasedRows ReleaseRule(Wave wave, BoxForm form, BoxCounts counts);

/// <summary>
/// Ends waves: opens the box once, writes what may be shown, and destroys it with its key. Which end a wave has is decided by its state, in
/// the commit that deletes the box, so that it ends once whatever is tried again.
/// </summary>
internal sealed class BoxClosing(
    Database database, LockedBox boxes, KeyFolder keys, BoxCipher cipher, Clock clock)
{
    /// <summary>Closes a wave; gives how it ended, also when it had before. Below six responses nothing is stored of it.</summary>
    /// <param name="rule">What may be stored.</param>
    public async Task<WaveState> Close(WaveId wave, ReleaseRule rule, CancellationToken ct)
    {
        string? key = null;
        var state = await database.Commit(session => new ValueTask<WaveState>(Close(session, wave, rule, out key)), ct);
        cipher.Reached(BoxStep.CloseCommitted);
        if (key is not null) Destroy(key);
        return state;
    }

    /// <summary>Ends a wave without a result, inside a commit: its answers are destroyed unseen.</summary>
    public void Destroy(Session session, Wave wave, WaveState state) => End(session, wave, state, responded: null);

    // What cannot be destroyed now, the sweep destroys; the wave is closed all the same.
    private void Destroy(string key)
    {
        try
        {
            keys.Destroy(key);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private WaveState Close(Session session, WaveId id, ReleaseRule rule, out string? key)
    {
        cipher.Reached(BoxStep.CloseBegun);
        key = null;
        var reading = boxes.Read(session, id);
        if (reading.Wave is not { } wave) throw new ArgumentException("There is no such wave.", nameof(id));
        if (wave.State is not WaveState.Open) return wave.State;
        if (!reading.IsOurs) throw new InvalidOperationException("The key folder is not the one that the database knows.");

        key = reading.Box?.KeyId;
        using var opened = boxes.Open(reading, new(BoxForm.Read(wave.Layout)));
        var slips = opened is null ? null : Slips(session, wave, opened.Box);
        cipher.Reached(BoxStep.CloseOpened);
        if (opened is null || slips is null) return End(session, wave, WaveState.Void, responded: null);
        if (opened.Box.Objections >= BoxRules.ObjectionsThatStop) return End(session, wave, WaveState.Stopped, responded: null);
        var responded = opened.Box.Responded;
        if (responded < BoxRules.FewestForScores) return End(session, wave, WaveState.Discarded, responded: null);

        Release(session, wave, opened.Box, slips, rule);
        return End(session, wave, WaveState.Released, responded);
    }

    private void Release(Session session, Wave wave, OpenBox box, Slip[] slips, ReleaseRule rule)
    {
        var form = box.Layout.Form;
        var written = slips.Where(slip => slip.IsWritten).ToArray();
        var counts = box.Counts(form.Texts.Select((item, index) => (item, index))
            .ToDictionary(each => each.item, each => written.Count(slip => slip.Item == each.index)));
        var released = rule(wave, form, counts);
        cipher.Reached(BoxStep.CloseComputed);
        ReleaseStore.AddTallies(session, wave.Id, released.Tallies);
        if (counts.Responded >= BoxRules.FewestForComments)
        {
            cipher.Shuffle(written, wave.Id);
            ReleaseStore.AddComments(session, wave.Id, written
                .Where(slip => released.Comments.Contains(form.Texts[slip.Item]))
                .Select(slip => new ReleasedComment(
                    cipher.CommentIdOf(slip), form.Texts[slip.Item], slip.Text!, released.Shown(slip.Text!.Body))));
        }

        cipher.Reached(BoxStep.CloseReleased);
    }

    // All slips of the box; null when they are not as many as answered, or one does not open: nothing is repaired.
    private Slip[]? Slips(Session session, Wave wave, OpenBox box)
    {
        var stored = BoxRows.Slips(session.Statements, wave.Id, "", "~", int.MaxValue);
        Slip[] slips = [.. stored.Select(slip => cipher.OpenSlip(slip.Id, slip.Sealed, box.SlipKey, wave.Id)).OfType<Slip>()];
        return slips.Length == stored.Count && slips.Length == box.Responded * box.Layout.Form.Texts.Length ? slips : null;
    }

    private WaveState End(Session session, Wave wave, WaveState state, int? responded)
    {
        BoxRows.Remove(session, wave.Id);
        var released = state is WaveState.Released ? clock.UtcNow : (DateTimeOffset?)null;
        if (!WaveRows.End(session, wave.Id, state, responded, released)) throw new RaceLostException("the state of a wave");
        cipher.Reached(BoxStep.CloseDeleted);
        return state;
    }
}
