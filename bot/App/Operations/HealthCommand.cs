using System.CommandLine;
using System.Globalization;
using System.Net.Sockets;
using Improvement.Bot.Operations.CommandLine;

namespace Improvement.Bot.Operations;

/// <summary>
/// The command line <c>health</c>, for images without a shell: asks the bot of this machine, as its settings say where it listens, whether
/// it is ready.
/// </summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="build">The application, not started.</param>
    public static Command Of(Func<WebApplication> build)
    {
        var command = new Command("health", OperationsTexts.HealthCommand);
        command.SetAction((_, ct) => Ask(build().Configuration, ct));
        return command;
    }

    private static async Task<int> Ask(IConfiguration settings, CancellationToken ct)
    {
        var urls = settings["Urls"]
            ?? (settings["HTTP_PORTS"] is { Length: > 0 } ports ? $"http://*:{ports.Split(';')[0]}" : "http://localhost:3978");
        if (ListenAddresses.Fault(urls) is { } fault)
        {
            Console.Error.WriteLine(fault);
            return ExitCode.Impossible;
        }

        var address = new Uri($"http://127.0.0.1:{BindingAddress.Parse(urls.Split(';')[0].Trim()).Port}/health/ready");
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address, ct);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync(ct));
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.NotAll;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            var reason = e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused }
                ? OperationsTexts.HealthNobody
                : e is OperationCanceledException ? OperationsTexts.HealthSilent : e.Message;
            await Console.Error.WriteLineAsync(
                string.Format(CultureInfo.InvariantCulture, OperationsTexts.HealthUnanswered, address, reason));
            return ExitCode.NotAll;
        }
    }
}
