using System.Globalization;
using Headgate.Conformance;

// The fixture by itself, for a look by hand: dotnet run --project tests/Headgate.Conformance [port]
await using var server = await FixtureServer.Start(args is [var port] ? int.Parse(port, CultureInfo.InvariantCulture) : 0);
Console.Out.WriteLine(server.Address);
await server.Ended();
