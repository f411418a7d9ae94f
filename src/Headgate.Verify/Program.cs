using System.Globalization;
using Headgate.Verify;

CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

const string Usage = "headgate-verify verify BUNDLE|PROOF [--key VKEY] [--heads FILE] [--witness VKEY]...";
string? path = null;
string? key = null;
string? heads = null;
List<string> witnesses = [];
for (var i = 1; i < args.Length; i++)
{
    if (args[i] == "--key" && i + 1 < args.Length && key is null)
        key = args[++i];
    else if (args[i] == "--heads" && i + 1 < args.Length && heads is null)
        heads = args[++i];
    else if (args[i] == "--witness" && i + 1 < args.Length)
        witnesses.Add(args[++i]);
    else if (!args[i].StartsWith('-') && path is null)
        path = args[i];
    else
        return Wrong($"{args[i]} is not understood. Use: {Usage}");
}
if (args is not ["verify", ..] || path is null)
    return Wrong($"Use: {Usage}");
try
{
    var verdict = Verification.Of(path, key, heads, witnesses);
    foreach (var finding in verdict.Findings)
        Console.Out.WriteLine(finding);
    if (verdict.More > 0)
        Console.Out.WriteLine($"and {verdict.More} more");
    foreach (var said in verdict.Said)
        Console.Out.WriteLine(said);
    Console.Out.WriteLine(verdict.Findings.Count == 0 ? "Whole." : "Tampered with.");
    return verdict.Findings.Count == 0 ? 0 : 1;
}
catch (Exception failure) when (failure is UsageException or IOException or UnauthorizedAccessException)
{
    return Wrong(failure.Message);
}

static int Wrong(string why)
{
    Console.Error.WriteLine(why);
    return 2;
}
