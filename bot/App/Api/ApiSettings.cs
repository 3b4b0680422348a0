namespace Improvement.Bot.Api;

/// <summary>Section <c>Api</c>: what callers of the HTTP API may ask of the bot.</summary>
internal sealed class ApiSettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Api";

    /// <summary>Largest body of a request, in bytes; every text at its longest fits.</summary>
    public int LargestBody { get; set; } = 512 * 1024;

    /// <summary>How long a request may take, waiting and reading its body included.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Requests that each key may make in a minute, in the long run.</summary>
    public int PerMinute { get; set; } = 300;

    /// <summary>Requests that a key may make at once when it was quiet before.</summary>
    public int AtOnce { get; set; } = 100;

    /// <summary>
    /// Requests without a good key that are answered for each address in a minute; the key is not looked at any more above that.
    /// </summary>
    public int FailuresPerMinute { get; set; } = 60;

    /// <summary>How long a repeated request with the same Idempotency-Key is known again.</summary>
    public TimeSpan IdempotencyLife { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (LargestBody is < 1024 or > 16 * 1024 * 1024)
        {
            yield return $"{Section}:LargestBody is {LargestBody}; it must be between 1024 and 16777216 bytes.";
        }
        if (Deadline < TimeSpan.FromSeconds(1) || Deadline > TimeSpan.FromMinutes(5))
        {
            yield return $"{Section}:Deadline is {Deadline}; it must be between one second and five minutes.";
        }
        if (PerMinute < 1) yield return $"{Section}:PerMinute is {PerMinute}; it must be at least 1.";
        if (AtOnce < 1) yield return $"{Section}:AtOnce is {AtOnce}; it must be at least 1.";
        if (FailuresPerMinute < 1) yield return $"{Section}:FailuresPerMinute is {FailuresPerMinute}; it must be at least 1.";
        if (IdempotencyLife < TimeSpan.FromDays(1))
        {
            yield return $"{Section}:IdempotencyLife is {IdempotencyLife}; callers rely on at least one day.";
        }
    }
}
