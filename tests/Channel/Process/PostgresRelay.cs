using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Queues = System.Threading.Channels.Channel;

namespace Improvement.Bot.Tests.Channel;

/// <summary>What was asked of a PostgreSQL server.</summary>
/// <param name="Statements">How many statements were run; those that were only prepared do not count.</param>
/// <param name="RoundTrips">How often a client waited for the server; what it sends together is one.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Traffic(long Statements, long RoundTrips)
{
    /// <summary>What came after an earlier moment.</summary>
    public static Traffic operator -(Traffic later, Traffic earlier) =>
        new(later.Statements - earlier.Statements, later.RoundTrips - earlier.RoundTrips);
}

/// <summary>
/// A way to a PostgreSQL server on this machine that counts what passes, and may be as long as one to another machine. Clients connect to
/// its loopback port without encryption (<c>SSL Mode=Disable</c>).
/// </summary>
/// <param name="server">The server's socket, a file, or its address and port.</param>
/// <param name="delay">By how much each round trip is longer; all of it is spent on the answer. How exact: <see cref="DelayLine"/>.</param>
/// <param name="port">The loopback port; 0 takes a free one.</param>
public sealed class PostgresRelay(EndPoint server, TimeSpan delay = default, int port = 0) : LoopbackRelay(server, port)
{
    // Before the first connection: the base class accepts as soon as it is there.
    private readonly DelayLine? _delay = delay > TimeSpan.Zero ? new(delay) : null;
    private readonly ConcurrentQueue<string> _texts = [];
    private long _statements;
    private long _roundTrips;
    private long _last = TimeProvider.System.GetTimestamp();

    /// <summary>Which connections are counted, by the names that their applications give; all if nothing is said.</summary>
    public Predicate<string>? Counts { get; init; }

    /// <summary>Whether <see cref="Texts"/> are kept; not at first.</summary>
    public bool KeepsTexts { get; set; }

    /// <summary>What has passed so far, of all connections.</summary>
    public Traffic Passed => new(Interlocked.Read(ref _statements), Interlocked.Read(ref _roundTrips));

    /// <summary>For how long no statement has been run.</summary>
    public TimeSpan QuietFor => TimeProvider.System.GetElapsedTime(Interlocked.Read(ref _last));

    /// <summary>Takes the texts of the statements that were run since the last call, in order, as far as they were kept.</summary>
    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string>();
        while (_texts.TryDequeue(out var text)) texts.Add(text);
        return texts;
    }

    /// <inheritdoc/>
    protected override Task<(Direction ToServer, Direction ToClient)> Connecting(Socket client, Socket server)
    {
        client.NoDelay = true;
        Direction back = _delay is null ? new AtOnce(client) : new Later(_delay, client, Ended);
        return Task.FromResult<(Direction, Direction)>((new Counted(this, server), back));
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _delay?.Dispose();
        base.Dispose(disposing);
    }

    private void Asked(string text)
    {
        Interlocked.Increment(ref _statements);
        Interlocked.Exchange(ref _last, TimeProvider.System.GetTimestamp());
        if (KeepsTexts) _texts.Enqueue(text);
    }

    private sealed class Counted : Direction
    {
        private readonly FrontendMessages _messages;
        private bool _isLeftOut;

        public Counted(PostgresRelay relay, Socket to) : base(to) => _messages = new(
            application => _isLeftOut = relay.Counts?.Invoke(application) is false,
            text => { if (!_isLeftOut) relay.Asked(text); },
            () => { if (!_isLeftOut) Interlocked.Increment(ref relay._roundTrips); });

        public override ValueTask Take(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            _messages.Read(bytes.Span);
            return Send(bytes, ct);
        }
    }

    private sealed class AtOnce(Socket to) : Direction(to)
    {
        public override ValueTask Take(ReadOnlyMemory<byte> bytes, CancellationToken ct) => Send(bytes, ct);
    }

    // Each piece on its own time, so that those that come close together arrive close together.
    private sealed class Later : Direction
    {
        private readonly System.Threading.Channels.Channel<byte[]> _due =
            Queues.CreateUnbounded<byte[]>(new() { SingleReader = true, AllowSynchronousContinuations = true });
        private readonly DelayLine _line;
        private readonly Task _sending;

        public Later(DelayLine line, Socket to, CancellationToken ct) : base(to)
        {
            _line = line;
            _sending = SendAll(ct);
        }

        public override ValueTask Take(ReadOnlyMemory<byte> bytes, CancellationToken ct)
        {
            var piece = bytes.ToArray();
            _line.Add(() => _due.Writer.TryWrite(piece));
            return ValueTask.CompletedTask;
        }

        public override async ValueTask End()
        {
            _line.Add(() => _due.Writer.TryComplete());
            await _sending;
        }

        private async Task SendAll(CancellationToken ct)
        {
            try
            {
                await foreach (var piece in _due.Reader.ReadAllAsync(ct)) await Send(piece, ct);
            }
            catch (SocketException)
            {
                // the client is gone
            }
        }
    }
}
