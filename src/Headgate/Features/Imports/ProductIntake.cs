using Headgate.Features.Products;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>What is sold, by name.</summary>
internal sealed class ProductIntake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : References(reader, call, system, lines, pending)
{
    public override async ValueTask Load()
    {
        await LoadReferences(accounts: false);
        await Known.Names(Product.Kind, Texts("name"));
        await Known.Rows(Product.Kind, Lines.SelectMany(l => Known.Named(Product.Kind, Peek(l, "name"))));
    }

    protected override Fate Take(Line line)
    {
        var name = line.Need("name", 200);
        var currency = line.Text("currency") is { } given ? Money.Currency("currency", given) : Currency;
        var price = Money.Minor("price", line.Amount("price"), currency);
        var id = Known.First(Product.Kind, name);
        if (id is null && IsPending("product", name.ToLowerInvariant()))
            return Fate.Unchanged;
        var draft = DraftOf(Product.Kind, id);
        var fate = Write(
            draft,
            id is null,
            [
                ("name", name),
                ("code", line.Text("code", 100)),
                ("family", line.Text("family", 100)),
                ("price_minor", price),
                ("currency", price is null ? null : currency),
                ("active", line.Flag("active")),
            ],
            line
        );
        draft.Begin("active", 1L);
        draft.Begin("home", Columns.Here);
        if (id is null)
            Known.Add(Product.Kind, name, draft.Id);
        return fate;
    }
}
