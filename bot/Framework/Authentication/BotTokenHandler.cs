using System.Net;
using System.Net.Http.Headers;

namespace Improvement.Bot.Framework.Authentication;

/// <summary>Gives the bot's token to requests for hosts of the list, and lets no other request pass.</summary>
public sealed class BotTokenHandler(BotToken token, TrustedHosts hosts) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!hosts.Trusts(request.RequestUri))
        {
            return new(HttpStatusCode.MisdirectedRequest)
            {
                RequestMessage = request,
                ReasonPhrase = "The host is not among those that may see the token of the bot.",
            };
        }

        var used = await Attach(request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode is not HttpStatusCode.Unauthorized) return response;

        token.Doubt(used);
        if (await token.Get(cancellationToken) is not { } fresh || fresh == used) return response;

        response.Dispose();
        await Attach(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<string> Attach(HttpRequestMessage request, CancellationToken ct)
    {
        var value = await token.Get(ct) ?? throw new HttpRequestException("There is no token of the bot at present.");
        request.Headers.Authorization = new("Bearer", value);
        return value;
    }
}
