using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Improvement.Bot.Tests.Api;

/// <summary>An agent or a system that calls the API.</summary>
internal sealed class Caller : IDisposable
{
    private readonly HttpClient _http;

    public Caller(Uri root, string? key)
    {
        _http = new() { BaseAddress = root, Timeout = TimeSpan.FromSeconds(60) };
        if (key is not null) _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public Task<Answered> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answered> Post(string path, object? body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Post, path, Json(body), headers);

    public Task<Answered> Put(string path, object? body, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, Json(body), headers);

    public async Task<Answered> Send(HttpMethod method, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new((int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType, response.Headers);
    }

    private static StringContent Json(object? body) =>
        new(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    public void Dispose() => _http.Dispose();
}

/// <summary>What was answered.</summary>
internal sealed record Answered(int Status, string Body, string? Type, HttpResponseHeaders Headers)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The last part of the type of the problem.</summary>
    public string Problem => Json.GetProperty("type").GetString()!.Split(':')[^1];

    /// <summary>The complaints, each as its member and its words.</summary>
    public IReadOnlyDictionary<string, string> Complaints => Json.GetProperty("errors").EnumerateArray()
        .ToDictionary(
            each => (each.TryGetProperty("pointer", out var pointer) ? pointer : each.GetProperty("parameter")).GetString()!,
            each => each.GetProperty("detail").GetString()!);

    /// <summary>What the caller can do with the record, by its codes.</summary>
    public IEnumerable<string> Steps => Json.GetProperty("steps").EnumerateArray().Select(step => step.GetString()!);

    /// <summary>The number of the error that it is about.</summary>
    public long Number =>
        Json.TryGetProperty("error", out var error) ? error.GetProperty("number").GetInt64() : Json.GetProperty("number").GetInt64();
}
