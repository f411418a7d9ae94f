using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Hosting;

/// <summary>
/// Passes recorded calls once more, as dry runs over a copy of the data from when their run began, and compares what they would do with what they did then.
/// It works on a copy of the copy, which goes when it is done.
/// </summary>
internal sealed class DryReplay : IAsyncDisposable
{
    private readonly string _folder;
    private readonly World _world;
    private readonly Sealer _sealer;
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    private DryReplay(string folder, World world) => (_folder, _world, _sealer) = (folder, world, world.Sealer);

    /// <summary>Opens a copy.</summary>
    /// <exception cref="StoreException">It is none, or cannot be used.</exception>
    public static async Task<DryReplay> Open(string copy)
    {
        var folder = DataFolder.CopyAside(copy);
        try
        {
            var world = await World.Open(
                new() { Data = folder },
                Realm.Production,
                Task.Run(Actions.Catalogue),
                TimeProvider.System,
                LoggerFactory.Create(_ => { }).CreateLogger("Headgate"),
                []
            );
            return new(folder, world);
        }
        catch
        {
            DataFolder.Drop(folder);
            throw;
        }
    }

    /// <summary>Passes one; in the order of their run.</summary>
    /// <param name="id">Its event.</param>
    /// <param name="ended">How it ended then.</param>
    /// <param name="code">Why it was refused then, if it was.</param>
    /// <param name="kept">What was kept of it, sealed.</param>
    public async Task<DryReplayed> Pass(string id, string ended, string? code, string? kept, CancellationToken cancel)
    {
        if (kept is null)
            return new(
                "not_kept",
                ended == "refused"
                    ? $"It was refused before policies were asked ({code}); such calls are not kept."
                    : "It is older than ninety days, was approved (its first call is kept), or somebody in it was erased."
            );
        if (_sealer.OpenCursor(kept, Features.Runs.Recorded.BoundTo(id)) is not { } plain)
            return new("not_kept", "It was sealed under another key than the copy has: this is no copy of that store.");
        var recorded = JsonElement.Parse(plain);
        if (!recorded.TryGetProperty("call", out _) || !recorded.TryGetProperty("kept", out var beside))
            return new("not_kept", "It was recorded before calls were kept as they were given.");
        var outcome = await _world.Gate.Pass(CallOf(recorded, beside), cancel);
        var follows = _touched.Any(t => beside.GetProperty("given").GetRawText().Contains(t, StringComparison.Ordinal));
        if (ended == "done")
            foreach (var change in recorded.GetProperty("plan").GetProperty("changes").EnumerateArray())
                _touched.Add(change.GetProperty("id").GetString()!);
        var told = Compare(recorded, beside, outcome, ended, code);
        return follows && told.Came is not ("same_plan" or "same_refusal")
            ? told with
            {
                Came = "follows",
                Why = $"It builds on an earlier call of the run, which a dry run does not do. {told.Why}",
            }
            : told;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        DataFolder.Drop(_folder);
    }

    private static DryReplayed Compare(JsonElement recorded, JsonElement beside, Outcome outcome, string ended, string? code)
    {
        if (outcome.Refusal is { } refusal)
            return ended == "refused" && refusal.Code == code
                ? new("same_refusal", $"{refusal.Code}, as then.")
                : new("other_outcome", $"It would be refused: {refusal.Code}: {refusal.Why}");
        var hash = Text(beside, "plan_sha256");
        var planned = JsonElement.Parse(outcome.Json.Span);
        var now = Text(planned, "plan_hash");
        if (ended == "refused")
            return new("other_outcome", $"It was refused then ({code}) and would not be now.");
        if (now == hash)
            return new("same_plan", "");
        var differ = PlanDifferences.Of(recorded.GetProperty("plan"), planned).Take(5).ToList();
        return new("other_plan", differ.Count == 0 ? "Its plan has another hash." : string.Join("; ", differ));
    }

    private static Call CallOf(JsonElement recorded, JsonElement beside)
    {
        var (call, by) = (recorded.GetProperty("call"), beside.GetProperty("by"));
        var at = call.GetProperty("at").GetDateTimeOffset();
        var agent = Text(call, "agent") is { Length: > 0 } id ? id : null;
        return new()
        {
            Id = Ids.Fresh("call", at),
            By = new()
            {
                Tenant = Text(beside, "tenant")!,
                Person = Text(call, "person")!,
                Role = Enum.Parse<Role>(Text(call, "role")!, ignoreCase: true),
                Sees = (Visibility)by.GetProperty("sees").GetInt32(),
                Team = Words(by, "team") ?? [],
                Agent = agent,
                AgentName = agent is null ? null : Text(call, "agent_name"),
                Scopes = (Scope)by.GetProperty("scopes").GetInt32(),
                Toolsets = (Words(by, "toolsets") ?? []).ToHashSet(StringComparer.Ordinal),
                ContactDetails = by.GetProperty("contact_details").GetBoolean(),
                Only = Words(by, "only")?.ToHashSet(StringComparer.Ordinal),
                Credential = Text(by, "credential") ?? "",
                TimeZone = Text(call, "time_zone") ?? "UTC",
            },
            Door = Enum.Parse<Door>(Text(call, "door")!, ignoreCase: true),
            Action = Text(call, "action")!,
            Arguments = beside.GetProperty("given"),
            At = at,
            Seed = Randomness.Bytes(32),
            Client = "headgate-replay",
            Run = Text(call, "run") is { Length: > 0 } run ? run : null,
            DryRun = true,
        };
    }

    private static string? Text(JsonElement it, string name) => it.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static List<string>? Words(JsonElement it, string name) =>
        it.TryGetProperty(name, out var words) ? [.. words.EnumerateArray().Select(w => w.GetString()!)] : null;
}

/// <summary>What came of a call that was passed again as a dry run.</summary>
/// <param name="Came"><c>same_plan</c>, <c>same_refusal</c>, <c>other_plan</c>, <c>other_outcome</c>, <c>follows</c> or <c>not_kept</c>.</param>
/// <param name="Why">In words.</param>
internal sealed record DryReplayed(string Came, string Why);
