using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Headgate.Hosting;

/// <summary>Traces and metrics over OTLP, when an address is set: requests, protocol calls, and every passage through the gate.</summary>
internal static class Telemetry
{
    public static void Add(WebApplicationBuilder builder, Site site)
    {
        if (site.Settings.Otlp is not { } address)
            return;
        var resource = ResourceBuilder.CreateDefault().AddService("headgate", serviceVersion: Product.Version);
        var endpoint = new Uri(address);
        var traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Headgate", "Experimental.ModelContextProtocol", "Microsoft.AspNetCore")
            .AddOtlpExporter(o => o.Endpoint = endpoint)
            .Build();
        var metrics = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Headgate", "Experimental.ModelContextProtocol", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime")
            .AddOtlpExporter(o => o.Endpoint = endpoint)
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
