using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Tests.Feedback.Voters;

/// <summary>Sends at a rate, however long the answers take, as people do.</summary>
internal static class Pace
{
    /// <summary>Sends until there is nothing more, and waits for all answers.</summary>
    /// <param name="send">Sends the one of a number; null when there is nothing more.</param>
    public static async Task Keep(int perSecond, Func<int, Task?> send)
    {
        var began = TimeProvider.System.GetTimestamp();
        List<Task> sent = [];
        while (send(sent.Count) is { } sending)
        {
            sent.Add(sending);
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
