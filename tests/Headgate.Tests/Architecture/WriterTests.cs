using System.Data.Common;
using System.Net.Sockets;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Store;

namespace Headgate.Tests.Architecture;

/// <summary>Nothing goes round the gate: an action holds, is given and calls nothing that writes, sends or passes calls.</summary>
public sealed class WriterTests
{
    private static readonly Type[] Writers =
    [
        typeof(Ledger),
        typeof(Memory),
        typeof(Database),
        typeof(Session),
        typeof(View),
        typeof(Gatekeeper),
        typeof(Site),
        typeof(World),
        typeof(HttpMessageInvoker),
        typeof(Socket),
        typeof(DbConnection),
        typeof(DbCommand),
        typeof(DbTransaction),
        typeof(File),
        typeof(Directory),
        typeof(FileStream),
        typeof(System.Diagnostics.Process),
        typeof(IServiceProvider),
    ];

    private static readonly Type[] Features =
    [
        .. typeof(Site).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith("Headgate.Features", StringComparison.Ordinal) == true),
    ];

    [Fact]
    [Proves(Frameworks.Aisvs, "9.3.1")]
    [Proves(Frameworks.Mcp, "MCP05")]
    [Proves(Frameworks.Agentic, "ASI05")]
    public void Actions_and_what_they_use_hold_no_writer() => Assert.Empty(Breaches(Mentions.Held));

    [Fact]
    [Proves(Frameworks.Aisvs, "9.3.1")]
    [Proves(Frameworks.Mcp, "MCP05")]
    [Proves(Frameworks.Agentic, "ASI05")]
    public void Actions_and_what_they_use_call_no_writer() => Assert.Empty(Breaches(Mentions.Of));

    [Fact]
    public void A_writer_is_seen_where_there_is_one()
    {
        Assert.Contains(typeof(Database), Mentions.Held(typeof(SqlLedger)));
        Assert.Contains(typeof(Session), Mentions.Of(typeof(Reader)));
        Assert.True(Features.Length > 200);
    }

    [Fact]
    public void Every_action_reads_through_the_reader_alone() =>
        Assert.DoesNotContain(Features, t => t.IsSubclassOf(typeof(ActionSpec)) && !t.IsSubclassOf(typeof(ReaderAction)));

    private static IEnumerable<string> Breaches(Func<Type, IReadOnlySet<Type>> mentions) =>
        from type in Features
        from other in mentions(type)
        where Writers.Any(w => w.IsAssignableFrom(other))
        select $"{type} → {other}";
}
