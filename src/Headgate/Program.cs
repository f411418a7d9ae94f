using Headgate.Doors.Cli;
using Headgate.Hosting;

namespace Headgate;

/// <summary>The program: one binary for the server, the stdio server and the command line.</summary>
internal static class Program
{
    private static Task<int> Main(string[] arguments)
    {
        Server.PinCulture();
        return CommandLine.Run(arguments);
    }
}
