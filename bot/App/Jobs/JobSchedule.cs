namespace Improvement.Bot.Jobs;

/// <summary>How often a job runs.</summary>
/// <param name="Name">For the log.</param>
/// <param name="Pause">Between the end of one run and the begin of the next; a failed run is repeated after it.</param>
/// <param name="First">How long after the start it runs first; zero for at once.</param>
internal sealed record JobSchedule(string Name, TimeSpan Pause, TimeSpan First = default)
{
    /// <summary>Lets the next run begin before the pause is over; null where nothing does.</summary>
    public JobSignal? Signal { get; init; }
}
