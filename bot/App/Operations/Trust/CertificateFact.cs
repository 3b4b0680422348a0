using System.Security.Cryptography;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Operations.Trust;

/// <summary>
/// What the administrators read once a week of the certificate with which the bot proves who it is. When a client secret ends, only the
/// directory knows.
/// </summary>
internal static class CertificateFact
{
    /// <summary>Days before its end from which on they read it.</summary>
    public const int DaysAhead = 14;

    /// <summary>Where they read it.</summary>
    public static AdministratorFactSource Source { get; } = new(5, (services, now) => Of(
        EndOf(services.GetRequiredService<IOptions<BotSettings>>().Value), now));

    /// <summary>What they read of one that ends then; null where the bot has none, or none that can be read.</summary>
    public static AdministratorFact? Of(DateTimeOffset? end, DateTimeOffset now) => end is not { } at ? null
        : at > now.AddDays(DaysAhead) ? new(Say(OperationsTexts.CertificateFactGood, Moment.Day(at)), true)
        : new(Say(OperationsTexts.CertificateFactEnds, Moment.DayAhead(at)), false);

    private static DateTimeOffset? EndOf(BotSettings settings)
    {
        try
        {
            return Credentials.EndOfCertificate(settings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return null;
        }
    }
}
