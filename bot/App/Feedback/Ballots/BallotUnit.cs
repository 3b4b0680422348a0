using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Adds ballots of one wave to its box, inside one transaction: state, box, key, bits and counters, slips, a new key where the present one
/// is old, seal, replace. It never fails for what is in a ballot.
/// </summary>
internal sealed class BallotUnit(LockedBox boxes, KeyFolder keys, BoxCipher cipher, Clock clock, TimeProvider time)
{
    /// <summary>Adds them; gives what became of each, in their order.</summary>
    public CastOutcome[] Count(Session session, WaveId wave, IReadOnlyList<WaitingBallot> ballots)
    {
        cipher.Reached(BoxStep.CastBegun);
        var reading = boxes.Read(session, wave);
        if (!reading.IsOpen(clock.UtcNow)) return All(reading.Wave?.State is WaveState.Void ? CastOutcome.Void : CastOutcome.Closed);

        cipher.Reached(BoxStep.CastStateRead);
        var layout = new BoxLayout(BoxForm.Read(reading.Wave!.Layout));
        using var opened = reading.IsOurs ? boxes.Open(reading, layout) : null;
        if (opened is null) return All(CastOutcome.KeyMissing);

        cipher.Reached(BoxStep.CastOpened);
        CastOutcome[] outcomes = [.. ballots.Select(ballot => Add(opened.Box, ballot))];
        var added = ballots.Where((_, i) => outcomes[i] is CastOutcome.Counted).ToList();
        if (added.Count > 0) Keep(session, reading.Wave, opened, added);
        return outcomes;

        CastOutcome[] All(CastOutcome outcome) => [.. ballots.Select(_ => outcome)];
    }

    private static CastOutcome Add(OpenBox box, WaitingBallot waiting)
    {
        if (box.HasAnswered(waiting.Seat.Number)) return CastOutcome.AlreadyCounted;
        if (!waiting.Ballot.Fits(box.Layout.Form)) return CastOutcome.Malformed;
        box.Add(waiting.Seat, waiting.Ballot);
        return CastOutcome.Counted;
    }

    private void Keep(Session session, Wave wave, OpenedBox opened, List<WaitingBallot> added)
    {
        cipher.Reached(BoxStep.CastAdded);
        List<(string, byte[])> slips = [];
        foreach (var waiting in added)
        {
            waiting.Added();
            slips.AddRange(cipher.SlipsOf(opened.Box.Layout.Form.Texts, waiting.Ballot)
                .Select(slip => (slip.Id, cipher.SealSlip(slip, opened.Box.SlipKey, wave.Id))));
        }

        BoxRows.AddSlips(session, wave.Id, slips);
        cipher.Reached(BoxStep.CastSlipsWritten);
        var now = time.GetUtcNow();
        using var next = opened.Key.IsOld(now) ? keys.Make(now) : null;
        if (next is not null)
        {
            opened.Box.UnderKey = added.Count;
            cipher.Reached(BoxStep.CastKeyMade);
        }

        var key = next ?? opened.Key;
        BoxRows.ReplaceBox(session, wave.Id, opened.Key.Id, new(key.Id, cipher.SealBox(opened.Box.Plain, key, wave)));
        cipher.Reached(BoxStep.CastWritten);
    }
}
