using System.Diagnostics;
using System.Text.Json;

namespace Headgate.Log.Tests.Tampering;

/// <summary>The verifier in Python, asked many times in one process.</summary>
internal sealed class PythonVerifier : IDisposable
{
    private const string Loop = """
        import importlib.util, json, sys
        spec = importlib.util.spec_from_file_location("verify", sys.argv[1])
        verify = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(verify)
        for line in sys.stdin:
            try:
                print(json.dumps([f[0] for f in verify.check(*json.loads(line))[0]]), flush=True)
            except (ValueError, OSError) as failure:
                print(json.dumps(["usage", str(failure)]), flush=True)
        """;

    private readonly Process _process;

    public PythonVerifier()
    {
        var start = new ProcessStartInfo("python3")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-B", "-c", Loop, Script },
        };
        _process = Process.Start(start)!;
    }

    /// <summary>Where it is.</summary>
    public static string Script => Path.Combine(AppContext.BaseDirectory, "verify.py");

    /// <summary>The codes of what it finds.</summary>
    public IReadOnlyList<string> Verify(string path, string? key, string? heads, params string[] witnesses)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(new object?[] { path, key, heads, witnesses }));
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The verifier in Python ended.");
        return JsonSerializer.Deserialize<List<string>>(line)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
