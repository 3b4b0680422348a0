namespace Improvement.Bot.Tests.Feedback.Voters;

/// <summary>Sends at a rate, however long the answers take, as people do.</summary>
internal static class Pace
{
    /// <summary>Sends as long as it goes on, and waits for all answers.</summary>
    /// <param name="goesOn">Whether there is one more, by how many were sent.</param>
    public static async Task Keep(int perSecond, Predicate<int> goesOn, Func<int, Task> send)
    {
        var began = TimeProvider.System.GetTimestamp();
        List<Task> sent = [];
        while (goesOn(sent.Count))
        {
            sent.Add(send(sent.Count));
            var due = TimeSpan.FromSeconds(sent.Count / (double)perSecond) - TimeProvider.System.GetElapsedTime(began);
            if (due > TimeSpan.Zero) await Task.Delay(due, TimeProvider.System);
        }

        await Task.WhenAll(sent);
    }

    /// <summary>A percentile of durations, in milliseconds.</summary>
    public static double Percentile(IEnumerable<TimeSpan> times, int percent)
    {
        double[] sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];
        return sorted is [] ? double.NaN : sorted[(int)Math.Ceiling(percent / 100.0 * sorted.Length) - 1];
    }
}
