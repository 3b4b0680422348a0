using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>
/// The check of signature, issuer, audience and lifetime by Microsoft.IdentityModel. The signature comes last, so whatever is refused
/// before it needs no key; the key is given, never looked for by the library, which keeps its RSA objects ready for each key that it has
/// seen.
/// </summary>
internal sealed class TokenLibrary(TrustOptions trust, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = ChannelToken.Longest };

    private readonly TokenValidationParameters _shared = new()
    {
        ValidAlgorithms = ["RS256"],
        ValidIssuers = trust.Issuers,
        ValidAudience = trust.AppId,
        IgnoreCaseWhenValidatingAudience = true, // it is a GUID
        IgnoreTrailingSlashWhenValidatingAudience = false,
        RequireExpirationTime = true,
        // the library knows the system's clock only
        LifetimeValidator = (begin, end, _, _) => IsNow(begin, end, time.GetUtcNow().UtcDateTime),
        ValidateSignatureLast = true,
        RequireSignedTokens = true,
        TryAllIssuerSigningKeys = false, // the key that the token names, or none
        LogTokenId = false,
        LogValidationExceptions = false,
    };

    /// <summary>
    /// What is wrong with the token; null when nothing is. Without a key the answer for a good token is <see cref="Refusal.UnknownKey"/>.
    /// </summary>
    public async ValueTask<Refusal?> Objection(ChannelToken token, SigningKey? key)
    {
        var parameters = _shared.Clone();
        parameters.IssuerSigningKey = key?.Material;
        var result = await _handler.ValidateTokenAsync(token.Whole, parameters);
        return result.IsValid ? null : ReasonOf(result.Exception, token);
    }

    private static bool IsNow(DateTime? begin, DateTime? end, DateTime now) =>
        now < end + TokenCheck.Skew && !(begin - TokenCheck.Skew > now);

    private Refusal ReasonOf(Exception? failure, ChannelToken token) => failure switch
    {
        SecurityTokenInvalidIssuerException => Refusal.Issuer,
        SecurityTokenInvalidAudienceException => Refusal.Audience,
        SecurityTokenInvalidLifetimeException => time.GetUtcNow() >= token.End + TokenCheck.Skew ? Refusal.Expired : Refusal.NotYetValid,
        SecurityTokenSignatureKeyNotFoundException => Refusal.UnknownKey,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => Refusal.Signature,
        _ => Refusal.Malformed,
    };
}
