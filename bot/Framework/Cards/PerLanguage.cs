using System.Collections.Concurrent;
using System.Globalization;

namespace Improvement.Bot.Framework.Cards;

/// <summary>A part of a card that depends on nothing but the language, made once for each and then shared.</summary>
/// <param name="make">Makes it in <see cref="CultureInfo.CurrentUICulture"/>; what it makes must be immutable.</param>
public sealed class PerLanguage<T>(Func<T> make) where T : class
{
    // Names of languages come from outside, so there is no end to them.
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<string, T> _made = new(StringComparer.Ordinal);

    /// <summary>The part in the language of the current turn.</summary>
    public T Value
    {
        get
        {
            var language = CultureInfo.CurrentUICulture.Name;
            if (_made.TryGetValue(language, out var known)) return known;

            var made = make();
            return _made.Count < MostKept ? _made.GetOrAdd(language, made) : made;
        }
    }
}
