using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Api.Webhooks;

/// <summary>
/// Sends to addresses that somebody typed. The name is resolved once, and the connection goes to an address that was looked at: never into
/// a private network, whatever the name resolves to the next time. No redirects, no proxy, no cookies; of the answer only the head is read.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private const int LargestHead = 16; // KB

    private readonly HttpClient _http;
    private readonly WebhookSettings _settings;
    private readonly bool _allowsLoopback;

    public WebhookClient(IOptions<WebhookSettings> settings, IHostEnvironment environment)
    {
        (_settings, _allowsLoopback) = (settings.Value, environment.IsDevelopment());
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect =
                false, UseProxy = false, UseCookies = false, MaxResponseHeadersLength = LargestHead, ConnectTimeout = _settings.Timeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1), ConnectCallback = (context, ct) => Connect(context.DnsEndPoint, ct),
        };
        _http = new(handler) { Timeout = _settings.Timeout };
        _http.DefaultRequestHeaders.UserAgent.Add(new("Improvement-Bot", null));
    }

    /// <summary>
    /// Why nothing may be sent to an address, in words; null when it may. What a name leads to is looked at when something is sent.
    /// </summary>
    /// <param name="allowsLoopback">Whether this machine may be sent to, by plain http too, which is so in Development.</param>
    /// <param name="allowsPrivate">Whether private networks may be sent to.</param>
    public static string? Problem(string url, bool allowsLoopback, bool allowsPrivate)
    {
        if (url.Length > 500
            || !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0
            || address.Fragment.Length > 0)
        {
            return WebhookTexts.UrlUnreadable;
        }
        if (address.IsLoopback && allowsLoopback && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp))
        {
            return null;
        }
        if (address.Scheme != Uri.UriSchemeHttps) return WebhookTexts.UrlNotSecure;
        return allowsPrivate || PublicAddresses.MayBe(address) ? null : WebhookTexts.UrlNotPublic;
    }

    /// <summary>Sends a message; what came of it.</summary>
    public async Task<WebhookOutcome> Send(Webhook hook, string id, DateTimeOffset now, byte[] body, CancellationToken ct)
    {
        if (Problem(hook.Url, _allowsLoopback, allowsPrivate: true) is { } problem) return new(null, problem);
        using var request = Request(hook, id, now, body);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var status = (int)response.StatusCode;
            return new(status, response.IsSuccessStatusCode ? null : Say(WebhookTexts.Answered, status))
            {
                RetryAfter = response.Headers.RetryAfter?.Delta,
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(null, WebhookTexts.NoAnswer);
        }
        catch (HttpRequestException e)
        {
            return new(
                null, e.InnerException is NotPublicException ? WebhookTexts.NotPublic : Say(WebhookTexts.NoConnection, e.HttpRequestError));
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage Request(Webhook hook, string id, DateTimeOffset now, byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, hook.Url)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", WebhookSignature.Of(hook.SecretsAt(now), id, now.ToUnixTimeSeconds(), body));
        return request;
    }

    private async ValueTask<Stream> Connect(DnsEndPoint to, CancellationToken ct)
    {
        var allowed = (await Dns.GetHostAddressesAsync(to.Host, ct)).Where(MayReach).ToArray();
        if (allowed is []) throw new NotPublicException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool MayReach(IPAddress address) =>
        _settings.AllowPrivateAddresses || PublicAddresses.Contains(address) || (_allowsLoopback && IPAddress.IsLoopback(address));

    /// <summary>The name leads into a private network, or nowhere.</summary>
    private sealed class NotPublicException : Exception;
}

/// <summary>What came of sending a message.</summary>
/// <param name="Status">What was answered; null when nothing was.</param>
/// <param name="Problem">Null when it arrived.</param>
internal sealed record WebhookOutcome(int? Status, string? Problem)
{
    /// <summary>When the receiver wants to hear of it again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the receiver said that it is gone for good.</summary>
    public bool IsGone => Status is StatusCodes.Status410Gone;
}
