using System.Net;
using System.Net.Sockets;
using System.Text;
using Improvement.Bot.Tests.Channel;

namespace Improvement.Bot.Benchmarks;

/// <summary>
/// The relay as a program: whoever connects to the port after its own is told in one line how many statements and round trips have passed.
/// </summary>
internal static class RelayCommand
{
    /// <summary>Passes on until the process is ended.</summary>
    public static async Task Run(int port, string socket, TimeSpan delay)
    {
        using var relay = new PostgresRelay(new UnixDomainSocketEndPoint(socket), delay, port);
        using var counts = new TcpListener(IPAddress.Loopback, port + 1);
        counts.Start();
        while (true)
        {
            using var asker = await counts.AcceptSocketAsync();
            var (statements, roundTrips) = relay.Passed;
            await asker.SendAsync(Encoding.ASCII.GetBytes($"{statements} {roundTrips}\n"));
        }
    }
}
