using System.Globalization;
using System.Security.Cryptography;
using Improvement.Bot.Framework.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Improvement.Bot.Framework.Turns;

public sealed partial class TurnRunner
{
    /// <summary>One apology with a short code, one log line with the same code, nothing half-written.</summary>
    private async Task<InvokeAnswer> Apologise(Activity activity, Exception failure, bool outOfTime)
    {
        var (code, text) = Apology(activity, outOfTime);
        if (failure is MessageTooLargeException)
        {
            text = TurnTexts.TooLong;
            TooMuchForACard(activity.Type, activity.Id, activity.Conversation.Id, failure.Message);
        }
        else
        {
            TurnFailed(code, activity.Type, activity.Id, activity.Conversation.Id, failure);
        }

        if (activity.Type is ActivityTypes.Invoke) return InvokeAnswer.Line(activity.Name, text);
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
        return activity.Type is ActivityTypes.Invoke ? InvokeAnswer.Line(activity.Name, text) : NotKept;
    }

    private (string Code, string Text) Apology(Activity activity, bool outOfTime)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        CultureInfo.CurrentUICulture = _options.LanguageFor(activity.Locale);
        return (code, string.Format(CultureInfo.InvariantCulture, outOfTime ? TurnTexts.OutOfTime : TurnTexts.Apology, code));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Turn failed with code {Code}: {Type} {Activity} in {Conversation}")]
    private partial void TurnFailed(string code, string type, string? activity, string conversation, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing came of {Type} {Activity} in {Conversation}: {Why}")]
    private partial void TooMuchForACard(string type, string? activity, string conversation, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "An unrecorded turn failed with code {Code}: {Failure}")]
    private partial void UnrecordedTurnFailed(string code, string failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "The apology with code {Code} could not be kept")]
    private partial void ApologyFailed(string code, Exception failure);
}
