namespace Headgate.Bench;

internal static class ScaleBench
{
    public static Task<int> Run(string[] arguments) => Task.FromResult(arguments.Length);
}
