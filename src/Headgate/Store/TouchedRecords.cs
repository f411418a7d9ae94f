using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>The accounts, contacts and opportunities that a plan changes, names or writes to, as they will be once it is done.</summary>
internal sealed class TouchedRecords(Session session, string tenant)
{
    private const int Most = 500;

    private readonly SortedDictionary<string, JsonObject> _records = new(StringComparer.Ordinal);

    /// <summary>Reads them.</summary>
    public async ValueTask<JsonElement> Read(JsonElement plan)
    {
        Collect(plan);
        await Read("acc", "SELECT id, owner_id, status, domain, currency, last_activity_at FROM accounts WHERE tenant = @tenant AND ");
        await Read(
            "con",
            "SELECT id, owner_id, lifecycle, status, email, account_id, last_activity_at FROM contacts WHERE tenant = @tenant AND "
        );
        await Read(
            "opp",
            "SELECT id, owner_id, status, stage_id, amount_minor, currency, account_id, last_activity_at FROM opportunities WHERE tenant = @tenant AND "
        );
        foreach (var change in plan.GetProperty("changes").EnumerateArray())
            if (_records.TryGetValue(change.GetProperty("id").GetString()!, out var record))
                // The currency first: it says what the amount is.
                foreach (
                    var field in change
                        .GetProperty("fields")
                        .EnumerateArray()
                        .OrderBy(f => f.GetProperty("name").GetString() == "amount_minor")
                )
                    Set(record, field.GetProperty("name").GetString()!, field.GetProperty("to"));
        await NameStages();
        return JsonSerializer.SerializeToElement(_records.Values);
    }

    private void Collect(JsonElement plan)
    {
        foreach (var change in plan.GetProperty("changes").EnumerateArray())
        {
            Add(change.GetProperty("id").GetString(), change.GetProperty("verb").GetString() == "insert");
            foreach (var field in change.GetProperty("fields").EnumerateArray())
                if (field.GetProperty("to") is { ValueKind: JsonValueKind.String } to)
                    Add(to.GetString(), isNew: false);
        }
        foreach (var message in plan.GetProperty("messages").EnumerateArray())
            Add(message.GetProperty("contact").GetString(), isNew: false);
    }

    private void Add(string? id, bool isNew)
    {
        if (id is null || _records.ContainsKey(id) || KindOf(id) is not { } kind)
            return;
        if (_records.Count == Most)
            throw new InvalidOperationException($"A plan touches more than {Most} records.");
        _records[id] = new()
        {
            ["kind"] = kind,
            ["id"] = id,
            ["is_new"] = isNew,
            ["owner"] = "",
            ["lifecycle"] = "",
            ["status"] = "",
            ["stage"] = "",
            ["amount"] = 0,
            ["currency"] = "",
            ["account"] = "",
            ["domain"] = "",
            ["last_activity"] = Moments.Iso(DateTimeOffset.UnixEpoch),
        };
    }

    private static string? KindOf(string id) =>
        Ids.Is(id, "acc") ? "account"
        : Ids.Is(id, "con") ? "contact"
        : Ids.Is(id, "opp") ? "opportunity"
        : null;

    private async ValueTask Read(string prefix, string select)
    {
        var ids = _records.Keys.Where(i => Ids.PrefixOf(i) == prefix).ToList();
        if (ids.Count == 0)
            return;
        foreach (var row in await session.Query<Row>(select + session.Dialect.In("id", "@ids"), ("tenant", tenant), ("ids", ids)))
        {
            var record = _records[row.Id];
            record["owner"] = row.OwnerId ?? "";
            record["lifecycle"] = row.Lifecycle ?? "";
            record["status"] = row.Status ?? "";
            record["stage"] = row.StageId ?? "";
            record["amount"] = (row.AmountMinor ?? 0) / (decimal)Currencies.Scale(row.Currency);
            record["currency"] = row.Currency ?? "";
            record["account"] = row.AccountId ?? "";
            record["domain"] = row.Domain ?? (row.Email is null ? "" : EmailForm.DomainOf(row.Email));
            if (row.LastActivityAt is { } at)
                record["last_activity"] = Moments.Iso(DateTimeOffset.FromUnixTimeMilliseconds(at));
        }
    }

    private static void Set(JsonObject record, string field, JsonElement to)
    {
        var text = to.ValueKind == JsonValueKind.String ? to.GetString()! : "";
        switch (field)
        {
            case "owner_id" or "stage_id" or "account_id":
                record[field[..^3]] = text;
                break;
            case "lifecycle" or "status" or "domain" or "currency":
                record[field] = text;
                break;
            case "email" when record["kind"]!.GetValue<string>() == "contact":
                record["domain"] = text.Length == 0 ? "" : EmailForm.DomainOf(text);
                break;
            case "amount_minor":
                record["amount"] =
                    to.ValueKind == JsonValueKind.Number
                        ? to.GetInt64() / (decimal)Currencies.Scale(record["currency"]!.GetValue<string>())
                        : 0m;
                break;
            default:
                break;
        }
    }

    private async ValueTask NameStages()
    {
        var ids = _records.Values.Select(r => r["stage"]!.GetValue<string>()).Where(i => i.Length > 0).Distinct().ToList();
        if (ids.Count == 0)
            return;
        var rows = await session.Query<Row>(
            "SELECT id, name FROM stages WHERE tenant = @tenant AND " + session.Dialect.In("id", "@ids"),
            ("tenant", tenant),
            ("ids", ids)
        );
        var names = rows.ToDictionary(r => r.Id, r => r.Name ?? "", StringComparer.Ordinal);
        foreach (var record in _records.Values)
            record["stage"] = names.GetValueOrDefault(record["stage"]!.GetValue<string>(), "");
    }

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string? Name { get; init; }
        public string? OwnerId { get; init; }
        public string? Lifecycle { get; init; }
        public string? Status { get; init; }
        public string? StageId { get; init; }
        public long? AmountMinor { get; init; }
        public string? Currency { get; init; }
        public string? AccountId { get; init; }
        public string? Domain { get; init; }
        public string? Email { get; init; }
        public long? LastActivityAt { get; init; }
    }
}
