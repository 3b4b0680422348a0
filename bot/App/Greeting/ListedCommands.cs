namespace Improvement.Bot.Greeting;

/// <summary>A command that people are told of.</summary>
/// <param name="Name">As it is registered; also what Teams puts into the compose box.</param>
/// <param name="How">How it is written, with what may follow.</param>
/// <param name="What">What it does, in one line.</param>
internal sealed record ListedCommand(string Name, string How, string What);

/// <summary>The commands that people are told of in the help; the menus of Teams list the same.</summary>
internal static class ListedCommands
{
    /// <summary>The commands in the language of the moment, the most used first.</summary>
    public static IReadOnlyList<ListedCommand> All =>
    [
        new("report-error", GreetingTexts.HelpReportHow, GreetingTexts.HelpReport),
        new("capture-success", GreetingTexts.HelpCaptureHow, GreetingTexts.HelpCapture),
        new("actions", GreetingTexts.HelpActionsHow, GreetingTexts.HelpActions),
        new("my", GreetingTexts.HelpMyHow, GreetingTexts.HelpMy),
        new("find", GreetingTexts.HelpFindHow, GreetingTexts.HelpFind),
        new("status", GreetingTexts.HelpStatusHow, GreetingTexts.HelpStatus),
        new("survey", GreetingTexts.HelpSurveyHow, GreetingTexts.HelpSurvey),
        new("digest", GreetingTexts.HelpDigestHow, GreetingTexts.HelpDigest),
        new("help", GreetingTexts.HelpHelpHow, GreetingTexts.HelpHelp),
    ];

    /// <summary>What administrators alone may do, in their personal chat; no menu of Teams lists it.</summary>
    public static IReadOnlyList<ListedCommand> OfAdministrators =>
    [
        new("keys", GreetingTexts.HelpKeysHow, GreetingTexts.HelpKeys),
        new("webhooks", GreetingTexts.HelpWebhooksHow, GreetingTexts.HelpWebhooks),
        new("backup", GreetingTexts.HelpBackupHow, GreetingTexts.HelpBackup),
        new("outbox", GreetingTexts.HelpOutboxHow, GreetingTexts.HelpOutbox),
        new("audit", GreetingTexts.HelpAuditHow, GreetingTexts.HelpAudit),
        new("setup", GreetingTexts.HelpSetupHow, GreetingTexts.HelpSetup),
    ];
}
