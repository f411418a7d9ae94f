using System.CommandLine;
using System.Text.Json;
using Headgate.Hosting;
using Headgate.Store;
using static Headgate.Doors.Cli.PeopleCommands;

namespace Headgate.Doors.Cli;

/// <summary><c>import</c>, <c>export</c>, <c>backup</c>, <c>restore</c>, <c>migrate</c>.</summary>
internal static class StoreCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return ReplayCommands.Run(shell);
        yield return Imports.ImportCommand.Of(shell);
        yield return Imports.ExportCommand.Of(shell);
        yield return Backup(shell);
        yield return Restore(shell);
        yield return Migrate(shell);
    }

    private static Command Backup(Shell shell)
    {
        var to = new Argument<string>("FOLDER") { Description = "A new or empty folder" };
        var backup = shell.Command("backup", "Copies the store, while it runs or not, with its master key", to);
        backup.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Backup(Path.GetFullPath(parsed.GetValue(to)!), cancel),
                        a => $"Backup in {Of(a, "backup")}"
                    )
            )
        );
        return backup;
    }

    private static Command Restore(Shell shell)
    {
        var from = new Argument<string>("FOLDER") { Description = "A backup" };
        var restore = shell.Command("restore", "Puts a backup into an empty data folder", from);
        restore.SetAction(
            (parsed, _) =>
                shell.Guarded(
                    parsed,
                    () =>
                    {
                        var settings = shell.SettingsOf(parsed);
                        DataFolder.Restore(Path.GetFullPath(parsed.GetValue(from)!), settings.Data);
                        return Task.FromResult(
                            shell.Tell(
                                parsed,
                                new(true, JsonSerializer.SerializeToElement(new { restored = settings.Data })),
                                a => $"Restored into {Of(a, "restored")}"
                            )
                        );
                    }
                )
        );
        return restore;
    }

    private static Command Migrate(Shell shell)
    {
        var migrate = shell.Command("migrate", "Brings a stopped store to this program's schema");
        migrate.SetAction(
            (parsed, _) =>
                shell.Guarded(
                    parsed,
                    async () =>
                    {
                        var settings = shell.SettingsOf(parsed);
                        if (await LocalSocket.Connect(settings.Data) is { } running)
                        {
                            running.Dispose();
                            throw new StoreException(
                                "A server uses this store; it migrated when it started. Stop it first to migrate by hand."
                            );
                        }
                        await using var site = await Site.Open(settings, TimeProvider.System, LoggerFactory.Create(_ => { }));
                        var schema = await site.Schema();
                        return shell.Tell(
                            parsed,
                            new(true, JsonSerializer.SerializeToElement(new { schema })),
                            a => $"Schema {Of(a, "schema")}"
                        );
                    }
                )
        );
        return migrate;
    }
}
