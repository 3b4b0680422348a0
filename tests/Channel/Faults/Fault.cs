namespace Improvement.Bot.Tests.Channel;

/// <summary>Something that goes wrong with a request of the bot.</summary>
public abstract record Fault
{
    private Fault()
    {
    }

    /// <summary>The request is worked on, later.</summary>
    public sealed record Delay(TimeSpan By) : Fault;

    /// <summary>The request is refused and has no effect.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Code">The code in the body.</param>
    /// <param name="RetryAfter">The Retry-After header, in whole seconds; zero sends none.</param>
    /// <param name="SubCode">With it the body has the older shape, in which the message is JSON in a string.</param>
    public sealed record Refuse(int Status, string Code, TimeSpan RetryAfter = default, string? SubCode = null) : Fault;

    /// <summary>The caller is sent elsewhere.</summary>
    public sealed record Redirect(int Status, string To) : Fault;

    /// <summary>The connection is cut before the request had any effect.</summary>
    public sealed record CutBefore : Fault;

    /// <summary>The request has its effect, and the connection is cut instead of an answer.</summary>
    public sealed record CutAfter : Fault;

    /// <summary>No answer ever, and no effect, until the caller gives up.</summary>
    public sealed record Hang : Fault;

    /// <summary>412: another operation ran at the same time.</summary>
    public static Fault Precondition { get; } = new Refuse(412, "PreconditionFailed");

    /// <summary>429, with the wish to wait.</summary>
    public static Fault Throttled(TimeSpan retryAfter = default) => new Refuse(429, "Throttled", retryAfter);

    /// <summary>502.</summary>
    public static Fault BadGateway { get; } = new Refuse(502, "BadGateway");

    /// <summary>503.</summary>
    public static Fault Unavailable { get; } = new Refuse(503, "ServiceUnavailable");

    /// <summary>504.</summary>
    public static Fault GatewayTimeout { get; } = new Refuse(504, "GatewayTimeout");

    /// <summary>500, which is not to be retried.</summary>
    public static Fault ServiceError { get; } = new Refuse(500, "ServiceError");

    /// <summary>401: the bot's token is not good.</summary>
    public static Fault Unauthorized { get; } = new Refuse(401, "Unauthorized");

    /// <summary>401: no such bot.</summary>
    public static Fault BotNotRegistered { get; } = new Refuse(401, "BotNotRegistered");

    /// <summary>403: the bot was removed or is not in yet.</summary>
    public static Fault NotInRoster { get; } = new Refuse(403, "BotNotInConversationRoster");

    /// <summary>403: switched off by an administrator.</summary>
    public static Fault DisabledByAdmin { get; } = new Refuse(403, "BotDisabledByAdmin");

    /// <summary>403: the bot may not do this.</summary>
    public static Fault NotEnoughPermissions { get; } = new Refuse(403, "NotEnoughPermissions");

    /// <summary>403: the person blocked or removed the bot.</summary>
    public static Fault BlockedByUser { get; } = new Refuse(403, "ConversationBlockedByUser");

    /// <summary>403: the same, in the older shape.</summary>
    public static Fault WritesBlocked { get; } = new Refuse(403, "209", default, "MessageWritesBlocked");

    /// <summary>403: the app is not installed for the person.</summary>
    public static Fault NotInstalled { get; } = new Refuse(403, "ForbiddenOperationException");

    /// <summary>403: the wrong cloud.</summary>
    public static Fault WrongHost { get; } = new Refuse(403, "InvalidBotApiHost");

    /// <summary>404: the conversation is gone.</summary>
    public static Fault ConversationNotFound { get; } = new Refuse(404, "ConversationNotFound");

    /// <summary>404: the message is gone.</summary>
    public static Fault ActivityNotFound { get; } = new Refuse(404, "ActivityNotFoundInConversation");

    /// <summary>413.</summary>
    public static Fault TooBig { get; } = new Refuse(413, "MessageSizeTooBig");

    /// <summary>All faults after which a request should be tried again, those without an answer too.</summary>
    public static IReadOnlyList<Fault> Passing { get; } =
        [
            Precondition, Throttled(), BadGateway, Unavailable, GatewayTimeout, new CutBefore(), new CutAfter(),
            new Delay(TimeSpan.FromMilliseconds(40))];

    /// <summary>Every 403 of the protocol.</summary>
    public static IReadOnlyList<Fault> Forbidden { get; } =
        [NotInRoster, DisabledByAdmin, NotEnoughPermissions, BlockedByUser, WritesBlocked, NotInstalled, WrongHost];
}
