using Improvement.Bot.Framework.Turns;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Improvement.Bot.Operations;

/// <summary>Section <c>Telemetry</c>: where traces and metrics go.</summary>
internal sealed class TelemetrySettings
{
    public const string Section = "Telemetry";

    /// <summary>Address of an OTLP collector (gRPC); empty sends nothing and costs nothing.</summary>
    public string Otlp { get; set; } = "";
}

/// <summary>Sends what can be observed to a collector. It holds names and kinds, never people or texts.</summary>
internal static class Telemetry
{
    private const string Outbox = "Improvement.Bot";

    /// <summary>Adds the exporters where the settings name a collector.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelemetrySettings>().Bind(configuration.GetSection(TelemetrySettings.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetrySettings>, Check>();
        return services.AddHostedService<Exporters>();
    }

    private sealed class Check : IValidateOptions<TelemetrySettings>
    {
        public ValidateOptionsResult Validate(string? name, TelemetrySettings options) =>
            options.Otlp.Length is 0 || Uri.TryCreate(options.Otlp, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"Telemetry:Otlp is '{options.Otlp}'; it must be the address of a collector, such as http://localhost:4317, or empty.");
    }

    /// <summary>Lives as long as the application; the last figures are sent at its end.</summary>
    private sealed class Exporters(IOptions<TelemetrySettings> settings) : IHostedService, IDisposable
    {
        private TracerProvider? _traces;
        private MeterProvider? _metrics;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (settings.Value.Otlp.Length is 0) return Task.CompletedTask;

            var collector = new Uri(settings.Value.Otlp);
            var resource = ResourceBuilder.CreateDefault().AddService("improvement-bot");
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(TurnTrace.Name).AddOtlpExporter(exporter => exporter.Endpoint = collector).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(TurnTrace.Name, Outbox).AddOtlpExporter(exporter => exporter.Endpoint = collector).Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            Dispose();
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            _traces?.Dispose();
            _metrics?.Dispose();
            (_traces, _metrics) = (null, null);
        }
    }
}
