using System.Net;
using System.Net.Sockets;

namespace Headgate.Tests.Running;

/// <summary>
/// Ports for servers and clients that have to know theirs beforehand. They are below those that the system gives out by itself, and none is given twice: nobody
/// comes by one between its choice and its use.
/// </summary>
internal static class Ports
{
    private const int First = 10_000;
    private const int Count = 22_000;
    private static int _next = Environment.ProcessId * 97 % Count;

    /// <summary>One that nobody listens to.</summary>
    public static int Free() => InARow(1);

    /// <summary>The first of some in a row that nobody listens to.</summary>
    public static int InARow(int count)
    {
        while (true)
        {
            var port = First + (Interlocked.Add(ref _next, count) - count) % (Count - count);
            if (Enumerable.Range(port, count).All(IsFree))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
