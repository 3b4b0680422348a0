using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Framework.Turns;

namespace Improvement.Bot.Setup;

/// <summary>Finds a time zone while somebody types: far too many for a list.</summary>
internal static class TimeZones
{
    /// <summary>What the cards call these choices.</summary>
    public const string Dataset = "time-zones";

    /// <summary>As many as Teams shows.</summary>
    private const int AtMost = 15;

    /// <summary>The time zones in whose name all the typed words stand.</summary>
    public static ValueTask<IReadOnlyList<Choice>> Find(TurnContext turn, string typed, CancellationToken ct)
    {
        var words = typed.Split([' ', '_', '/'], StringSplitOptions.RemoveEmptyEntries);
        return new([.. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && words.All(word => zone.Id.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(zone => zone.Id, StringComparer.Ordinal)
            .Take(AtMost)
            .Select(zone => ChoiceOf(zone.Id))]);
    }

    /// <summary>A time zone as a choice.</summary>
    public static Choice ChoiceOf(string zone) => new(zone.Replace('_', ' '), zone);
}
