namespace Headgate;

internal static class Program
{
    private static void Main() { }
}
