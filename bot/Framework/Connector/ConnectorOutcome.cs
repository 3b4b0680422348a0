using System.Diagnostics.CodeAnalysis;

namespace Improvement.Bot.Framework.Connector;

/// <summary>
/// Result of a call to the connector: a value, or a failure with its reason. Expected refusals and network trouble never throw.
/// </summary>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, ConnectorFailure? failure)
    {
        Value = value;
        Failure = failure;
    }

    /// <summary>The answer; meaningful only when the call succeeded.</summary>
    public T? Value { get; }

    /// <summary>Why it failed; null when it succeeded.</summary>
    public ConnectorFailure? Failure { get; }

    /// <summary>Whether the channel did what was asked.</summary>
    [MemberNotNullWhen(false, nameof(Failure))]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Failure is null;

    /// <summary>The answer of a call that succeeded.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A call that failed.</summary>
    public static implicit operator Outcome<T>(ConnectorFailure failure) => new(default, failure);
}

/// <summary>Why the channel did not do what was asked.</summary>
/// <param name="Kind">Kind of the failure, which decides what the sender does.</param>
/// <param name="Status">HTTP status; 0 when no answer came.</param>
/// <param name="Code">The channel's own word, such as <c>BotNotInConversationRoster</c>; null when it gave none.</param>
/// <param name="Message">One short line for a log or an administrator.</param>
/// <param name="RetryAfter">How long the channel asks to be left alone.</param>
/// <param name="TenantWide">The limit of the whole tenant was hit, not that of one conversation.</param>
public sealed record ConnectorFailure(
    FailureKind Kind, int Status, string? Code, string Message, TimeSpan? RetryAfter = null, bool TenantWide = false)
{
    /// <summary>The failure in one line.</summary>
    public override string ToString() => $"{Status} {Code ?? Kind.ToString()}: {Message}";
}

/// <summary>The families of failure that call for different reactions.</summary>
public enum FailureKind
{
    /// <summary>No answer, or one that passes by itself (408, 409, 412, 423, 425, 500 and above): try again later.</summary>
    Transient,

    /// <summary>Too many calls (429): wait as long as asked, then try again.</summary>
    Throttled,

    /// <summary>The token was not accepted (401): once more with a fresh one, then it is a matter of configuration.</summary>
    Unauthorized,

    /// <summary>The bot is blocked or not installed there: nothing can be sent until it is added again.</summary>
    Unreachable,

    /// <summary>
    /// The bot is not in the conversation, or is refused without a reason (403): as Teams answers also where it has just been added, so it
    /// is tried several times before it is believed.
    /// </summary>
    NotYet,

    /// <summary>An administrator or the permissions of the app forbid it.</summary>
    NotPermitted,

    /// <summary>The host belongs to another cloud.</summary>
    WrongHost,

    /// <summary>The conversation does not exist (any more, or yet), or its person removed the chat.</summary>
    ConversationGone,

    /// <summary>The message no longer exists.</summary>
    ActivityGone,

    /// <summary>Something else was not found, such as a member.</summary>
    NotFound,

    /// <summary>The message is larger than the channel takes.</summary>
    TooLarge,

    /// <summary>
    /// The channel does not understand the request: mostly our mistake, but also its answer now and then to what it takes a moment later.
    /// </summary>
    BadRequest,

    /// <summary>The channel did what was asked and answered what nobody understands; once more would do it twice.</summary>
    Broken,
}
