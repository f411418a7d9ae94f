using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Headgate.Tests.Running;

namespace Headgate.Tests.Commands;

/// <summary>What an OTLP collector gets of a call, over the wire.</summary>
public sealed class TelemetryTests
{
    [Fact]
    [Proves(Frameworks.Aisvs, "10.2.7")]
    [Proves(Frameworks.Mcp, "MCP01")]
    public async Task A_collector_gets_the_span_and_the_count_of_a_call_and_no_value_of_it()
    {
        using HttpListener collector = new();
        var port = Ports.Free();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        ConcurrentDictionary<string, string> got = new(StringComparer.Ordinal);
        var listening = Listen(collector, got);

        await using CommandProgram office = new();
        await office.Init();
        office.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}";
        office.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        office.Environment["OTEL_BSP_SCHEDULE_DELAY"] = "200";
        office.Environment["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        var (_, address) = await office.Serve();
        using HttpClient client = new() { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", office.Environment["HEADGATE_PERSON_TOKEN"]);
        await client.GetStringAsync("/api/v1/contacts/search?query=Canaryqx");
        for (
            var tries = 0;
            tries < 2400 && !(Has(got, "/v1/traces", "contacts.search") && Has(got, "/v1/metrics", "headgate.calls"));
            tries++
        )
            await Task.Delay(50);

        Assert.True(Has(got, "/v1/traces", "headgate.call"), "No span came.");
        Assert.True(Has(got, "/v1/traces", "contacts.search"), "The span does not say what was called.");
        Assert.True(Has(got, "/v1/metrics", "headgate.calls"), "No count came.");
        Assert.DoesNotContain(got.Values, v => v.Contains("Canaryqx", StringComparison.Ordinal));
        collector.Stop();
        await listening;
    }

    private static bool Has(ConcurrentDictionary<string, string> got, string path, string word) =>
        got.TryGetValue(path, out var text) && text.Contains(word, StringComparison.Ordinal);

    private static async Task Listen(HttpListener collector, ConcurrentDictionary<string, string> got)
    {
        while (collector.IsListening)
        {
            try
            {
                var context = await collector.GetContextAsync();
                using MemoryStream body = new();
                await context.Request.InputStream.CopyToAsync(body);
                var text = Encoding.Latin1.GetString(body.ToArray());
                got.AddOrUpdate(context.Request.Url!.AbsolutePath, text, (_, before) => before + text);
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
