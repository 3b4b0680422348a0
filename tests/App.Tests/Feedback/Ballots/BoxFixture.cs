using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>One database for all tests of a class, with nothing in it at the begin of each, at nine in the morning.</summary>
public sealed class BoxFixture : IDisposable
{
    private BoxBench? _bench;

    internal BoxBench Of(StorageEngine engine)
    {
        _bench ??= new(engine, new EndingCipher());
        _bench.Clear();
        return _bench;
    }

    public void Dispose() => _bench?.Dispose();
}

/// <summary>Ends what is done with a box at a step, as a kill would.</summary>
internal sealed class EndingCipher : BoxCipher
{
    public BoxStep? EndAt { get; set; }

    public override void Reached(BoxStep step)
    {
        if (step == EndAt) throw new EndedException();
    }
}

internal sealed class EndedException : Exception;
