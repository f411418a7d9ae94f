using Headgate.Features.Accounts;
using Headgate.Features.Activities;
using Headgate.Features.Contacts;
using Headgate.Features.Opportunities;
using Headgate.Features.Products;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>The kinds of files that can be taken in, in the order in which they must come: whoever is named comes first.</summary>
public static class Intakes
{
    /// <summary>A pass over the accounts file for parents.</summary>
    public const string Parents = "parents";

    /// <summary>The most rows of a chunk.</summary>
    public const int MostRows = 2_000;

    /// <summary>All kinds.</summary>
    public static readonly IReadOnlyList<string> Order =
    [
        "people",
        "products",
        "accounts",
        Parents,
        "contacts",
        "opportunities",
        "activities",
    ];

    /// <summary>The records that the rows of a file make.</summary>
    internal static RecordKind KindOf(string kind) =>
        kind switch
        {
            "people" => User.Kind,
            "products" => Product.Kind,
            "contacts" => Contact.Kind,
            "opportunities" => Opportunity.Kind,
            "activities" => Activity.Kind,
            _ => Account.Kind,
        };

    internal static Intake Of(
        string kind,
        Reader reader,
        Call call,
        string system,
        IReadOnlyList<Line> lines,
        IReadOnlySet<string> pending
    ) =>
        kind switch
        {
            "people" => new PersonIntake(reader, call, system, lines, pending),
            "products" => new ProductIntake(reader, call, system, lines, pending),
            "accounts" => new AccountIntake(reader, call, system, lines, pending),
            Parents => new ParentIntake(reader, call, system, lines, pending),
            "contacts" => new ContactIntake(reader, call, system, lines, pending),
            "opportunities" => new OpportunityIntake(reader, call, system, lines, pending),
            "activities" => new ActivityIntake(reader, call, system, lines, pending),
            _ => throw new RefusedException(Refusal.Input("kind", string.Join(", ", Order), Text.Shown(kind))),
        };

    /// <summary>Rows as they came.</summary>
    internal static List<Line> LinesOf(IEnumerable<System.Text.Json.JsonElement> rows, long after)
    {
        var lines = new List<Line>();
        Line? above = null;
        foreach (var json in rows)
        {
            var line = above = new Line(json, above);
            if (!line.IsRow || line.Row <= after)
                throw new RefusedException(Refusal.Input($"rows[{lines.Count}].row", $"a row number above {after}", "another"));
            after = line.Row;
            lines.Add(line);
        }
        return lines;
    }
}
