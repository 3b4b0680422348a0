namespace Improvement.Bot.Tests.Scale;

/// <summary>The largest heap that a collection found since it was made.</summary>
internal sealed class HeapWatch : IDisposable
{
    private readonly ITimer _timer;
    private long _most;

    public HeapWatch() => _timer = TimeProvider.System.CreateTimer(_ => Look(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(20));

    public double Megabytes => _most / 1e6;

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var present = GC.GetGCMemoryInfo(GCKind.Any).HeapSizeBytes;
        if (present > _most) _most = present;
    }
}
