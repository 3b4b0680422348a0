using Improvement.Bot.Feedback.Waves;
using Improvement.Bot.Framework.Turns;
using Improvement.Bot.People;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Takes ballots. Each is in the encrypted totals, on disk, before it is called counted, and no record of it is kept. Ballots that come
/// while a commit of their wave runs join the next one.
/// </summary>
internal sealed class BallotBox(Database database, BallotUnit unit, BoxCipher cipher)
{
    private const int MostTogether = 100, Attempts = 5;

    private readonly Dictionary<WaveId, List<WaitingBallot>> _waiting = [];

    /// <summary>
    /// Counts a ballot. Whoever presses again, because the answer got lost, hears whether the first one counted.
    /// </summary>
    /// <param name="ct">Ends the waiting; the ballot may be counted all the same.</param>
    /// <exception cref="StoreUnavailableException">Nothing can be kept at the moment.</exception>
    public Task<CastOutcome> Cast(WaveId wave, Ballot ballot, CancellationToken ct)
    {
        if (ballot.IsEmpty) return Task.FromResult(CastOutcome.Empty);
        var (known, seat) = Find(wave, ballot.Person);
        if (known is not { Mode: SurveyMode.Anonymous } || seat is not { } own) return Task.FromResult(CastOutcome.NotInvited);
        if (known.State is WaveState.Void) return Task.FromResult(CastOutcome.Void);
        if (known.State is not WaveState.Open) return Task.FromResult(CastOutcome.Closed);
        if (!ballot.Fits(BoxForm.Read(known.Layout))) return Task.FromResult(CastOutcome.Malformed);

        cipher.Reached(BoxStep.CastSeatFound);
        var waiting = new WaitingBallot(ballot, own, ct);
        Join(wave, waiting);
        return waiting.Outcome.WaitAsync(ct);
    }

    private (Wave? Wave, Seat? Seat) Find(WaveId wave, PersonId person)
    {
        using var session = database.OpenSession();
        return (WaveRows.Find(session.Statements, wave), BoxRows.SeatOf(session.Statements, wave, person));
    }

    private void Join(WaveId wave, WaitingBallot ballot)
    {
        lock (_waiting)
        {
            if (_waiting.TryGetValue(wave, out var others))
            {
                others.Add(ballot);
                return;
            }

            _waiting[wave] = [ballot];
        }

        // What the first of them brings along (log scope, trace, language) is not to follow the others.
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => CountAll(wave), CancellationToken.None);
    }

    private async Task CountAll(WaveId wave)
    {
        while (Take(wave) is { Count: > 0 } ballots) await Count(wave, ballots);
    }

    private List<WaitingBallot> Take(WaveId wave)
    {
        lock (_waiting)
        {
            var all = _waiting[wave];
            all.RemoveAll(ballot => ballot.GaveUp());
            var some = all.GetRange(0, Math.Min(all.Count, MostTogether));
            all.RemoveRange(0, some.Count);
            if (some.Count is 0) _waiting.Remove(wave);
            return some;
        }
    }

    private async Task Count(WaveId wave, List<WaitingBallot> ballots)
    {
        try
        {
            var outcomes = await Commit(wave, ballots);
            cipher.Reached(BoxStep.CastCommitted);
            for (var i = 0; i < ballots.Count; i++) ballots[i].Tell(outcomes[i]);
        }
        catch (Exception e)
        {
            foreach (var ballot in ballots) ballot.Fail(e);
        }
    }

    private async Task<CastOutcome[]> Commit(WaveId wave, List<WaitingBallot> ballots)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.CommitRepeatable(
                    session => new ValueTask<CastOutcome[]>(unit.Count(session, wave, ballots)),
                    beside: attempt is 1, CancellationToken.None);
            }
            catch (RaceLostException) when (attempt < Attempts)
            {
                // Decided again, from what is stored then; a ballot that was kept all the same meets its own bit.
            }
        }
    }
}
