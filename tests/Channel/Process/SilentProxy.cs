using System.Net;
using System.Net.Sockets;

namespace Improvement.Bot.Tests.Channel;

/// <summary>
/// A way to a server on this machine on which, from one moment to the next, nothing passes any more, in either direction and not even the
/// end of a connection, while every connection stays open; as behind a firewall that has forgotten them. What was sent meanwhile arrives
/// when it lets things pass again.
/// </summary>
public sealed class SilentProxy : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _socket;
    private readonly CancellationTokenSource _end = new();
    private volatile TaskCompletionSource _passing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="socket">The server's socket, a file.</param>
    public SilentProxy(string socket)
    {
        _socket = socket;
        _passing.SetResult();
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = Accept();
    }

    /// <summary>The loopback port.</summary>
    public int Port { get; }

    /// <summary>Nothing passes any more.</summary>
    public void FallSilent() => _passing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Everything passes again.</summary>
    public void Resume() => _passing.TrySetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        Resume();
        _listener.Dispose();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested) _ = Connect(await _listener.AcceptSocketAsync(_end.Token));
    }

    private async Task Connect(Socket client)
    {
        using (client)
        using (var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            await _passing.Task;
            await server.ConnectAsync(new UnixDomainSocketEndPoint(_socket), _end.Token);
            await Task.WhenAny(Pass(client, server), Pass(server, client));
        }
    }

    // The end of one side, or its failure, ends the other, once things pass.
    private async Task Pass(Socket from, Socket to)
    {
        var bytes = new byte[64 * 1024];
        try
        {
            for (var read = 1; read > 0;)
            {
                read = await from.ReceiveAsync(bytes, _end.Token);
                await _passing.Task;
                for (var sent = 0; sent < read;) sent += await to.SendAsync(bytes.AsMemory(sent, read - sent), _end.Token);
            }
        }
        catch (SocketException)
        {
            await _passing.Task;
        }
    }
}
