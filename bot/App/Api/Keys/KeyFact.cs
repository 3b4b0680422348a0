using Improvement.Bot.Framework.Cards;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Keys;

/// <summary>What the administrators read once a week of keys that are about to end, or have ended since they read it last.</summary>
internal static class KeyFact
{
    /// <summary>Days before its end from which on they read of a key.</summary>
    public const int DaysAhead = 14;

    private const int DaysOfWeek = 7, MostNames = 5, LongestName = 40;

    /// <summary>Where they read it.</summary>
    public static AdministratorFactSource Source { get; } =
        new(4, (services, now) => Of(services.GetRequiredService<ApiKeys>().All(), now));

    /// <summary>What they read of keys that were not revoked.</summary>
    public static AdministratorFact Of(IEnumerable<ApiKey> keys, DateTimeOffset now)
    {
        var (from, until) = (now.AddDays(-DaysOfWeek), now.AddDays(DaysAhead));
        var ending = keys.Where(key => key.ExpiresAt > from && key.ExpiresAt <= until).OrderBy(key => key.ExpiresAt).ToList();
        if (ending is []) return new(Say(KeysTexts.FactGood, Moment.Day(until)), true);
        var names = ending.Take(MostNames).Select(NameOf).ToList();
        if (ending.Count > names.Count) names.Add(Say(KeysTexts.FactMore, ending.Count - names.Count));
        return new(Say(KeysTexts.FactEnds, Moment.Day(until), string.Join(", ", names)), false)
        {
            Button = new(KeysTexts.FactButton, "keys"),
        };
    }

    private static string NameOf(ApiKey key) =>
        Say(KeysTexts.FactKey, ShortText.Cut(ShortText.OnOneLine(key.Name), LongestName), Moment.Day(key.ExpiresAt!.Value));
}
