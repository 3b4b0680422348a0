namespace Improvement.Bot.Feedback.Ballots;

/// <summary>A ballot on its way into the box.</summary>
internal sealed class WaitingBallot(Ballot ballot, Seat seat, CancellationToken ct)
{
    private readonly TaskCompletionSource<CastOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _wasAdded;

    public Ballot Ballot => ballot;

    public Seat Seat => seat;

    /// <summary>What becomes of it.</summary>
    public Task<CastOutcome> Outcome => _outcome.Task;

    /// <summary>Whether its person waits no longer; then it is not counted.</summary>
    public bool GaveUp() => ct.IsCancellationRequested && _outcome.TrySetCanceled(ct);

    /// <summary>Notes that a unit, whose end may not be known, added it.</summary>
    public void Added() => _wasAdded = true;

    /// <summary>Tells its person. Who is found counted by an attempt before was counted by that one.</summary>
    public void Tell(CastOutcome outcome) =>
        _outcome.TrySetResult(outcome is CastOutcome.AlreadyCounted && _wasAdded ? CastOutcome.Counted : outcome);

    /// <summary>Tells that nothing is known of it.</summary>
    public void Fail(Exception failure) => _outcome.TrySetException(failure);
}
