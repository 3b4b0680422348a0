namespace Improvement.Bot.Api.Webhooks;

/// <summary>Section <c>Webhooks</c>: how other systems are told of events.</summary>
internal sealed class WebhookSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Webhooks";

    /// <summary>
    /// Lets the bot send to addresses inside private networks. Whoever may add webhooks can then make it call what only this machine can
    /// reach.
    /// </summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How often it looks for new events.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a receiver may take to answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A webhook is set aside after so many failures in a row.</summary>
    public int Attempts { get; set; } = 12;

    /// <summary>The pause after the first failure; it doubles with each further one.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>No pause is longer than this.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (Pause <= TimeSpan.Zero) yield return $"{Section}:Pause is {Pause}; it must be longer than nothing.";
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(1))
        {
            yield return $"{Section}:Timeout is {Timeout}; it must be at most a minute.";
        }
        if (Attempts < 1) yield return $"{Section}:Attempts is {Attempts}; it must be at least 1.";
        if (FirstPause <= TimeSpan.Zero || LongestPause < FirstPause)
        {
            yield return $"{Section}:FirstPause is {FirstPause} and LongestPause {LongestPause}; the first must be longer than nothing "
                + "and no longer than the other.";
        }
    }
}
