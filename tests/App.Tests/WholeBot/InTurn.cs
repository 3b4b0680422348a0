using System.Net;

namespace Improvement.Bot.Tests.WholeBot;

/// <summary>Sends one request here and the next one there, as a load balancer does; one that meets nobody is refused.</summary>
internal sealed class InTurn(params Uri[] instances) : DelegatingHandler(new SocketsHttpHandler())
{
    private int _next;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri =
            new Uri(instances[(uint)Interlocked.Increment(ref _next) % instances.Length], request.RequestUri!.PathAndQuery);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return new(HttpStatusCode.BadGateway);
        }
    }
}
