using System.Globalization;

namespace Improvement.Bot.Operations;

/// <summary>
/// Until November 2026 the bot, started from its sources, ran in the folder of its project and kept its data there. They are found again,
/// and the person is told where they are.
/// </summary>
internal static class FormerDataFolder
{
    private const string Key = "Storage:ConnectionString", Present = "Data Source=data/improvement-bot.db";
    private static readonly string Former = Path.Combine("bot", "App", "data", "improvement-bot.db");

    /// <summary>Points the settings to the former database, where there is one and none in its new place.</summary>
    public static void Find(ConfigurationManager settings)
    {
        if (settings[Key] is not Present || File.Exists(Path.Combine("data", "improvement-bot.db")) || !File.Exists(Former)) return;

        settings[Key] = "Data Source=" + Former;
        Console.Error.WriteLine(string.Format(CultureInfo.InvariantCulture, OperationsTexts.FormerData, Former));
    }
}
