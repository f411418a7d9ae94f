using System.Globalization;
using Headgate.Features.Opportunities;
using Headgate.Features.Organisations;
using Headgate.Features.Pipelines;
using Headgate.Features.Products;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>
/// Opportunities as they stood elsewhere: open, won and lost, with the dates they had there, so that past quarters are told right. Stages and products must exist.
/// </summary>
internal sealed class OpportunityIntake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : References(reader, call, system, lines, pending)
{
    private readonly Dictionary<string, string> _products = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Opportunity, string Product)> _items = [];
    private List<PipelineRow> _pipelines = [];
    private ILookup<string, StageRow> _stages = null!;
    private IReadOnlyList<string> _reasons = [];

    public override async ValueTask Load()
    {
        await LoadReferences(accounts: true);
        await LoadContacts();
        _pipelines = await Stages.Pipelines(Reader);
        _stages = (await Stages.All(Reader)).ToLookup(s => s.PipelineId, StringComparer.Ordinal);
        _reasons = await Choice.Names(Reader, MoveStage.Reasons);
        foreach (var product in await Reader.All<NamedId>("SELECT id, name FROM products WHERE tenant = @tenant ORDER BY id"))
            _products.TryAdd(product.Name, product.Id);
        await Known.Claims(ExternalClaim("opportunity"), Texts("external"));
        await Known.Claims(DerivedClaim("opportunity"), Lines.Select(KeyOf));
        string?[] found =
        [
            .. Lines.Select(l =>
                Known.Holder(ExternalClaim("opportunity"), Peek(l, "external")) ?? Known.Holder(DerivedClaim("opportunity"), KeyOf(l))
            ),
        ];
        await Known.Rows(Opportunity.Kind, found);
        if (found.Any(f => f is not null))
            foreach (
                var item in await Reader.All<Item>(
                    $"SELECT opportunity_id, product_id FROM line_items WHERE tenant = @tenant AND {Reader.Dialect.In("opportunity_id", "@ids")}",
                    ("ids", found.OfType<string>().Distinct().ToArray())
                )
            )
                _items.Add((item.OpportunityId, item.ProductId));
    }

    protected override Fate Take(Line line)
    {
        var name = line.Need("name", 200);
        var external = line.Text("external");
        var key = KeyOf(line);
        var id = Known.Holder(ExternalClaim("opportunity"), external) ?? Known.Holder(DerivedClaim("opportunity"), key);
        var (pipeline, stage) = StandsAt(line);
        var product = ProductOf(line);
        var account = AccountOf(line);
        var currency = line.Text("currency") is { } given ? Money.Currency("currency", given) : Currency;
        var amount = line.Amount("amount") is { } exact ? Money.Minor("amount", exact, currency) : null;
        var closes = DayOf(line, "close_date");
        var closed = stage.IsOpen ? null : line.Whole("closed_at") ?? Midnight(closes) ?? line.Whole("updated_at");
        if (!stage.IsOpen && closed is null)
        {
            Say("import.no_close_date", "close_date", null, "A closed opportunity without a day: it counts as closed now.");
            closed = Call.At.ToUnixTimeMilliseconds();
        }
        if (account is null)
            Say("import.no_account", "account", null, "The file names no account: taken without one.");
        (string, object?)[] values =
        [
            ("name", name),
            ("account_id", account),
            ("contact_id", ContactOf(line)),
            ("pipeline_id", pipeline),
            ("stage_id", stage.Id),
            ("status", stage.Kind),
            ("amount_minor", amount),
            ("currency", currency),
            ("close_date", closes),
            ("closed_at", closed),
            ("reason", ReasonOf(line, stage)),
            ("next_step", line.Text("next_step")),
            ("owner_id", OwnerOf(line)),
            ("source", line.Text("source")),
            ("description", line.Text("description", 5000)),
        ];
        if (id is null && (IsPending("opportunity.external", external) || IsPending("opportunity", key)))
            return Fate.Unchanged;
        var draft = DraftOf(Opportunity.Kind, id);
        var fate = Write(draft, id is null, values, line);
        draft.Begin("stage_entered_at", closed ?? line.Whole("created_at") ?? Call.At.ToUnixTimeMilliseconds());
        Imported(draft);
        Link(draft, "opportunity", external, key);
        if (product is not null && product != Pending && _items.Add((draft.Id, product)))
            AddItem(draft.Id, product);
        return fate;
    }

    private (string Pipeline, StageRow Stage) StandsAt(Line line)
    {
        var named = line.Text("pipeline");
        if (Announced(named, line.Text("stage")) is { } announced)
            return (Pending, announced);
        var pipeline =
            _pipelines.Find(p => named is null || p.Id == named || string.Equals(p.Name, named, StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown("pipeline", "pipeline", named ?? "", _pipelines.Select(p => p.Name));
        var given = line.Need("stage");
        var stage =
            _stages[pipeline.Id].FirstOrDefault(s => s.Id == given || string.Equals(s.Name, given, StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown("stage", "stage", given, _stages[pipeline.Id].Select(s => s.Name));
        // Some systems close a deal where it stands: here the stage says so.
        if (line.Text("status")?.ToLowerInvariant() is ("won" or "lost") and var ended && stage.IsOpen)
        {
            stage =
                _stages[pipeline.Id].FirstOrDefault(s => s.Kind == ended)
                ?? throw RowRefused.Of("import.unknown_stage", "status", ended, $"The pipeline {pipeline.Name} has no {ended} stage.");
            Say("import.stage_by_status", "status", ended, $"Closed where it stood: moved to {stage.Name}.");
        }
        return (pipeline.Id, stage);
    }

    // In a preview, a stage of a pipeline that the import would make.
    private StageRow? Announced(string? pipeline, string? stage) =>
        pipeline is null || _pipelines.Exists(p => string.Equals(p.Name, pipeline, StringComparison.OrdinalIgnoreCase))
            ? null
            : ((string[])["open", "won", "lost"])
                .Where(k => IsPending("stage", $"{pipeline}/{stage}/{k}".ToLowerInvariant()))
                .Select(k => new StageRow
                {
                    Id = Pending,
                    Name = stage!,
                    Kind = k,
                })
                .FirstOrDefault();

    private string? ProductOf(Line line) =>
        line.Text("product") is not { } given ? null
        : _products.TryGetValue(given, out var id) ? id
        : IsPending("product", given.ToLowerInvariant()) ? Pending
        : throw Unknown("product", "product", given, _products.Keys);

    private string? ReasonOf(Line line, StageRow stage)
    {
        if (stage.IsOpen || line.Text("reason") is not { } given)
            return null;
        if (_reasons.FirstOrDefault(r => string.Equals(r, given, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        Say("import.unknown_reason", "reason", given, "This reason is not configured: the opportunity was taken without it.");
        return null;
    }

    private void AddItem(string opportunity, string product)
    {
        var item = DraftOf(LineItem.Kind, null);
        item.Set("opportunity_id", opportunity);
        item.Set("product_id", product);
        item.Set("quantity", 1L);
        item.Begin("created_at", Call.At.ToUnixTimeMilliseconds());
        item.Begin("updated_at", Call.At.ToUnixTimeMilliseconds());
    }

    private static string? DayOf(Line line, string field) =>
        line.Text(field) is not { } given ? null
        : DateOnly.TryParseExact(given, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? given
        : throw RowRefused.Of("import.date", field, given, $"{Text.Shown(given)} is no day such as 2026-03-31.");

    private long? Midnight(string? day) =>
        day is null
            ? null
            : Moments.Midnight(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), Zone).ToUnixTimeMilliseconds();

    private static string? KeyOf(Line line) =>
        Peek(line, "external") is null
            ? Derived(Peek(line, "name"), Peek(line, "account"), Peek(line, "pipeline"), line.Raw("created_at"))
            : null;

    private sealed class NamedId
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
    }

    private sealed class Item
    {
        public string OpportunityId { get; init; } = "";
        public string ProductId { get; init; } = "";
    }
}
