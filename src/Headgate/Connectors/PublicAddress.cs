using System.Net;
using System.Net.Sockets;

namespace Headgate.Connectors;

/// <summary>
/// Whether an address is one of the open internet: not this machine, not a private network, not a cloud's metadata, and none that carries such an address
/// inside (mapped, compatible, NAT64, 6to4, Teredo). After the special-purpose registries of IANA (RFC 6890).
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Special =
    [
        .. (
            (string[])
                [
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    // Protocol assignments with Teredo, benchmarks and ORCHID; documentation; 6to4; segment routing.
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "2620:4f:8000::/48",
                    "3fff::/20",
                    "5f00::/16",
                ]
        ).Select(IPNetwork.Parse),
    ];

    // What is routed at all; everything else of IPv6 is local, multicast, mapped, translated or not assigned.
    private static readonly IPNetwork Routed = IPNetwork.Parse("2000::/3");

    /// <summary>Whether it is.</summary>
    public static bool Is(IPAddress address) =>
        address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !Special.Any(s => s.Contains(address)),
            AddressFamily.InterNetworkV6 => address.ScopeId == 0 && Routed.Contains(address) && !Special.Any(s => s.Contains(address)),
            _ => false,
        };
}
