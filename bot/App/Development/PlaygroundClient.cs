namespace Improvement.Bot.Development;

/// <summary>The chat page's own HTTP interface, as far as the launcher needs it.</summary>
/// <param name="port">The port of the chat page on this machine.</param>
internal sealed class PlaygroundClient(int port) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false })
    {
        BaseAddress = new($"http://127.0.0.1:{port}"),
        Timeout = TimeSpan.FromSeconds(20), // sending an installation waits for the bot's answer
    };

    /// <summary>Whether the chat page answers.</summary>
    public async Task<bool> IsThere(CancellationToken cancellation)
    {
        try
        {
            return await _http.GetStringAsync(new Uri("/_debug/ping", UriKind.Relative), cancellation) == "pong";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Sends the bot the two events that Teams sends when somebody installs it there.</summary>
    /// <returns>Whether the chat page took it.</returns>
    public async Task<bool> Install(string conversation, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.PostAsync(new Uri($"/_debug/conversation/{Uri.EscapeDataString(conversation)}/installation",
                UriKind.Relative), null, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
