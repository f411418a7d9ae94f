using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary>
/// A collector that takes OTLP/HTTP in JSON. Each batch is sent until it is taken; what a collector says it will not take ends the export, since nobody would
/// miss it otherwise. How far it is stands in the working folder, in a file of the collector's name.
/// </summary>
/// <remarks>OpenTelemetry's own exporter tells nobody what has arrived, and so cannot be gone on with.</remarks>
internal sealed class CollectorSink(Uri address, string filters) : ExportSink(NotesOf(address), filters)
{
    private const int Tries = 6;

    // The signal's path belongs to the address, unless it is there (OTLP 1.x, "OTLP/HTTP Request").
    private readonly Uri _logs = address.AbsolutePath.EndsWith("/v1/logs", StringComparison.Ordinal)
        ? address
        : new(address.ToString().TrimEnd('/') + "/v1/logs");

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <inheritdoc/>
    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task<long> Put(IReadOnlyList<string> events, CancellationToken cancel)
    {
        var batch = OtlpLogs.Of(events);
        for (var tried = 1; ; tried++)
        {
            var (taken, wait) = await Send(batch, cancel);
            if (taken)
                return 0;
            if (tried == Tries)
                throw new StoreException($"{_logs} took nothing after {Tries} tries. Run the export again: it goes on where it ended.");
            await Task.Delay(wait ?? TimeSpan.FromMilliseconds(200 << tried), cancel);
        }
    }

    private async Task<(bool Taken, TimeSpan? Wait)> Send(byte[] batch, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _logs) { Content = new ByteArrayContent(batch) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var header in (Settings.Of("OTEL_EXPORTER_OTLP_HEADERS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            if (header.Split('=', 2) is [var name, var value])
                request.Headers.TryAddWithoutValidation(name.Trim(), Uri.UnescapeDataString(value.Trim()));
        try
        {
            using var answer = await _client.SendAsync(request, cancel);
            if (answer.IsSuccessStatusCode)
            {
                Judge(await answer.Content.ReadAsStringAsync(cancel));
                return (true, null);
            }
            // Only these are tried again (OTLP 1.x, "Retryable Response Codes").
            if (
                answer.StatusCode
                is not (
                    HttpStatusCode.TooManyRequests
                    or HttpStatusCode.BadGateway
                    or HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.GatewayTimeout
                )
            )
                throw new StoreException($"{_logs} answered {(int)answer.StatusCode}. Nothing of this batch was taken.");
            return (false, answer.Headers.RetryAfter?.Delta);
        }
        catch (HttpRequestException)
        {
            return (false, null);
        }
    }

    private void Judge(string said)
    {
        if (said.Length == 0 || said[0] != '{')
            return;
        var json = JsonElement.Parse(said);
        if (
            json.TryGetProperty("partialSuccess", out var part)
            && part.TryGetProperty("rejectedLogRecords", out var rejected)
            && rejected.ToString() is not ("0" or "")
        )
            throw new StoreException($"{_logs} did not take {rejected} of the events: {part}");
    }

    private static string NotesOf(Uri address) =>
        Path.GetFullPath(
            $"audit-{address.Host}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToString())))[..8]}.position"
        );
}
