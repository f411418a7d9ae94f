using System.Text.Json;
using Headgate.Gate;

namespace Headgate.Store;

/// <summary>The accounts, contacts and opportunities that a plan changes, names or writes to, as they will be once it is done.</summary>
internal sealed class TouchedRecords(Session session, string tenant)
{
    private const int Most = 500;

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly SortedDictionary<string, Touched> _records = new(StringComparer.Ordinal);

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
                Set(record, change.GetProperty("fields"));
        await NameStages();
        return JsonSerializer.SerializeToElement(_records.Values, Snake);
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
            Kind = kind,
            Id = id,
            IsNew = isNew,
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
        foreach (var row in await Rows(select, ids))
        {
            var record = _records[row.Id];
            record.Owner = row.OwnerId ?? "";
            record.Lifecycle = row.Lifecycle ?? "";
            record.Status = row.Status ?? "";
            record.Stage = row.StageId ?? "";
            record.Amount = (row.AmountMinor ?? 0) / (decimal)Currencies.Scale(row.Currency);
            record.Currency = row.Currency ?? "";
            record.Account = row.AccountId ?? "";
            record.Domain = row.Domain ?? (row.Email is null ? "" : EmailForm.DomainOf(row.Email));
            if (row.LastActivityAt is { } at)
                record.LastActivity = Moments.Iso(DateTimeOffset.FromUnixTimeMilliseconds(at));
        }
    }

    private static void Set(Touched record, JsonElement fields)
    {
        JsonElement? amount = null;
        foreach (var field in fields.EnumerateArray())
        {
            var name = field.GetProperty("name").GetString()!;
            if (name == "amount_minor")
                amount = field.GetProperty("to");
            else
                Set(record, name, field.GetProperty("to"));
        }
        // The currency first: it says what the amount is.
        if (amount is { } minor)
            record.Amount = minor.ValueKind == JsonValueKind.Number ? minor.GetInt64() / (decimal)Currencies.Scale(record.Currency) : 0m;
    }

    private static void Set(Touched record, string field, JsonElement to)
    {
        var text = to.ValueKind == JsonValueKind.String ? to.GetString()! : "";
        switch (field)
        {
            case "owner_id":
                record.Owner = text;
                break;
            case "stage_id":
                record.Stage = text;
                break;
            case "account_id":
                record.Account = text;
                break;
            case "lifecycle":
                record.Lifecycle = text;
                break;
            case "status":
                record.Status = text;
                break;
            case "domain":
                record.Domain = text;
                break;
            case "currency":
                record.Currency = text;
                break;
            case "email" when record.Kind == "contact":
                record.Domain = text.Length == 0 ? "" : EmailForm.DomainOf(text);
                break;
            default:
                break;
        }
    }

    private async ValueTask NameStages()
    {
        var ids = _records.Values.Select(r => r.Stage).Where(i => i.Length > 0).Distinct().ToList();
        if (ids.Count == 0)
            return;
        var rows = await Rows("SELECT id, name FROM stages WHERE tenant = @tenant AND ", ids);
        var names = rows.ToDictionary(r => r.Id, r => r.Name ?? "", StringComparer.Ordinal);
        foreach (var record in _records.Values)
            record.Stage = names.GetValueOrDefault(record.Stage, "");
    }

    private async ValueTask<List<Row>> Rows(string select, List<string> ids)
    {
        if (session.Dialect != Dialect.Sqlite)
            return await session.Query<Row>(select + session.Dialect.In("id", "@ids"), ("tenant", tenant), ("ids", ids));
        // A step each, in this process: a list would be written and parsed first.
        List<Row> rows = [];
        foreach (var id in ids)
            rows.AddRange(await session.Query<Row>(select + "id = @id", ("tenant", tenant), ("id", id)));
        return rows;
    }

    // As a policy reads it: everything is there, and empty where nothing is known.
    private sealed class Touched
    {
        private static readonly string Never = Moments.Iso(DateTimeOffset.UnixEpoch);

        public required string Kind { get; init; }
        public required string Id { get; init; }
        public required bool IsNew { get; init; }
        public string Owner { get; set; } = "";
        public string Lifecycle { get; set; } = "";
        public string Status { get; set; } = "";
        public string Stage { get; set; } = "";
        public decimal Amount { get; set; }
        public string Currency { get; set; } = "";
        public string Account { get; set; } = "";
        public string Domain { get; set; } = "";
        public string LastActivity { get; set; } = Never;
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
