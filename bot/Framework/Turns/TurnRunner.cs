using System.Globalization;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Framework.Turns;

/// <summary>The life of an activity: from the bytes of a request to the answer, in the order in which it happens.</summary>
/// <param name="direct">Sends an apology past the outbox when the store cannot be written; null for no such apology.</param>
public sealed partial class TurnRunner(
    ITurnStore store, Router router, Clock clock, TimeProvider time, IOptions<TurnOptions> options, IServiceScopeFactory scopes,
    ILogger<TurnRunner> log, DirectMessages? direct = null)
{
    private readonly ConversationLocks _locks = new();
    private readonly TurnOptions _options = options.Value;

    /// <summary>Runs one turn for an activity with a verified token; returns the HTTP answer.</summary>
    /// <param name="objection">Authorization of the activity: the HTTP status of the refusal, or null if it is accepted.</param>
    public async Task<InvokeAnswer> Run(ReadOnlyMemory<byte> body, Func<Activity, int?>? objection = null)
    {
        // 2 Parse
        Activity activity;
        try { activity = Activity.Parse(body); }
        catch (JsonException) { return Unreadable; }
        if (activity.Type.Length is 0 || activity.Conversation.Id.Length is 0) return Unreadable;
        if (objection?.Invoke(activity) is { } status) return new(status, default);

        if (router.IsUnrecorded(activity)) return await RunUnrecorded(activity);

        using var scope = log.BeginScope(new TurnLogScope(activity));
        using var trace = new TurnTrace(KindOf(activity), time);
        using var deadline = new CancellationTokenSource(DeadlineOf(activity), time);
        try
        {
            activity = await WithKnownSender(activity, deadline.Token);
            return router.OnlyReads(activity) ? await Read(activity, deadline.Token) : await Take(activity, deadline.Token);
        }
        catch (Exception e)
        {
            trace.Outcome = deadline.IsCancellationRequested ? "late" : "failed";
            return await Apologise(activity, e, deadline.IsCancellationRequested);
        }
    }

    /// <summary>
    /// A turn that leaves no trace, from the first look at its activity on: neither scope nor span, and an apology that names nobody.
    /// </summary>
    private async Task<InvokeAnswer> RunUnrecorded(Activity activity)
    {
        // An older client's press arrives as a message. It could not be answered, and the channel would repeat what is not acknowledged.
        if (activity.Type is not ActivityTypes.Invoke) return InvokeAnswer.Empty;

        using var deadline = new CancellationTokenSource(DeadlineOf(activity), time);
        try
        {
            activity = await WithKnownSender(activity, deadline.Token);
            return router.OnlyReads(activity) ? await Read(activity, deadline.Token) : await Take(activity, deadline.Token);
        }
        catch (Exception e)
        {
            return ApologiseWithoutTrace(activity, e, deadline.IsCancellationRequested);
        }
    }

    /// <summary>Completes the sender's Entra object id from the channel's id if the activity leaves it out.</summary>
    private async ValueTask<Activity> WithKnownSender(Activity activity, CancellationToken ct) =>
        activity.From is { AadObjectId: null, Id.Length: > 0 } sender && sender.Id != activity.Recipient.Id
            && await store.ObjectIdOf(sender.Id, ct) is { } known
            ? activity with { From = sender with { AadObjectId = known } }
            : activity;

    private static readonly InvokeAnswer Unreadable = new(400, default);

    // What is not kept is not acknowledged: the channel may deliver it again.
    private static readonly InvokeAnswer NotKept = new(503, default);

    private async Task<InvokeAnswer> Take(Activity activity, CancellationToken ct)
    {
        // 3 Turn: one at a time per conversation
        using var holder = await _locks.Enter(activity.Conversation.Base, ct);

        var key = activity.Id is { Length: > 0 } id
            ? new ActivityKey(activity.ChannelId, activity.Conversation.Base, id)
            : (ActivityKey?)null;

        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var turn = Begin(activity, scope.ServiceProvider);

            // 4 Seen before?
            if (!turn.IsUnrecorded) turn.Opening = await store.Open(turn, key, ct);
            if (turn.Opening.IsSeen) return await Read(activity, ct);

            // 5 Route, 6 Decide
            await router.Decide(turn, ct);

            // 7 Commit
            switch (await Commit(turn, key, beside: attempt is 1 && turn.IsBeside, ct))
            {
                case CommitOutcome.AlreadySeen: return await Read(activity, ct);
                case CommitOutcome.RaceLost when attempt is 1: continue;
                case CommitOutcome.RaceLost: throw new RaceLostException("the same thing twice");
            }

            // 8 Answer; 9 Send is the outbox sender's part
            return AnswerOf(turn);
        }
    }

    /// <summary>A reading invoke, or an activity that was committed before: drawn from the present state; nothing is written.</summary>
    private async Task<InvokeAnswer> Read(Activity activity, CancellationToken ct)
    {
        if (activity.Type is not ActivityTypes.Invoke) return InvokeAnswer.Empty;

        await using var scope = scopes.CreateAsyncScope();
        var turn = Begin(activity, scope.ServiceProvider);
        await router.DecideReading(turn, ct);
        return AnswerOf(turn);
    }

    private static InvokeAnswer AnswerOf(TurnContext turn)
    {
        CultureInfo.CurrentUICulture = turn.Culture; // what was decided may know the person's language better than their client
        return turn.Answer ?? InvokeAnswer.Done(turn.Activity.Name);
    }

    private TurnContext Begin(Activity activity, IServiceProvider services)
    {
        var turn = new TurnContext(activity, services, clock.UtcNow, _options.LanguageFor(activity.Locale), router.IsUnrecorded(activity));
        services.GetRequiredService<CurrentTurn>().Turn = turn;
        CultureInfo.CurrentUICulture = turn.Culture;
        return turn;
    }

    private Task<CommitOutcome> Commit(TurnContext turn, ActivityKey? key, bool beside, CancellationToken ct)
    {
        if (turn.IsUnrecorded) key = null;
        // a turn without writes is idempotent: no transaction, no seen-mark
        if (turn.WriteCount is 0) return Task.FromResult(CommitOutcome.Committed);

        return store.Commit(key, turn.Services, async writer =>
        {
            CultureInfo.CurrentUICulture = turn.Culture; // the transaction runs elsewhere, where the turn's language is not known
            foreach (var write in turn.Writes) await write(writer);
        }, ct, beside);
    }

    // Types come from outside; what is not known counts as one.
    private static string KindOf(Activity activity) =>
        activity.Type is ActivityTypes.Message or ActivityTypes.Invoke or ActivityTypes.ConversationUpdate
            or ActivityTypes.InstallationUpdate ? activity.Type : "other";

    private TimeSpan DeadlineOf(Activity activity) =>
        activity.Name is "application/search" || activity.IsOfExtension ? _options.ExtensionDeadline : _options.Deadline;
}

/// <summary>Log scope of a recorded turn: ids, never texts or people.</summary>
internal sealed class TurnLogScope(Activity activity) : IReadOnlyList<KeyValuePair<string, object?>>
{
    public int Count => 3;

    public KeyValuePair<string, object?> this[int index] => index switch
    {
        0 => new("Activity", activity.Id),
        1 => new("Conversation", activity.Conversation.Id),
        _ => new("Type", activity.Type),
    };

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => $"{activity.Type} {activity.Id} in {activity.Conversation.Id}";
}

/// <summary>The turn that a scope belongs to; null in jobs and requests.</summary>
public sealed class CurrentTurn
{
    /// <summary>Set at the beginning of each turn.</summary>
    public TurnContext? Turn { get; internal set; }
}
