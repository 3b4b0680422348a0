using System.Globalization;
using System.Security.Cryptography;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.Options;

namespace Improvement.Bot.Api.Calls;

/// <summary>Whatever goes wrong with a request below the root of the API is answered as a problem, in the caller's language.</summary>
internal sealed partial class ApiProblems(IOptions<TurnOptions> languages, ILogger<ApiProblems> log)
{
    /// <summary>To be run around everything else.</summary>
    public async Task Guard(HttpContext http, RequestDelegate next)
    {
        CultureInfo.CurrentUICulture = LanguageOf(http.Request);
        try
        {
            await next(http);
            if (!http.Response.HasStarted && Unanswered(http) is { } problem) await AnswerWriter.Write(http, problem);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // nobody waits for an answer
        }
        catch (BadHttpRequestException e)
        {
            if (!http.Response.HasStarted)
            {
                await AnswerWriter.Write(http, Problem.Unreadable(ApiTexts.NoRequest) with { Status = e.StatusCode });
            }
        }
        catch (StoreUnavailableException e)
        {
            Unavailable(http.Request.Method, e.Message);
            if (!http.Response.HasStarted) await AnswerWriter.Write(http, Problem.Unavailable(e.Fault));
        }
        catch (Exception e)
        {
            var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            Failed(code, http.Request.Method, e);
            if (!http.Response.HasStarted) await AnswerWriter.Write(http, Problem.Failed(code));
        }
    }

    /// <summary>What routing has to say to a request that leads nowhere.</summary>
    private static ApiProblem? Unanswered(HttpContext http) => http.Response.StatusCode switch
    {
        _ when http.Response.ContentType is not null => null,
        StatusCodes.Status404NotFound => Problem.NoSuchPath,
        StatusCodes.Status405MethodNotAllowed => Problem.MethodNotAllowed,
        StatusCodes.Status415UnsupportedMediaType => Problem.UnsupportedMediaType,
        _ => null,
    };

    private CultureInfo LanguageOf(HttpRequest request)
    {
        var wished = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language =>
            language.Quality ?? 1).Select(language => language.Value.Value);
        return languages.Value.LanguageFor(wished.FirstOrDefault(IsSpoken));
    }

    private bool IsSpoken(string? language)
    {
        var found = languages.Value.LanguageFor(language).Name;
        return language is not null
            && (
                language.Equals(found, StringComparison.OrdinalIgnoreCase)
                    || language.StartsWith(found + "-", StringComparison.OrdinalIgnoreCase));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to the API failed with code {Code}: {Method}")]
    private partial void Failed(string code, string method, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request to the API came to nothing: {Method}. {Why}")]
    private partial void Unavailable(string method, string why);
}
