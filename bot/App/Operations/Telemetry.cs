using Improvement.Bot.Framework.Authentication;
using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Improvement.Bot.Operations;

/// <summary>Section <c>Telemetry</c>: where traces and metrics go.</summary>
internal sealed class TelemetrySettings : ICheckedSettings
{
    /// <summary>Name of the section.</summary>
    public static string Section => "Telemetry";

    /// <summary>Address of an OTLP collector; empty sends nothing and costs nothing.</summary>
    public string Otlp { get; set; } = "";

    /// <summary>How it is spoken to: <c>grpc</c>, or <c>http</c> with protocol buffers.</summary>
    public string Protocol { get; set; } = Grpc;

    public const string Grpc = "grpc", Http = "http";

    /// <summary>Every fault of these settings, each in one sentence.</summary>
    public IEnumerable<string> Faults()
    {
        if (Otlp.Length > 0 && !(Uri.TryCreate(Otlp, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            yield return $"{Section}:Otlp is '{Otlp}'; it must be the address of a collector, such as http://localhost:4317, or empty.";
        }
        if (Protocol is not (Grpc or Http)) yield return $"{Section}:Protocol is '{Protocol}'; it must be {Grpc} or {Http}.";
    }
}

/// <summary>Sends what can be observed to a collector. It holds names and kinds, never people or texts.</summary>
internal static class Telemetry
{
    private const string Outbox = "Improvement.Bot";

    /// <summary>Adds the exporters where the settings name a collector.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSettings<TelemetrySettings>(configuration).AddHostedService<Exporters>();

    /// <summary>Lives as long as the application; the last figures are sent at its end.</summary>
    private sealed class Exporters(IOptions<TelemetrySettings> settings) : IHostedService, IDisposable
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (settings.Value.Otlp.Length is 0) return Task.CompletedTask;

            var resource = ResourceBuilder.CreateDefault().AddService("improvement-bot");
            // Without this the span of the web host, which nobody listens to, would decide that the turn within it is not wanted either.
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetSampler(new AlwaysOnSampler())
                .SetResourceBuilder(resource)
                .AddSource(TurnTrace.Name)
                .AddOtlpExporter(exporter => Send(exporter, "v1/traces"))
                .Build();
            _metrics = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter(TurnTrace.Name, TokenCheck.MeterName, Outbox)
                .AddOtlpExporter(exporter => Send(exporter, "v1/metrics"))
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        private void Send(OtlpExporterOptions exporter, string path)
        {
            var collector = new Uri(settings.Value.Otlp.TrimEnd('/') + '/');
            (exporter.Protocol, exporter.Endpoint) = settings.Value.Protocol is TelemetrySettings.Http
                ? (OtlpExportProtocol.HttpProtobuf, new Uri(collector, path))
                : (OtlpExportProtocol.Grpc, collector);
        }

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
            (_traces, _metrics) = (null, null);
        }
    }
}
