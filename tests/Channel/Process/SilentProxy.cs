using System.Net.Sockets;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// A way to a server on this machine on which, from one moment to the next, nothing passes any more, in either direction and not even the
/// end of a connection, while every connection stays open; as behind a firewall that has forgotten them. What was sent meanwhile arrives
/// when it lets things pass again.
/// </summary>
/// <param name="socket">The server's socket, a file.</param>
public sealed class SilentProxy(string socket) : LoopbackRelay(new UnixDomainSocketEndPoint(socket))
{
    private volatile TaskCompletionSource? _silent;

    /// <summary>Nothing passes any more.</summary>
    public void FallSilent() => _silent = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything passes again.</summary>
    public void Resume()
    {
        _silent?.TrySetResult();
        _silent = null;
    }

    /// <inheritdoc/>
    protected override async Task<(Direction ToServer, Direction ToClient)> Connecting(Socket client, Socket server)
    {
        await Passing;
        return (new OnceItPasses(this, server), new OnceItPasses(this, client));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Resume();
        base.Dispose(disposing);
    }

    private Task Passing => _silent?.Task ?? Task.CompletedTask;

    private sealed class OnceItPasses(SilentProxy proxy, Socket to) : Direction(to)
    {
        public override async ValueTask Take(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            await proxy.Passing;
            await Send(bytes, ct);
        }

        public override async ValueTask End() => await proxy.Passing;
    }
}
