using System.Net.Http.Headers;
using System.Text.Json;

namespace Improvement.Bot.Framework.Connector;

/// <summary>Receipt of a message.</summary>
/// <param name="ActivityId">Its id; null where the channel gives none (typing, some private messages).</param>
public readonly record struct Sent(string? ActivityId);

/// <summary>
/// Client of the connector's REST API. One instance serves the whole process. Activities go in as the UTF-8 that travels; nothing is tried
/// twice here, every call says how it ended. Cancelling the caller's token is the only thing that throws.
/// </summary>
/// <param name="handler">The chain of handlers that ends in <see cref="ConnectorOptions.CreateHandler"/>; it stays the caller's.</param>
/// <param name="options">Timeouts.</param>
/// <param name="time">Real time.</param>
public sealed partial class ConnectorClient(HttpMessageHandler handler, ConnectorOptions options, TimeProvider time) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private static readonly Func<ReadOnlyMemory<byte>, Sent> ReadSent = static body => new(ConnectorJson.Id(body.Span));

    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: false);

    /// <summary>Sends a message. To <c>channel;messageid=root</c> it becomes a line in that thread, to a bare channel a new post.</summary>
    public Task<Outcome<Sent>> Send(string serviceUrl, string conversation, byte[] activity, CancellationToken ct) =>
        Call(HttpMethod.Post, ConnectorUrl.Activities(serviceUrl, conversation), activity, ReadSent, ct);

    /// <summary>Answers one message.</summary>
    public Task<Outcome<Sent>> Reply(string serviceUrl, string conversation, string replyTo, byte[] activity, CancellationToken ct) =>
        Call(HttpMethod.Post, ConnectorUrl.Activity(serviceUrl, conversation, replyTo), activity, ReadSent, ct);

    /// <summary>Replaces a message of ours as a whole.</summary>
    public Task<Outcome<Sent>> Update(string serviceUrl, string conversation, string activityId, byte[] activity, CancellationToken ct) =>
        Call(HttpMethod.Put, ConnectorUrl.Activity(serviceUrl, conversation, activityId), activity, ReadSent, ct);

    /// <summary>Deletes a message of ours.</summary>
    public Task<Outcome<Sent>> Delete(string serviceUrl, string conversation, string activityId, CancellationToken ct) =>
        Call(HttpMethod.Delete, ConnectorUrl.Activity(serviceUrl, conversation, activityId), null, ReadSent, ct);

    /// <summary>Sends a message into a conversation of several that only one of them sees.</summary>
    /// <param name="person">Whom: the channel's id (<c>29:…</c>).</param>
    public Task<Outcome<Sent>> SendPrivately(string serviceUrl, string conversation, string person, byte[] activity,
        CancellationToken ct) =>
        Call(HttpMethod.Post, ConnectorUrl.Activities(serviceUrl, conversation, targeted: true), TargetedBody.For(person, activity),
            ReadSent, ct);

    /// <summary>Replaces a message that only one person sees.</summary>
    public Task<Outcome<Sent>> UpdatePrivately(string serviceUrl, string conversation, string activityId, byte[] activity,
        CancellationToken ct) =>
        Call(HttpMethod.Put, ConnectorUrl.Activity(serviceUrl, conversation, activityId, targeted: true), TargetedBody.Without(activity),
            ReadSent, ct);

    /// <summary>Deletes a message that only one person sees.</summary>
    public Task<Outcome<Sent>> DeletePrivately(string serviceUrl, string conversation, string activityId, CancellationToken ct) =>
        Call(HttpMethod.Delete, ConnectorUrl.Activity(serviceUrl, conversation, activityId, targeted: true), null, ReadSent, ct);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<Outcome<T>> Call<T>(HttpMethod method, Uri? url, byte[]? body, Func<ReadOnlyMemory<byte>, T> read,
        CancellationToken ct)
    {
        if (url is null)
        {
            return new ConnectorFailure(FailureKind.BadRequest, 0, null, "The service address is not a web address.");
        }

        ct.ThrowIfCancellationRequested();
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        await using var stop = ct.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        try
        {
            using var request = new HttpRequestMessage(method, url);
            if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
            using var response = await _http.SendAsync(request, deadline.Token);
            using var answer = await AnswerBody.Read(response, deadline.Token);
            return response.IsSuccessStatusCode ? read(answer.Bytes) : ConnectorErrors.Read(response, answer.Bytes.Span, time);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ConnectorFailure(FailureKind.Transient, 0, "Timeout", $"No answer within {options.Timeout.TotalSeconds:0.#} s.");
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return new ConnectorFailure(FailureKind.Transient, 0, "Network", ConnectorErrors.Short(problem.Message));
        }
        catch (Exception problem) when (problem is JsonException or InvalidDataException)
        {
            return new ConnectorFailure(FailureKind.Broken, 0, "BadAnswer", ConnectorErrors.Short(problem.Message));
        }
    }
}
