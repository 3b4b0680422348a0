namespace Improvement.Bot.Framework.Turns;

/// <summary>
/// Thrown by <see cref="ITurnStore"/> and <see cref="Outbox.IOutboxStore"/> when nothing can be read or written at the moment. Nothing of
/// what was asked was kept, and it can be asked again later; only of a server that is <see cref="StoreFault.Unreachable"/> one cannot know
/// whether it kept what it was given last.</summary>
/// <param name="fault">The fault of the store.</param>
/// <param name="message">For the log and for the operator.</param>
/// <param name="cause">The exception of the driver.</param>
public sealed class StoreUnavailableException(StoreFault fault, string message, Exception cause) : Exception(message, cause)
{
    /// <summary>The same, in the words of the driver.</summary>
    public StoreUnavailableException(StoreFault fault, Exception cause)
        : this(fault, $"Nothing can be kept, {Reason(fault)}: {cause.Message}", cause)
    {
    }

    /// <summary>The fault of the store.</summary>
    public StoreFault Fault => fault;

    /// <summary>Why nothing can be written, as half a sentence.</summary>
    public static string Reason(StoreFault fault) => fault switch
    {
        StoreFault.Full => "the disk is full",
        StoreFault.NotWritable => "the database cannot be written",
        StoreFault.Busy => "somebody else holds the database",
        _ => "the database does not answer",
    };
}

/// <summary>Faults for which a store can neither read nor write.</summary>
public enum StoreFault
{
    /// <summary>There is no room left on its disk.</summary>
    Full,

    /// <summary>It takes nothing: rights, a file system that was mounted read-only, a disk that fails, a server that stands by.</summary>
    NotWritable,

    /// <summary>Somebody else holds it for longer than one waits.</summary>
    Busy,

    /// <summary>Its server cannot be reached.</summary>
    Unreachable,
}
