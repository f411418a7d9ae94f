using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Headgate.Features.Agents;
using Headgate.Features.Calendars;
using Headgate.Features.Pipelines;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Organisations;

/// <summary>
/// A new organisation with its first administrator, who is the caller: outbound off, one pipeline, the usual names for statuses. Where the store has none, the
/// host calls it for whoever starts the server.
/// </summary>
[Action(
    "orgs.create",
    Scope.Admin,
    "Create an organisation",
    "Creates an organisation and its first administrator.",
    Effect = Effect.Write,
    Offered = Offered.People
)]
public sealed class Create : Feature<Create.Input, Create.Output>
{
    private static readonly IReadOnlyList<(string List, string[] Names)> Defaults =
    [
        ("contact.lifecycle", ["subscriber", "lead", "contact", "customer", "former customer"]),
        ("contact.status", ["new", "working", "qualified", "unqualified", "nurture", "do not contact"]),
        ("account.status", ["prospect", "active", "customer", "churned"]),
        ("opportunity.reason", ["best fit", "relationship", "price", "timing", "competitor", "no decision", "not a fit", "other"]),
    ];

    private static readonly IReadOnlyList<(string Name, string Kind, long Probability)> Stages =
    [
        ("Qualification", "open", 10),
        ("Discovery", "open", 25),
        ("Proposal", "open", 50),
        ("Negotiation", "open", 75),
        ("Won", "won", 100),
        ("Lost", "lost", 0),
    ];

    public sealed record Input
    {
        [Bounds(1, 200)]
        public required string Name { get; init; }

        [Email, Bounds(3, 254)]
        public required string Email { get; init; }

        [Bounds(1, 200)]
        public string? Person { get; init; }

        [Bounds(3, 3)]
        public string? Currency { get; init; }

        [Bounds(1, 64)]
        public string? TimeZone { get; init; }
    }

    public sealed record Output
    {
        public required string Org { get; init; }
        public required string Person { get; init; }

        [ShownOnce]
        public string? PersonToken { get; init; }

        [ShownOnce]
        public string? SignInLink { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var org = call.By.Tenant;
        if (await reader.Number("SELECT COUNT(*) FROM organisations WHERE tenant = @tenant") > 0)
            throw new RefusedException(new("org.exists", "This organisation exists already.", "Use it."));
        var zone = input.TimeZone ?? "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new RefusedException(Refusal.Input("time_zone", "an IANA time zone such as Europe/Berlin", Text.Shown(zone)));
        var plan = new Plan();
        var policies = Policies.Golden.Add(plan, call);
        plan.Insert(
                Organisation.Kind,
                org,
                [
                    ("policies", policies),
                    ("num", NumberOf(org)),
                    ("name", input.Name.Trim()),
                    ("currency", input.Currency ?? "USD"),
                    ("time_zone", zone),
                    ("outbound", "off"),
                    .. Columns.Born(call),
                ]
            )
            .Insert(
                User.Kind,
                call.By.Person,
                [
                    ("name", input.Person?.Trim() ?? input.Email[..input.Email.IndexOf('@')]),
                    ("email", EmailForm.Normal(input.Email)),
                    ("role", "admin"),
                    ("sees", "all"),
                    ("time_zone", zone),
                    ("status", "active"),
                    .. Columns.Born(call),
                ]
            )
            .Claim("user.email", EmailForm.Normal(input.Email), call.By.Person);
        AddLists(plan, call);
        AddPipeline(plan, call);
        plan.Insert(Calendar.Kind, call.NewId("cal"), CalendarOf(call, call.By.Person, zone));
        // Who comes in is known to production alone.
        if (call.By.Realm == Realm.Sandbox)
            return Answer(new Output { Org = org, Person = call.By.Person }, plan);
        var token = "hgp_" + call.NewSecret("person");
        var link = "hgl_" + call.NewSecret("link");
        Grant.Person(plan, call, "person", token, call.By.Person, TimeSpan.FromDays(30), 0);
        Grant.Person(plan, call, "link", link, call.By.Person, TimeSpan.FromHours(24), 1);
        return Answer(
            new Output
            {
                Org = org,
                Person = call.By.Person,
                PersonToken = token,
                SignInLink = link,
            },
            plan
        );
    }

    /// <summary>The fields of a person's calendar with usual working hours.</summary>
    internal static IEnumerable<(string, object?)> CalendarOf(Call call, string user, string zone) =>
        [
            ("user_id", user),
            ("name", "Work"),
            ("time_zone", zone),
            ("work_from", "09:00"),
            ("work_to", "17:00"),
            ("work_days", "1,2,3,4,5"),
            .. Columns.Born(call),
        ];

    private static void AddLists(Plan plan, Call call)
    {
        var ordinal = 0;
        foreach (var (list, names) in Defaults)
        foreach (var name in names)
            plan.Insert(
                Choice.Kind,
                call.NewId("cho", ordinal),
                ("list", list),
                ("name", name),
                ("ordinal", (long)ordinal++),
                ("created_at", call.Effective.ToUnixTimeMilliseconds())
            );
    }

    private static void AddPipeline(Plan plan, Call call)
    {
        var pipeline = call.NewId("pip");
        plan.Insert(Pipeline.Kind, pipeline, [("name", "Sales"), ("kind", "sales"), ("ordinal", 0L), .. Columns.Born(call)]);
        for (var i = 0; i < Stages.Count; i++)
            plan.Insert(
                Stage.Kind,
                call.NewId("stg", i),
                [
                    ("pipeline_id", pipeline),
                    ("name", Stages[i].Name),
                    ("ordinal", (long)i),
                    ("kind", Stages[i].Kind),
                    ("probability", Stages[i].Probability),
                    .. Columns.Born(call),
                ]
            );
    }

    // Search words carry it; it must be known before the row is, and the same on every node.
    private static long NumberOf(string org) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(org))) & 0x7fffffff;
}
