using System.Text.Json;
using Improvement.Bot.Framework.Activities;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>Fetches the keys of the channel: the OpenID document says where they are.</summary>
/// <param name="http">The lowest handler: it follows no redirects. It stays the caller's.</param>
internal sealed class KeyDocuments(HttpMessageHandler http, Uri metadata, TimeProvider time) : IDisposable
{
    private const int LargestDocument = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(http, disposeHandler: false)
    {
        MaxResponseContentBufferSize = LargestDocument,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <exception cref="HttpRequestException">No answer, another one than 200, or one that is too large.</exception>
    /// <exception cref="JsonException">The answer is not what it should be.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<KeySet> Fetch()
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        var address = KeysAddress(await _client.GetByteArrayAsync(metadata, deadline.Token));
        return KeySet.Read(await _client.GetByteArrayAsync(address, deadline.Token), time.GetUtcNow());
    }

    public void Dispose() => _client.Dispose();

    private Uri KeysAddress(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return Uri.TryCreate(document.RootElement.Text("jwks_uri"), UriKind.Absolute, out var keys) && IsAsSafe(keys)
            ? keys
            : throw new JsonException("The OpenID document names no address of keys that is safe.");
    }

    private bool IsAsSafe(Uri keys) =>
        keys.Scheme == Uri.UriSchemeHttps || (TrustedHosts.IsPlainLoopback(metadata) && TrustedHosts.IsPlainLoopback(keys));
}
