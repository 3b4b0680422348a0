namespace Improvement.Bot.Framework.Authentication;

/// <summary>Why a request is refused: for the log, never for the sender.</summary>
public enum Refusal
{
    /// <summary>No <c>Authorization: Bearer</c>, or more than one.</summary>
    NoToken,

    /// <summary>Not three parts of base64url, the first two of them JSON objects without repeated members.</summary>
    Malformed,

    /// <summary>The header says another algorithm than RS256.</summary>
    Algorithm,

    /// <summary>The header embeds a key, or has a critical parameter that is not understood.</summary>
    Header,

    /// <summary>Somebody else issued it.</summary>
    Issuer,

    /// <summary>It is for somebody else.</summary>
    Audience,

    /// <summary>It does not say when it ends, or not in a way that can be read.</summary>
    NoExpiry,

    /// <summary>It is over.</summary>
    Expired,

    /// <summary>It has not begun.</summary>
    NotYetValid,

    /// <summary>None of the present keys signed it, or there are no keys at present.</summary>
    UnknownKey,

    /// <summary>The key is not endorsed for Teams.</summary>
    NotEndorsed,

    /// <summary>The signature is not that of the key.</summary>
    Signature,

    /// <summary>The activity is not from Teams.</summary>
    Channel,

    /// <summary>The activity names another connector than the token, or the token none.</summary>
    ServiceUrl,

    /// <summary>The connector that both name is not on a host of the list.</summary>
    UntrustedHost,

    /// <summary>The tenant is not on the list.</summary>
    Tenant,
}

/// <summary>HTTP answers for refusals.</summary>
public static class Refusals
{
    /// <summary>HTTP status: 401 while the sender is not authenticated; 403 if it is, and not allowed to send this.</summary>
    public static int Status(this Refusal refusal) => refusal >= Refusal.Channel ? 403 : 401;
}
