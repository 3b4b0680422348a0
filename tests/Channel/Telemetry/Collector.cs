using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Improvement.Bot.Tests.Channel;

/// <summary>One figure that a collector received.</summary>
/// <param name="Tags">As <c>name=value</c>, sorted.</param>
public sealed record Figure(string Name, string Tags, double Value);

/// <summary>One span that a collector received.</summary>
public sealed record SpanSeen(string Name, string Tags);

/// <summary>A collector of traces and metrics: takes OTLP over http/protobuf on a loopback port, and keeps everything.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly ConcurrentQueue<byte[]> _traces = [], _metrics = [];

    private Collector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        _host = builder.Build();
        _host.UseRouting();
        _host.MapPost("/v1/traces", http => Take(http, _traces));
        _host.MapPost("/v1/metrics", http => Take(http, _metrics));
    }

    /// <summary>Where to send to.</summary>
    public string Address => _host.Urls.First();

    /// <summary>Every span.</summary>
    public IEnumerable<SpanSeen> Spans =>
        from body in _traces
        from span in new Protobuf(body).Path(1, 2, 2)
        select new SpanSeen(span.Text(5), Tags(span.All(9)));

    /// <summary>Every figure of every report, in the order of arrival; of a histogram the number of its values.</summary>
    public IEnumerable<Figure> Figures =>
        from body in _metrics
        from metric in new Protobuf(body).Path(1, 2, 2)
        from figure in Points(metric)
        select figure;

    /// <summary>Everything that arrived, to be searched for what should not be there.</summary>
    public string Everything => string.Join('\n', _traces.Concat(_metrics).Select(Encoding.UTF8.GetString));

    /// <summary>The newest figure with a name and a tag, zero when there is none.</summary>
    public double Newest(string name, string tag = "") =>
        Figures.LastOrDefault(figure => figure.Name == name && figure.Tags.Contains(tag, StringComparison.Ordinal))?.Value ?? 0;

    /// <summary>The largest figure with a name that ever arrived.</summary>
    public double Largest(string name) =>
        Figures.Where(figure => figure.Name == name).Select(figure => figure.Value).DefaultIfEmpty().Max();

    /// <summary>Starts it.</summary>
    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        await collector._host.StartAsync();
        return collector;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private static IEnumerable<Figure> Points(Protobuf metric)
    {
        var name = metric.Text(1);
        foreach (var point in metric.Path(5, 1).Concat(metric.Path(7, 1)))
        {
            yield return new(
                name, Tags(point.All(7)),
                point.Number(4) is { } real ? BitConverter.UInt64BitsToDouble(real) : (long)(point.Number(6) ?? 0));
        }
        foreach (var point in metric.Path(9, 1)) yield return new(name, Tags(point.All(9)), point.Number(4) ?? 0);
    }

    private static string Tags(IEnumerable<Protobuf> pairs) =>
        string.Join(' ', pairs.Select(pair => $"{pair.Text(1)}={pair.All(2).First().Text(1)}").Order(StringComparer.Ordinal));

    private static async Task Take(HttpContext http, ConcurrentQueue<byte[]> into)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        into.Enqueue(body.ToArray());
        http.Response.ContentType = "application/x-protobuf";
    }
}
