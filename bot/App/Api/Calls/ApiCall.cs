using Improvement.Bot.Api.Keys;
using Improvement.Bot.People;

namespace Improvement.Bot.Api.Calls;

/// <summary>One request of a caller whose key is good.</summary>
/// <param name="http">As it came in.</param>
/// <param name="services">The scope of this attempt; those of its services that touch the database take part in its transaction.</param>
/// <param name="key">Whose request it is.</param>
internal sealed class ApiCall(HttpContext http, IServiceProvider services, ApiKey key)
{
    /// <summary>How the paths begin.</summary>
    public const string Root = "/api/v1";

    /// <summary>Whose request it is.</summary>
    public ApiKey Key => key;

    /// <summary>The services of this attempt.</summary>
    public IServiceProvider Services => services;

    /// <summary>The parameters after the question mark.</summary>
    public IQueryCollection Query => http.Request.Query;

    /// <summary>A service of this attempt.</summary>
    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>When, by the product's clock.</summary>
    public DateTimeOffset Now => Get<Actor>().Now;

    /// <summary>A part of the path.</summary>
    public string Part(string name) => (string)http.Request.RouteValues[name]!;

    /// <summary>One parameter of the query; null when it was left out or left empty.</summary>
    public string? Parameter(string name) => Query[name] is [.., { Length: > 0 } last] ? last : null;
}
