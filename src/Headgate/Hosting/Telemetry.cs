using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Headgate.Hosting;

/// <summary>Traces and metrics over OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; the exporter reads it and its companions itself: requests, protocol calls, and every passage through the gate.</summary>
internal static class Telemetry
{
    public static void Add(WebApplicationBuilder builder, Site site)
    {
        if (site.Settings.Otlp is null)
            return;
        Instruments.Watch(site.Anchors);
        var resource = ResourceBuilder.CreateDefault().AddService("headgate", serviceVersion: Product.Version);
        var traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Headgate", "Experimental.ModelContextProtocol", "Microsoft.AspNetCore")
            .AddOtlpExporter()
            .Build();
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Headgate", "Experimental.ModelContextProtocol", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter()
            .Build();
        // Held and flushed by the host.
        builder.Services.AddSingleton(_ => traces!);
        builder.Services.AddSingleton(_ => metrics!);
        builder.Services.AddHostedService(s => new Flush(s.GetRequiredService<TracerProvider>(), s.GetRequiredService<MeterProvider>()));
    }

    private sealed class Flush(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.ForceFlush(2000);
            metrics.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
