using System.CommandLine;

namespace Headgate.Doors.Cli;

/// <summary>The command line: every command whose feature exists.</summary>
internal static class CommandLine
{
    public static async Task<int> Run(string[] arguments)
    {
        var shell = new Shell();
        var root = new RootCommand("Headgate: a CRM that AI clients work in, behind one gate of guardrails.");
        foreach (
            var command in (IEnumerable<Command>)
                [
                    .. ServerCommands.All(shell),
                    .. PeopleCommands.All(shell),
                    .. ClientCommands.All(shell),
                    .. ProviderCommands.All(shell),
                    .. StoreCommands.All(shell),
                    .. SubjectCommands.All(shell),
                    .. AuditCommands.All(shell),
                    .. OutboundCommands.All(shell),
                    .. RolloutCommands.All(shell),
                    .. GuardCommands.All(shell),
                    .. LimitCommands.All(shell),
                    .. RetentionCommands.All(shell),
                    .. PolicyCommands.All(shell),
                    .. DemoCommands.All(shell),
                    .. TortureCommands.All(shell),
                ]
        )
            root.Add(command);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine(
                $"{parsed.Errors[0].Message} Try: headgate {string.Join(' ', arguments.TakeWhile(a => !a.StartsWith('-')))} --help"
            );
            return Shell.Usage;
        }
        return await parsed.InvokeAsync();
    }
}
