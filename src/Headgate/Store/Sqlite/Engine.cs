using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>
/// The embedded engine as this process runs it (sqlite3.h, <c>sqlite3_config</c>). It must be set before the first connection of all; later it stays as it is,
/// which is only slower.
/// </summary>
internal static class Engine
{
    private static readonly Lazy<bool> Once = new(Take);

    /// <summary>Sets it, once.</summary>
    public static void Set() => _ = Once.Value;

    private static bool Take()
    {
        Batteries_V2.Init();
        // A connection of ours has one user at a time, the writer's thread or whoever has taken a snapshot: nothing inside it needs a lock of its own.
        return raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD) == raw.SQLITE_OK
            // Nobody asks how much memory it has, and to count that takes a lock for all at every allocation.
            && raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) == raw.SQLITE_OK;
    }
}
