using Headgate.Bench.Imports;

namespace Headgate.Bench;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        if (arguments is not ["contacts", var path, var rows] || !int.TryParse(rows, out var count))
            return Usage();
        ContactsCsv.Write(path, count);
        return 0;
    }

    private static int Usage()
    {
        Console.Error.WriteLine("Usage: contacts FILE ROWS");
        return 2;
    }
}
