using System.Globalization;
using System.Security.Cryptography;
using Improvement.Bot.Framework.Activities;
using Improvement.Bot.Framework.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Turns;

public sealed partial class TurnRunner
{
    // While nothing can be kept, everybody is told without the outbox and its limits: a few at a time, and not for long.
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private int _telling;

    /// <summary>One apology with a short code, one log line with the same code, nothing half-written.</summary>
    private async Task<InvokeAnswer> Apologise(Activity activity, Exception failure, bool outOfTime)
    {
        var (code, text) = Apology(activity, failure, outOfTime);
        switch (failure)
        {
            case MessageTooLargeException: TooMuchForACard(activity.Type, activity.Id, activity.Conversation.Id, failure.Message); break;
            case StoreUnavailableException away: StoreAway(code, activity.Type, activity.Id, activity.Conversation.Id, away.Message); break;
            default: TurnFailed(code, activity.Type, activity.Id, activity.Conversation.Id, failure); break;
        }

        if (activity.Type is ActivityTypes.Invoke) return InvokeAnswer.Line(activity.Name, text);
        if (activity.Type is not ActivityTypes.Message) return NotKept; // there is nobody to apologise to
        return IsKnownLoss(failure) ? await TellAtOnce(activity, text) : await KeepApology(activity, code, text);
    }

    private async Task<InvokeAnswer> KeepApology(Activity activity, string code, string text)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var turn = Begin(activity, scope.ServiceProvider);
            turn.Say(OutgoingActivity.Of(text));
            var key = activity.Id is { Length: > 0 } id
                ? new ActivityKey(activity.ChannelId, activity.Conversation.Base, id)
                : (ActivityKey?)null;
            await Commit(turn, key, beside: false, CancellationToken.None);
            return InvokeAnswer.Empty;
        }
        catch (Exception e)
        {
            ApologyFailed(code, e);
            return IsKnownLoss(e) ? await TellAtOnce(activity, Words(e, code, outOfTime: false)) : NotKept; // not even the apology
        }
    }

    /// <summary>
    /// Sends the apology directly to the connector, since the outbox cannot be written. It asks its person to send the message again, so
    /// the activity is answered with 200 and the channel does not redeliver it.
    /// </summary>
    private async Task<InvokeAnswer> TellAtOnce(Activity activity, string text)
    {
        if (direct is null || activity.ServiceUrl is not { } service) return NotKept;

        using var deadline = new CancellationTokenSource(Patience, time);
        try
        {
            if (Interlocked.Increment(ref _telling) > AtOnce) return NotKept;
            var to = new Address(service, activity.Conversation.Id, activity.Conversation.TenantId,
                activity.IsTargeted ? activity.From.Id : null);
            return await direct.Say(to, OutgoingActivity.Of(text).ToJson(), deadline.Token) ? InvokeAnswer.Empty : NotKept;
        }
        catch (OperationCanceledException)
        {
            return NotKept;
        }
        finally
        {
            Interlocked.Decrement(ref _telling);
        }
    }

    /// <summary>
    /// The apology for a turn that leaves no trace: the log line says neither who nor where, nor anything that the failure says.
    /// </summary>
    private InvokeAnswer ApologiseWithoutTrace(Activity activity, Exception failure, bool outOfTime)
    {
        var (code, text) = Apology(activity, failure, outOfTime, isUnrecorded: true);
        UnrecordedTurnFailed(code, failure.GetType().Name);
        return InvokeAnswer.Line(activity.Name, text);
    }

    private (string Code, string Text) Apology(Activity activity, Exception failure, bool outOfTime, bool isUnrecorded = false)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        CultureInfo.CurrentUICulture = _options.LanguageFor(activity.Locale);
        return (code, Words(failure, code, outOfTime, isUnrecorded));
    }

    // A server that cannot be reached may have kept the turn all the same, so the channel had better deliver it again.
    private static bool IsKnownLoss(Exception failure) => failure is StoreUnavailableException { Fault: not StoreFault.Unreachable };

    // An unrecorded turn commits in its handler, which may have done so before it failed.
    private static string Words(Exception failure, string code, bool outOfTime, bool isUnrecorded = false) =>
        string.Format(CultureInfo.InvariantCulture, failure switch
    {
        MessageTooLargeException => TurnTexts.TooLong,
        StoreUnavailableException { Fault: StoreFault.Full } => TurnTexts.StoreFull,
        StoreUnavailableException { Fault: StoreFault.NotWritable } => TurnTexts.StoreNotWritable,
        StoreUnavailableException { Fault: StoreFault.Busy } => TurnTexts.StoreBusy,
        StoreUnavailableException => TurnTexts.StoreUnreachable,
        _ when outOfTime => isUnrecorded ? TurnTexts.UnrecordedOutOfTime : TurnTexts.OutOfTime,
        _ when isUnrecorded => TurnTexts.UnrecordedApology,
        _ => TurnTexts.Apology,
    }, code);

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn failed with code {Code}: {Type} {Activity} in {Conversation}")]
    private partial void TurnFailed(string code, string type, string? activity, string conversation, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn failed with code {Code}: {Type} {Activity} in {Conversation}. {Why}")]
    private partial void StoreAway(string code, string type, string? activity, string conversation, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Type} {Activity} in {Conversation} was not processed: {Why}")]
    private partial void TooMuchForACard(string type, string? activity, string conversation, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "An unrecorded turn failed with code {Code}: {Failure}")]
    private partial void UnrecordedTurnFailed(string code, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The apology with code {Code} could not be stored in the outbox")]
    private partial void ApologyFailed(string code, Exception failure);
}
