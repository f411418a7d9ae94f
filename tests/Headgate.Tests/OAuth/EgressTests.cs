using System.Net;
using System.Net.Sockets;
using System.Text;
using Headgate.Connectors;

namespace Headgate.Tests.OAuth;

/// <summary>The way out leads to the open internet and nowhere else, however an address is written and whoever answers for a name.</summary>
public sealed class EgressTests
{
    // Where nobody may come: this machine, private networks, the cloud's metadata, carriers, multicast.
    private static readonly string[] Inside =
    [
        "127.0.0.1",
        "127.1.2.3",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "172.31.255.254",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
    ];

    public static IReadOnlyList<string> Written { get; } = [.. Inside.SelectMany(Ways), .. Names];

    private static string[] Names =>
        [
            "localhost",
            "LOCALHOST",
            "localhost.",
            "foo.localhost",
            "printer.local",
            "metadata.google.internal",
            "router.lan",
            "nas.home",
            "intranet",
            "db.corp",
            "1.0.0.127.in-addr.arpa",
            "hidden.onion",
            "[::1]",
            "[::]",
            "[0:0:0:0:0:0:0:1]",
            "[fe80::1]",
            "[fe80::1%25eth0]",
            "[fc00::1]",
            "[fd00:ec2::254]",
            "[ff02::1]",
            "[2001:db8::1]",
            "[3fff::1]",
            "[100::1]",
        ];

    [Fact]
    public async Task No_way_of_writing_an_address_connects_anywhere()
    {
        var connected = 0;
        using Egress egress = new(
            // Whatever a name is, it stands for this machine: what gets this far must not be believed.
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
            (_, _) =>
            {
                connected++;
                throw new IOException("connected");
            }
        );
        Assert.True(Written.Distinct().Count() >= 300, $"{Written.Distinct().Count()} ways of writing.");
        foreach (var host in Written)
        foreach (var scheme in (string[])["https", "http"])
            if (Uri.TryCreate($"{scheme}://{host}/client.json", UriKind.Absolute, out var address))
                await Assert.ThrowsAsync<EgressException>(() => egress.Json(address, 1000, loopback: false, CancellationToken.None));
        foreach (
            var odd in (string[])
                [
                    "https://user@client.example/c",
                    "https://client.example:8443/c",
                    "http://client.example/c",
                    "ftp://client.example/c",
                    "file:///etc/passwd",
                    "https://client.example/c#x",
                ]
        )
            await Assert.ThrowsAsync<EgressException>(() => egress.Json(new(odd), 1000, loopback: false, CancellationToken.None));
        Assert.Equal(0, connected);
    }

    [Fact]
    public async Task A_name_that_leads_inside_connects_nowhere_even_beside_a_public_address()
    {
        var connected = new List<IPEndPoint>();
        string[] carried =
        [
            .. Inside,
            .. Inside.SelectMany(Carried),
            "fe80::1",
            "fc00::1",
            "::1",
            "::",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "64:ff9b::1",
        ];
        IPAddress[] answer = [];
        using Egress egress = new(
            (_, _) => Task.FromResult(answer),
            (to, _) =>
            {
                connected.Add(to);
                throw new IOException("connected");
            }
        );
        foreach (var inside in carried)
        foreach (
            var beside in (IPAddress[][])
                [
                    [],
                    [IPAddress.Parse("93.184.216.34")],
                    [IPAddress.Parse("2606:2800:220:1::1")],
                ]
        )
        {
            answer = [.. beside, IPAddress.Parse(inside)];
            await Assert.ThrowsAsync<EgressException>(() =>
                egress.Json(new("https://client.example/c"), 1000, false, CancellationToken.None)
            );
        }
        Assert.Empty(connected);
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_held_to_what_was_checked()
    {
        var (asked, connected) = (0, new List<IPEndPoint>());
        using Egress egress = new(
            // The first answer is public; any later one is this machine.
            (_, _) => Task.FromResult<IPAddress[]>([asked++ == 0 ? IPAddress.Parse("93.184.216.34") : IPAddress.Loopback]),
            (to, _) =>
            {
                connected.Add(to);
                throw new IOException("connected");
            }
        );
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<EgressException>(() =>
                egress.Json(new("https://client.example/c"), 1000, false, CancellationToken.None)
            );
        Assert.Equal([new(IPAddress.Parse("93.184.216.34"), 443)], connected);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n\r\n", "redirects")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}", "not JSON")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n", "larger")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{}", "could not be fetched")]
    public async Task What_comes_is_bounded(string answer, string why)
    {
        if (why == "larger")
            answer += new string(' ', 5000);
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = Serve(server, answer);
        using Egress egress = new();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/client.json");
        var refused = await Assert.ThrowsAsync<EgressException>(() => egress.Json(address, 1000, loopback: true, CancellationToken.None));
        Assert.Contains(why, refused.Message);
        await serving;
    }

    [Fact]
    public async Task Whoever_develops_a_client_may_be_let_in_from_this_machine()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = Serve(server, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
        using Egress egress = new();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/client.json");
        Assert.Equal("{}", Encoding.UTF8.GetString(await egress.Json(address, 1000, loopback: true, CancellationToken.None)));
        await serving;
        await Assert.ThrowsAsync<EgressException>(() => egress.Json(address, 1000, loopback: false, CancellationToken.None));
    }

    private static async Task Serve(TcpListener server, string answer)
    {
        using var client = await server.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var request = new byte[4096];
        _ = await stream.ReadAsync(request);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
    }

    // Whole and in parts, decimal, octal, hexadecimal, mixed, padded, with a dot at the end, in full-width digits, and inside IPv6.
    private static IEnumerable<string> Ways(string address)
    {
        var b = IPAddress.Parse(address).GetAddressBytes();
        var whole = ((uint)b[0] << 24) | ((uint)b[1] << 16) | ((uint)b[2] << 8) | b[3];
        string Octal(uint value) => "0" + Convert.ToString(value, 8);
        yield return address;
        yield return address + ".";
        yield return whole.ToString();
        yield return $"0x{whole:x}";
        yield return $"0X{whole:X8}";
        yield return Octal(whole);
        yield return "00" + Octal(whole);
        yield return string.Join('.', b.Select(p => $"0x{p:x}"));
        yield return string.Join('.', b.Select(p => $"0x{p:x8}"));
        yield return string.Join('.', b.Select(p => Octal(p)));
        yield return string.Join('.', b.Select(p => "000" + Octal(p)));
        yield return $"{b[0]}.{(b[1] << 16) | (b[2] << 8) | b[3]}";
        yield return $"{b[0]}.{b[1]}.{(b[2] << 8) | b[3]}";
        yield return $"0x{b[0]:x}.{Octal(b[1])}.{(b[2] << 8) | b[3]}";
        yield return string.Concat(address.Select(c => c == '.' ? '。' : (char)(c - '0' + '０')));
        yield return address.Replace('.', '｡');
        yield return string.Concat(address.Select(c => c == '.' ? "%2e" : $"%3{c}"));
        yield return $"{address}.nip.local";
        foreach (var six in Carried(address))
            yield return $"[{six}]";
    }

    private static IEnumerable<string> Carried(string address)
    {
        var b = IPAddress.Parse(address).GetAddressBytes();
        var hex = $"{b[0]:x2}{b[1]:x2}:{b[2]:x2}{b[3]:x2}";
        yield return $"::ffff:{address}";
        yield return $"::ffff:{hex}";
        yield return $"0:0:0:0:0:ffff:{hex}";
        yield return $"::ffff:0:{hex}";
        yield return $"::{hex}";
        yield return $"64:ff9b::{hex}";
        yield return $"64:ff9b:1::{hex}";
        yield return $"2002:{hex}::1";
        yield return $"2001:0:{hex}::1";
    }
}
