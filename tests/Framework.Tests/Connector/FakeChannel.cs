using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Improvement.Bot.Framework.Tests.Connector;

/// <summary>The channel as a message handler: records what arrives and answers as the test says.</summary>
internal sealed class FakeChannel(Func<FakeChannel.Call, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public FakeChannel(Func<Call, HttpResponseMessage> answer)
        : this((call, _) => Task.FromResult(answer(call)))
    {
    }

    public List<Call> Calls { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var call = new Call(request.Method.Method, request.RequestUri!.AbsoluteUri, body, request.Content?.Headers.ContentType);
        lock (Calls) Calls.Add(call);
        return await answer(call, cancellationToken);
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, string? json = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status);
        if (json is not null) response.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    /// <summary>What arrived.</summary>
    internal sealed record Call(string Method, string Url, string? Body, MediaTypeHeaderValue? ContentType);
}
