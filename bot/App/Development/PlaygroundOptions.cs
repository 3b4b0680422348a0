namespace Improvement.Bot.Development;

/// <summary>Section <c>Playground</c> of the settings: the chat page for trying the bot on one machine. Used in Development only.</summary>
internal sealed record PlaygroundOptions : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Playground";

    /// <summary>Whether the bot starts the chat page and ends it with itself.</summary>
    public bool Enabled { get; init; }

    /// <summary>The port of the chat page on this machine, 1 to 65535.</summary>
    public int Port { get; init; } = 56150;

    /// <summary>Whether the chat page is opened in the browser, where there is somebody to look at it.</summary>
    public bool OpenBrowser { get; init; } = true;

    /// <summary>
    /// The folder in which the chat page keeps its configuration and log, and the gallery its renderer; relative to the working directory.
    /// </summary>
    public string Folder { get; init; } = "data/playground";

    /// <summary>How long the chat page may take to answer: the first time it is downloaded.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Where a person chats.</summary>
    public Uri Page => new($"http://localhost:{Port}");

    /// <summary>Every fault of these settings, each in one sentence; empty when they are good.</summary>
    public IEnumerable<string> Faults()
    {
        if (Port is < 1 or > 65535) yield return $"{Section}:Port is {Port}; it is a port from 1 to 65535.";
        if (string.IsNullOrWhiteSpace(Folder)) yield return $"{Section}:Folder is empty; it is the folder of the chat page's files.";
        if (Patience <= TimeSpan.Zero) yield return $"{Section}:Patience is {Patience}; it is a time such as 00:03:00.";
    }
}
