using Improvement.Bot.Framework.Outbox;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage;

/// <summary>The unit of one turn: its seen-mark, then what it writes.</summary>
internal sealed class TurnCommit(ActivityKey? seen, Session session, Func<ITurnWriter, ValueTask> work, long now) : Unit, ITurnWriter
{
    private const string MarkSeen = "INSERT INTO seen_activities (activity, conversation, channel, seen_at) VALUES (@activity, @conversation, @channel, @now) ON CONFLICT DO NOTHING";

    private readonly TaskCompletionSource<CommitOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<OutboxRow>? _added;
    private Statements _writer = null!;
    private CommitOutcome _outcome = CommitOutcome.Committed;

    /// <summary>How it ended.</summary>
    public Task<CommitOutcome> Outcome => _done.Task;

    public void Save(SavedDialog dialog) => DialogRows.Save(_writer, dialog);

    public void End(SavedDialog dialog) => DialogRows.End(_writer, dialog);

    public void Enqueue(OutboxRow row)
    {
        if (OutboxRows.Add(_writer, row, now) is { } added) (_added ??= []).Add(added);
    }

    public void SendAgain(string conversation, params IReadOnlyList<string> people) => (_added ??= []).AddRange(OutboxRows.TakeBack(_writer, conversation, people, now));

    public Place PlaceOf(string subject, string view, Address to, string? activityId = null) => PlaceRows.FindOrAdd(_writer, subject, view, to, activityId);

    public IReadOnlyList<Place> PlacesOf(string subject) => PlaceRows.Of(_writer, subject);

    public override void Tell(CommitNews news)
    {
        if (_added is not null) news.Rows.AddRange(_added);
    }

    public override void Succeed() => _done.TrySetResult(_outcome);

    public override void Fail(Exception exception)
    {
        if (exception is RaceLostException or ConnectionLostException) _done.TrySetResult(CommitOutcome.RaceLost);
        else if (exception is OperationCanceledException canceled) _done.TrySetCanceled(canceled.CancellationToken);
        else _done.TrySetException(exception);
    }

    protected override void Run(Statements writer)
    {
        if (seen is { } key && writer[MarkSeen].Execute(key.Activity, key.Conversation, key.Channel, now) == 0)
        {
            _outcome = CommitOutcome.AlreadySeen;
            return;
        }

        _writer = writer;
        session.Enter(writer, this);
        try
        {
            Wait(work(this));
        }
        finally
        {
            session.Leave();
            _writer = null!;
        }
    }
}
