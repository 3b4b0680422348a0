using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Storage.Engine;

/// <summary>Why nothing can be written, as all writers of a process found it; logged once, until something can be written again.</summary>
internal sealed partial class StoreRefusals(ILogger<Database> logger)
{
    private volatile Refusal? _last;

    /// <summary>Why the last turn could not be kept; null once one could be again.</summary>
    public Refusal? Last => _last;

    // A disk that is full stays so for a while, and a log that repeats it for every turn would fill it further.
    public void Add(StoreUnavailableException away)
    {
        if (_last?.Fault != away.Fault) LogUnavailable(logger, StoreUnavailableException.Reason(away.Fault), away);
        _last = new(away.Fault, TimeProvider.System.GetTimestamp());
    }

    /// <summary>A turn could be kept.</summary>
    /// <param name="before">The refusal that was there when it began; a newer one counts more.</param>
    public void Recovered(Refusal? before)
    {
        if (before is null || _last != before) return;
        _last = null;
        LogAvailable(logger);
    }

    [
        LoggerMessage(
            Level = LogLevel.Error,
            Message = "Nothing can be written, {Reason}; this is logged once, until something can be written again")]
    private static partial void LogUnavailable(ILogger logger, string reason, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database can be written again")]
    private static partial void LogAvailable(ILogger logger);
}

/// <summary>A turn that could not be kept.</summary>
/// <param name="At">When, as a timestamp of real time.</param>
internal sealed record Refusal(StoreFault Fault, long At);
