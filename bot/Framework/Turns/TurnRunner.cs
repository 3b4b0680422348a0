using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Improvement.Bot.Framework.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Framework.Turns;

/// <summary>The life of an activity: from the bytes of a request to the answer, in the order in which it happens.</summary>
public sealed partial class TurnRunner(ITurnStore store, Router router, Clock clock, TimeProvider time, IOptions<TurnOptions> options, IServiceScopeFactory scopes, ILogger<TurnRunner> log)
{
    private readonly ConversationLocks _locks = new();
    private readonly TurnOptions _options = options.Value;

    /// <summary>Takes an activity whose sender has been verified, and gives what the channel is to be answered.</summary>
    public async Task<InvokeAnswer> Run(ReadOnlyMemory<byte> body)
    {
        // 2 Parse
        Activity activity;
        try { activity = Activity.Parse(body); }
        catch (JsonException) { return Unreadable; }
        if (activity.Type.Length is 0 || activity.Conversation.Id.Length is 0) return Unreadable;

        using var trace = new TurnTrace(KindOf(activity), time);
        using var scope = log.BeginScope(new TurnLogScope(activity));
        using var deadline = new CancellationTokenSource(DeadlineOf(activity), time);
        try
        {
            return router.OnlyReads(activity) ? await Read(activity, deadline.Token) : await Take(activity, trace, deadline.Token);
        }
        catch (Exception e)
        {
            trace.Outcome = deadline.IsCancellationRequested ? "late" : "failed";
            return await Apologise(activity, e, deadline.IsCancellationRequested);
        }
    }

    private static readonly InvokeAnswer Unreadable = new(400, default);

    // What is not kept is not acknowledged: the channel may deliver it again.
    private static readonly InvokeAnswer NotKept = new(503, default);

    private async Task<InvokeAnswer> Take(Activity activity, TurnTrace trace, CancellationToken ct)
    {
        // 3 Turn: one at a time per conversation
        using var holder = await _locks.Enter(activity.Conversation.Base, ct);

        // 4 Seen before?
        var key = activity.Id is { Length: > 0 } id ? new ActivityKey(activity.ChannelId, activity.Conversation.Base, id) : (ActivityKey?)null;
        if (key is { } known && await store.Seen(known, ct)) return await Read(activity, ct);

        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var turn = Begin(activity, scope.ServiceProvider);

            try
            {
                // 5 Route, 6 Decide
                await router.Decide(turn, ct);
                if (turn.IsUnrecorded) trace.Forget();

                // 7 Commit
                switch (await Commit(turn, key, ct))
                {
                    case CommitOutcome.AlreadySeen: return await Read(activity, ct);
                    case CommitOutcome.RaceLost when attempt is 1: continue;
                    case CommitOutcome.RaceLost: throw new RaceLostException("the same thing twice");
                }
            }
            catch (Exception e) when (turn.IsUnrecorded)
            {
                trace.Forget();
                return ApologiseWithoutTrace(activity, e);
            }

            // 8 Answer; 9 Speak is the outbox sender's part
            return turn.Answer ?? InvokeAnswer.Empty;
        }
    }

    /// <summary>A reading invoke, or an activity that was committed before: drawn from the present state; nothing is written.</summary>
    private async Task<InvokeAnswer> Read(Activity activity, CancellationToken ct)
    {
        if (activity.Type is not ActivityTypes.Invoke) return InvokeAnswer.Empty;

        await using var scope = scopes.CreateAsyncScope();
        var turn = Begin(activity, scope.ServiceProvider);
        await router.DecideReading(turn, ct);
        return turn.Answer ?? InvokeAnswer.Empty;
    }

    private TurnContext Begin(Activity activity, IServiceProvider services)
    {
        var turn = new TurnContext(activity, services, clock.UtcNow, _options.LanguageFor(activity.Locale));
        services.GetRequiredService<CurrentTurn>().Turn = turn;
        CultureInfo.CurrentUICulture = turn.Culture;
        return turn;
    }

    private Task<CommitOutcome> Commit(TurnContext turn, ActivityKey? key, CancellationToken ct)
    {
        if (turn.IsUnrecorded) key = null;
        if (turn.Writes is []) return Task.FromResult(CommitOutcome.Committed); // done twice, it does nothing twice

        return store.Commit(key, turn.Services, async writer =>
        {
            CultureInfo.CurrentUICulture = turn.Culture; // the transaction runs elsewhere, where the turn's language is not known
            turn.Services.GetRequiredService<CurrentTurn>().Writer = writer;
            foreach (var write in turn.Writes) await write(writer);
        }, ct);
    }

    /// <summary>One apology with a short code, one log line with the same code, nothing half-written.</summary>
    private async Task<InvokeAnswer> Apologise(Activity activity, Exception failure, bool outOfTime)
    {
        var (code, text) = Apology(activity, outOfTime);
        TurnFailed(code, activity.Type, activity.Id, activity.Conversation.Id, failure);

        if (activity.Type is ActivityTypes.Invoke) return InvokeAnswer.Toast(text);
        if (activity.Type is not ActivityTypes.Message) return NotKept; // there is nobody to apologise to

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var turn = Begin(activity, scope.ServiceProvider);
            turn.Say(OutgoingActivity.Of(text));
            var key = activity.Id is { Length: > 0 } id ? new ActivityKey(activity.ChannelId, activity.Conversation.Base, id) : (ActivityKey?)null;
            await Commit(turn, key, CancellationToken.None);
            return InvokeAnswer.Empty;
        }
        catch (Exception e)
        {
            ApologyFailed(code, e);
            return NotKept; // not even the apology
        }
    }

    /// <summary>The apology for a turn that leaves no trace: the log line says neither who nor where, nor anything that the failure says.</summary>
    private InvokeAnswer ApologiseWithoutTrace(Activity activity, Exception failure)
    {
        var (code, text) = Apology(activity, failure is OperationCanceledException);
        UnrecordedTurnFailed(code, failure.GetType().Name);
        return activity.Type is ActivityTypes.Invoke ? InvokeAnswer.Toast(text) : NotKept;
    }

    private (string Code, string Text) Apology(Activity activity, bool outOfTime)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        CultureInfo.CurrentUICulture = _options.LanguageFor(activity.Locale);
        return (code, string.Format(CultureInfo.InvariantCulture, outOfTime ? TurnTexts.OutOfTime : TurnTexts.Apology, code));
    }

    // Types come from outside; what is not known counts as one.
    private static string KindOf(Activity activity) => activity.Type is ActivityTypes.Message or ActivityTypes.Invoke or ActivityTypes.ConversationUpdate or ActivityTypes.InstallationUpdate ? activity.Type : "other";

    private TimeSpan DeadlineOf(Activity activity) =>
        activity.Name is { } name && name.StartsWith("composeExtension/", StringComparison.Ordinal) ? _options.ExtensionDeadline : _options.Deadline;

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn failed with code {Code}: {Type} {Activity} in {Conversation}")]
    private partial void TurnFailed(string code, string type, string? activity, string conversation, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "An unrecorded turn failed with code {Code}: {Failure}")]
    private partial void UnrecordedTurnFailed(string code, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The apology with code {Code} could not be kept")]
    private partial void ApologyFailed(string code, Exception failure);
}

/// <summary>What every log line of a turn carries: ids, never texts or people.</summary>
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

/// <summary>The turn that a scope belongs to; null in jobs.</summary>
public sealed class CurrentTurn
{
    /// <summary>Set at the beginning of each turn.</summary>
    public TurnContext? Turn { get; internal set; }

    /// <summary>What services write with while the turn's transaction runs; null before.</summary>
    public ITurnWriter? Writer { get; set; }
}
