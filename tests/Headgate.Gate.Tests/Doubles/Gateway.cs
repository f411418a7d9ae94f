using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>A gate over a ledger in memory with the guards of the list and a few actions: what most tests begin with.</summary>
public sealed class Gateway
{
    /// <summary>When all tests take place, unless they move the clock.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    private int _calls;

    /// <summary>Makes one; a test may add guards before those of the list.</summary>
    public Gateway(params IEnumerable<Guard> first)
    {
        Memory = new(Ledger);
        Catalogue = new([
            new ContactGet(),
            new ContactCreate(),
            new ContactUpdate(),
            new MessageSend(),
            Scripted,
            new UserInvite(),
            new ReportRun(),
            new SchemaTry(),
        ]);
        Keeper = new(Catalogue, [.. first, .. GuardList.InOrder(Memory, Clock)], Ledger, Clock)
        {
            OnFailure = (code, failure, _) => Failures.Add($"{code}: {failure.Message}"),
        };
    }

    /// <summary>The clock.</summary>
    public SetClock Clock { get; } = new(Noon);

    /// <summary>The ledger.</summary>
    public MemoryLedger Ledger { get; } = new();

    /// <summary>What guards know.</summary>
    public LedgerMemory Memory { get; }

    /// <summary>The actions.</summary>
    public Catalogue Catalogue { get; }

    /// <summary>The action that does what a test says.</summary>
    public Scripted Scripted { get; } = new();

    /// <summary>The gate.</summary>
    public Gatekeeper Keeper { get; }

    /// <summary>What the log was told.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>The last event of the audit, read.</summary>
    public JsonElement LastEvent => JsonSerializer.Deserialize<JsonElement>(Ledger.LastBody);

    /// <summary>What an event commits to.</summary>
    public static string Committed(ReadOnlySpan<byte> text) => MemoryLedger.Key.To(SHA256.HashData(text));

    /// <summary>A rep's agent with all that a rep may do.</summary>
    public static Principal Agent { get; } =
        new()
        {
            Tenant = "org_1",
            Person = "usr_1",
            PersonName = "Ada",
            Agent = "agt_1",
            AgentName = "Claude",
            Scopes = Scope.All,
            ContactDetails = true,
            Credential = "grant_1",
        };

    /// <summary>An administrator, without an agent between.</summary>
    public static Principal Person { get; } = Agent with { Agent = null, AgentName = null, Role = Role.Admin };

    /// <summary>Text as a value.</summary>
    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>An answer as text.</summary>
    public static string Said(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    /// <summary>A refusal in one line: code, why, what to do.</summary>
    public static string Said(Refusal? refusal) => refusal is null ? "passes" : $"{refusal.Code} | {refusal.Why} | {refusal.Do}";

    /// <summary>A call that no other call resembles.</summary>
    public Call Call(string action, string arguments = "{}", Principal? by = null)
    {
        var number = ++_calls;
        var seed = new byte[32];
        seed[0] = (byte)number;
        seed[1] = (byte)(number >> 8);
        return new()
        {
            Id = $"call_{number}",
            By = by ?? Agent,
            Door = Door.Mcp,
            Action = action,
            Arguments = Json(arguments),
            At = Clock.Now,
            Seed = seed,
        };
    }

    /// <summary>A passage of an action that has passed no guard yet.</summary>
    public Passage Passage(string action, string arguments = "{}", Principal? by = null) =>
        new(Call(action, arguments, by), Catalogue.Find(action)!, Clock.GetTimestamp());

    /// <summary>Passes a call.</summary>
    public async Task<Outcome> Pass(string action, string arguments = "{}", Principal? by = null) =>
        await Keeper.Pass(Call(action, arguments, by), default);

    /// <summary>Puts a contact into the ledger and gives its id.</summary>
    public string Contact(string name = "Ada", string? taxId = null)
    {
        var id = Ids.Fresh("con", Noon);
        Ledger.Rows[id] = (1, new(StringComparer.Ordinal) { ["name"] = name, ["tax_id"] = taxId });
        return id;
    }
}
