using Headgate.Features.Accounts;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>Whom an account belongs to: a pass of its own over the same file, since a parent may stand below its children.</summary>
internal sealed class ParentIntake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : References(reader, call, system, lines, pending)
{
    public override async ValueTask Load()
    {
        await LoadReferences(accounts: false);
        await Known.Claims(ExternalClaim("account"), [.. Texts("external"), .. Texts("parent_external")]);
        await Known.Names(Account.Kind, [.. Texts("name"), .. Texts("parent")]);
        await Known.Rows(
            Account.Kind,
            Lines.SelectMany(l =>
                Known.Named(Account.Kind, Peek(l, "name")).Append(Known.Holder(ExternalClaim("account"), Peek(l, "external")))
            )
        );
    }

    protected override Fate Take(Line line)
    {
        var name = line.Need("name", 200);
        var parent = Find(line, "parent");
        if (parent is null)
            return Fate.Unchanged;
        var child = Find(line, "name") ?? throw Unknown("account", "name", name, []);
        if (parent == Pending || child == Pending)
            return Fate.Updated;
        if (parent == child)
            throw RowRefused.Of("import.own_parent", "parent", line.Text("parent"), "An account cannot belong to itself.");
        return Write(DraftOf(Account.Kind, child), false, [("parent_id", parent)], line);
    }

    private string? Find(Line line, string field)
    {
        var external = line.Text(field == "name" ? "external" : field + "_external");
        var name = line.Text(field);
        if (Known.Holder(ExternalClaim("account"), external) is { } linked)
            return linked;
        if (IsPending("account.external", external) || IsPending("account", name))
            return Pending;
        return Known.Named(Account.Kind, name) switch
        {
            [var one] => one,
            [] when name is null && external is null => null,
            [] => throw Unknown("account", field, name ?? external!, []),
            _ => throw RowRefused.Of("import.ambiguous_account", field, name, $"Several accounts are called {Text.Shown(name)}."),
        };
    }
}
