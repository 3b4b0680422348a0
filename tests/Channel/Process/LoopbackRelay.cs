using System.Net;
using System.Net.Sockets;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A loopback port that passes each connection on to a server on this machine; a derived class decides how.</summary>
public abstract class LoopbackRelay : IDisposable
{
    private readonly TcpListener _listener;
    private readonly EndPoint _server;
    private readonly CancellationTokenSource _end = new();

    /// <param name="server">The server's socket, a file, or its address and port.</param>
    /// <param name="port">The loopback port; 0 takes a free one.</param>
    protected LoopbackRelay(EndPoint server, int port = 0)
    {
        _server = server;
        _listener = new(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Accept();
    }

    /// <summary>The loopback port.</summary>
    public int Port { get; }

    /// <summary>Cancelled when it ends.</summary>
    protected CancellationToken Ended => _end.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>What passes on the two directions of a connection; called before the server is connected to.</summary>
    protected abstract Task<(Direction ToServer, Direction ToClient)> Connecting(Socket client, Socket server);

    /// <summary>Called once at the end.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested) _ = Connect(await _listener.AcceptSocketAsync(_end.Token));
    }

    private async Task Connect(Socket client)
    {
        using (client)
        using (var server = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Unspecified))
        {
            var (there, back) = await Connecting(client, server);
            await server.ConnectAsync(_server, _end.Token);
            await Task.WhenAny(Pass(client, there), Pass(server, back));
        }
    }

    // The end of one side, or its failure, ends the other.
    private async Task Pass(Socket from, Direction direction)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(bytes, _end.Token) is > 0 and var read)
            {
                await direction.Take(bytes.AsMemory(0, read), _end.Token);
            }
        }
        catch (SocketException)
        {
            // as an end
        }

        await direction.End();
    }

    /// <summary>One direction of a connection.</summary>
    /// <param name="to">Where it leads.</param>
    protected abstract class Direction(Socket to)
    {
        /// <summary>Called with what came; it is another's when the task is completed.</summary>
        public abstract ValueTask Take(ReadOnlyMemory<byte> bytes, CancellationToken ct);

        /// <summary>Called when nothing more comes; both sides are closed when the task is completed.</summary>
        public virtual ValueTask End() => ValueTask.CompletedTask;

        /// <summary>Sends all of it.</summary>
        protected async ValueTask Send(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes, ct)..];
        }
    }
}
