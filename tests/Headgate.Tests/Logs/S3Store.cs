using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Headgate.Tests.Running;

namespace Headgate.Tests.Logs;

/// <summary>A store as Amazon describes S3, over a socket: a wrong signature is refused, what must be new is new, and what is locked stays.</summary>
internal sealed class S3Store : IDisposable
{
    public const string Key = "AKIAIOSFODNN7EXAMPLE";
    public const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public S3Store()
    {
        Address = new($"http://127.0.0.1:{Ports.Free()}/anchors/");
        _listener.Prefixes.Add($"http://{Address.Authority}/");
        _listener.Start();
        _serving = Serve();
    }

    /// <summary>The bucket.</summary>
    public Uri Address { get; }

    /// <summary>What was put, by its key.</summary>
    public ConcurrentDictionary<string, byte[]> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Until when nobody removes what was put.</summary>
    public ConcurrentDictionary<string, string> Locks { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it answers that it is not available.</summary>
    public bool IsAway { get; set; }

    public void Dispose()
    {
        _listener.Stop();
        _serving.GetAwaiter().GetResult();
        _listener.Close();
    }

    private async Task Serve()
    {
        while (_listener.IsListening)
            try
            {
                var context = await _listener.GetContextAsync();
                using MemoryStream body = new();
                await context.Request.InputStream.CopyToAsync(body);
                Answer(context.Request, context.Response, body.ToArray());
                context.Response.Close();
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
    }

    private void Answer(HttpListenerRequest request, HttpListenerResponse response, byte[] body)
    {
        var key = request.RawUrl!["/anchors/".Length..];
        if (IsAway)
            Say(response, 503, "SlowDown");
        else if (!IsSigned(request, body))
            Say(response, 403, "SignatureDoesNotMatch");
        else if (request.HttpMethod == "GET")
        {
            if (Objects.TryGetValue(key, out var kept))
                response.OutputStream.Write(kept);
            else
                Say(response, 404, "NoSuchKey");
        }
        else if (request.Headers["If-None-Match"] == "*" && Objects.ContainsKey(key))
            Say(response, 412, "PreconditionFailed");
        else if (request.Headers["x-amz-checksum-sha256"] != Convert.ToBase64String(SHA256.HashData(body)))
            Say(response, 400, "BadDigest");
        else
        {
            Objects[key] = body;
            if (request.Headers["x-amz-object-lock-mode"] == "COMPLIANCE")
                Locks[key] = request.Headers["x-amz-object-lock-retain-until-date"]!;
        }
    }

    private static void Say(HttpListenerResponse response, int status, string code)
    {
        response.StatusCode = status;
        response.OutputStream.Write(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>"));
    }

    // From what came over the wire alone.
    private static bool IsSigned(HttpListenerRequest request, byte[] body)
    {
        var said = (request.Headers["Authorization"] ?? "").Split(
            ["Credential=", ",SignedHeaders=", ",Signature="],
            StringSplitOptions.None
        );
        if (
            said is not ["AWS4-HMAC-SHA256 ", var credential, var names, var signature]
            || credential.Split('/') is not [Key, var day, var region, "s3", _]
        )
            return false;
        var hash = Convert.ToHexStringLower(SHA256.HashData(body));
        StringBuilder canonical = new($"{request.HttpMethod}\n{request.RawUrl}\n\n");
        foreach (var name in names.Split(';'))
            canonical.Append(name).Append(':').Append(name == "host" ? request.UserHostName : request.Headers[name]).Append('\n');
        canonical.Append('\n').Append(names).Append('\n').Append(hash);
        var at = request.Headers["x-amz-date"]!;
        var text =
            $"AWS4-HMAC-SHA256\n{at}\n{day}/{region}/s3/aws4_request\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        byte[] Mac(byte[] with, string of) => HMACSHA256.HashData(with, Encoding.UTF8.GetBytes(of));
        var own = Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes("AWS4" + Secret), day), region), "s3"), "aws4_request");
        return at.StartsWith(day, StringComparison.Ordinal)
            && request.Headers["x-amz-content-sha256"] == hash
            && Convert.ToHexStringLower(Mac(own, text)) == signature;
    }
}
