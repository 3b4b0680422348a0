using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Improvement.Bot.Development;

/// <summary>Messages on their way to the Playground's connector; those to any other pass as they are.</summary>
internal sealed class PlaygroundConnector(HttpMessageHandler chain, PlaygroundMessages messages) : DelegatingHandler(chain)
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        PlaygroundMessages.IsPlayground(request.RequestUri) && request.Content is { } content
            ? Send(request, content, cancellationToken)
            : base.SendAsync(request, cancellationToken);

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, HttpContent content, CancellationToken cancellationToken)
    {
        if (JsonNode.Parse(await content.ReadAsByteArrayAsync(cancellationToken)) is not JsonObject body)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        var isPrivate = request.RequestUri!.Query.Contains("isTargetedActivity=true", StringComparison.Ordinal);
        var card = PlaygroundMessages.Adapt(body["activity"] as JsonObject ?? body, isPrivate);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") },
        };

        var response = await base.SendAsync(request, cancellationToken);
        if (card is not null && response.IsSuccessStatusCode && await IdOf(response, cancellationToken) is { } id)
        {
            messages.Keep(id, card, isPrivate);
        }
        return response;
    }

    private static async Task<string?> IdOf(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(cancellation);
        try
        {
            var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancellation)) as JsonObject;
            return (string?)(answer?["activityId"] ?? answer?["id"]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
