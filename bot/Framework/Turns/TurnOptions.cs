using System.Globalization;

namespace Improvement.Bot.Framework.Turns;

/// <summary>How turns are run.</summary>
public sealed class TurnOptions
{
    /// <summary>How long a turn may take, waiting included; shorter than the 15 s after which the channel gives up.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a message extension may take, or a search while somebody types; the channel gives up after 5 s.</summary>
    public TimeSpan ExtensionDeadline { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>How long an open dialog waits for its person.</summary>
    public TimeSpan DialogLife { get; set; } = TimeSpan.FromDays(14);

    /// <summary>The languages that the words exist in, the first of them for everybody else.</summary>
    public IList<string> Languages { get; } = ["en"];

    /// <summary>The language for a locale: the same, or one of the same language, or the first.</summary>
    public CultureInfo LanguageFor(string? locale)
    {
        foreach (var language in Languages)
        {
            if (locale is not null
                && (locale.Equals(language, StringComparison.OrdinalIgnoreCase)
                    || locale.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase)))
            {
                return CultureInfo.GetCultureInfo(language);
            }
        }

        return CultureInfo.GetCultureInfo(Languages[0]);
    }
}
