using System.Reflection;
using System.Text.Json;
using Headgate.Features;
using Headgate.Gate;
using Headgate.Gate.Schemas;

namespace Headgate.Tests.Taint;

/// <summary>Every text that an answer can show is accounted for: its record can be marked untrusted, or a row here says why it need not.</summary>
public sealed class MarksTests
{
    // Words of ours: ids, instants, names of lists that only people with the right change.
    private static readonly string[] Closed =
    [
        "id",
        "version",
        "status",
        "kind",
        "currency",
        "lifecycle",
        "stage",
        "channel",
        "direction",
        "priority",
        "time_zone",
        "media_type",
        "sha256",
        "next_cursor",
        "cursor",
        "code",
        "email",
        "phone",
        "domain",
        "role",
        "country",
        "state",
    ];

    [Fact]
    [Proves(Frameworks.Aisvs, "10.4.2")]
    [Proves(Frameworks.Llm, "LLM01")]
    public void No_text_of_an_answer_is_forgotten()
    {
        var open = Actions
            .Catalogue()
            .All.Where(a => a.Offered != Offered.People)
            .SelectMany(a => Texts(a.OutputType, []).Select(t => $"{t.Type}.{t.Name}"))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Where(t => !Exempt.ContainsKey(t) && !Exempt.ContainsKey(t[..t.IndexOf('.', StringComparison.Ordinal)]));
        Assert.True(!open.Any(), string.Join("\n", open));
    }

    [Fact]
    public void A_narrowed_list_keeps_its_marks()
    {
        var page = new Page<Marked>([
            new()
            {
                Id = "x",
                Body = "b",
                Untrusted = true,
            },
        ]);
        Assert.True(Narrow.To(page, ["body"]).Items[0].Untrusted);
    }

    private sealed record Marked
    {
        public required string Id { get; init; }
        public string? Body { get; init; }
        public bool? Untrusted { get; init; }
    }

    // Written by people with a right to administer, by a guard, or by the caller in this very call.
    private static readonly Dictionary<string, string> Exempt = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Accounts/Get/Output.Merged"] = "the id that was asked for",
        ["Approvals/Escalate/Output.Escalated"] = "the id that was asked for",
        ["Contacts/Get/Output.Merged"] = "the id that was asked for",
        ["ClientToken"] = "shown once to the client that it is for, or words of ours",
        ["Users/AddPasskey/Output"] = "an id",
        ["Users/Invite/Output"] = "a link shown once to a person",
        ["Users/OpenSession/Output"] = "a secret shown once, and an instant",
        ["Users/SetPassword/Output"] = "codes shown once",
        ["Identities/Admit/Output"] = "an id and a word of ours",
        ["Identities/Arrive/Output"] = "an id; a link shown once",
        ["Clients/Consent/Output"] = "an id and a word of ours; a code shown once",
        ["Difference"] = "ids, and words that guards said or would say",
        ["GuardShown"] = "words, numbers and ids that the product or a guard writes",
        ["RestShown"] = "an id and a number",
        ["ConflictShown"] = "values as agents are told them are no more than names; the rest is ours",
        ["GuidanceShown"] = "words of people with a right to administer",
        ["Pipelines/GuidanceShown/ReasonShown"] = "a person's words about a held call",
        ["Pipelines/GuidanceShown/RuleShown"] = "words of whoever wrote the policy",
        ["Finding"] = "sentences and commands of ours; examples are ids",
        ["Readiness/Report/Output"] = "names of checks",
        ["Outbound/Record/Output"] = "a switch and a reason of ours",
        ["Runs/Stop/Output"] = "an id, a state and the caller's own reason",
        ["LeftShown"] = "ids, actions and sentences of ours",
        ["UndoneShown"] = "ids and fields",
        ["Records/Merge/FieldTaken"] = "a field and an id",
        ["Runs/Get/CallShown"] = "ids, actions and what guards said",
        ["Runs/Get/FieldChanged"] = "values as agents are told them are no more than names",
        ["Runs/Get/RecordChanged"] = "an id and a word of ours",
        ["Runs/Get/RunShown"] = "ids",
        ["Runs/Undo/Output"] = "an id and a sentence of ours",
        ["Policies/Backtest/CallShown"] = "words, numbers and instants that the product or a guard writes",
        ["Policies/Backtest/Output"] = "words, numbers and instants that the product or a guard writes",
        ["Audit/Checkpoint/Output"] = "numbers, hashes and a key of ours",
        ["Audit/Proof/Output"] = "numbers, hashes and a key of ours",
        ["Retention/Apply/Output"] = "an instant",
        ["Subjects/Erase/Output"] = "ids",
        ["Subjects/Hold/Output"] = "ids and the caller's own reason, or another administrator's",
        ["Subjects/Lift/Output"] = "ids",
        ["SimilarRecord"] = "words, numbers and instants that the product or a guard writes",
        ["LimitShown"] = "words, numbers and instants that the product or a guard writes",
        ["OpenBreaker"] = "words, numbers and instants that the product or a guard writes",
        ["ApprovalShown"] = "words, numbers and instants that the product or a guard writes",
        ["Hold"] = "words, numbers and instants that the product or a guard writes",
        ["EventShown"] = "words, numbers and instants that the product or a guard writes",
        ["CalendarShown"] = "words, numbers and instants that the product or a guard writes",
        ["Calendars/List/Output"] = "words, numbers and instants that the product or a guard writes",
        ["CashFlowMonth"] = "words, numbers and instants that the product or a guard writes",
        ["CashFlowShown"] = "words, numbers and instants that the product or a guard writes",
        ["Lenders/CashFlowShown/MonthShown"] = "words, numbers and instants that the product or a guard writes",
        ["Criterion"] = "words, numbers and instants that the product or a guard writes",
        ["Lenders/Match/Output"] = "words, numbers and instants that the product or a guard writes",
        ["Catalogue/Describe/Output"] = "words, numbers and instants that the product or a guard writes",
        ["ConsentShown"] = "words, numbers and instants that the product or a guard writes",
        ["Audit/Get/Output"] = "words, numbers and instants that the product or a guard writes",
        ["Reports/List/Offer"] = "words, numbers and instants that the product or a guard writes",
        ["Reports/Run/PeriodShown"] = "words, numbers and instants that the product or a guard writes",
        ["OrganisationShown"] = "written by people who may administer",
        ["LenderShown"] = "written by people who may administer",
        ["PipelineShown"] = "written by people who may administer",
        ["Pipelines/List/Output"] = "written by people who may administer",
        ["Pipelines/PeopleShown/Colleague"] = "written by people who may administer",
        ["Pipelines/PeopleShown/Group"] = "written by people who may administer",
        ["Pipelines/SchemaShown/AddedField"] = "written by people who may administer",
        ["Pipelines/SchemaShown/Allowed"] = "written by people who may administer",
        ["SchemaShown"] = "written by people who may administer",
        ["StageShown"] = "written by people who may administer",
        ["UserShown"] = "written by people who may administer",
        ["Users/List/RoleShown"] = "written by people who may administer",
        ["Users/List/TeamShown"] = "written by people who may administer",
        ["Approvals/Get/Output"] = "shown to people alone; agents get nothing",
        ["SourceShown"] = "shown to people alone; agents get nothing",
        ["Accounts/Update/Output.Changed"] = "names of fields and statuses",
        ["Contacts/Update/Output.Changed"] = "names of fields and statuses",
        ["Drafts/Update/Output.Changed"] = "names of fields and statuses",
        ["Opportunities/Update/Output.Changed"] = "names of fields and statuses",
        ["Organisations/Update/Output.Changed"] = "names of fields and statuses",
        ["Tasks/Update/Output.Changed"] = "names of fields and statuses",
        ["Leads/UpdateStatus/Output.Was"] = "names of fields and statuses",
        ["Documents/Bytes/Output.Base64"] = "the record in the same answer carries the mark",
        ["Documents/Get/Output.Text"] = "the record in the same answer carries the mark",
        ["Opportunities/Get/Output.Description"] = "the record in the same answer carries the mark",
        ["Opportunities/Get/Output.Source"] = "the record in the same answer carries the mark",
        ["Opportunities/Get/Output.Tags"] = "the record in the same answer carries the mark",
        ["Lenders/Brief/Output"] = "put together from the parts of the same answer, which carry marks",
        ["Reports/Run/Output"] = "counts and sums by colleague, team, stage and quarter",
        ["QueuedShown"] = "where the caller itself sends to",
    };

    private static IEnumerable<(string Type, string Name)> Texts(Type type, HashSet<Type> seen)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType || type.IsArray)
        {
            foreach (var part in type.IsArray ? [type.GetElementType()!] : type.GetGenericArguments())
            foreach (var text in Texts(part, seen))
                yield return text;
            if (type.GetGenericTypeDefinition().Namespace != typeof(Page<>).Namespace)
                yield break;
        }
        if (type.Namespace?.StartsWith("Headgate", StringComparison.Ordinal) != true || type.IsEnum || !seen.Add(type))
            yield break;
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        var isMarked = properties.Any(p => p.Name == "Untrusted");
        foreach (var property in properties)
        {
            if (!isMarked && IsText(property.PropertyType) && !IsClosed(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)))
                yield return (Name(type), property.Name);
            foreach (var text in Texts(property.PropertyType, seen))
                yield return text;
        }
    }

    private static string Name(Type type) =>
        type.DeclaringType is { } around ? $"{around.Namespace!.Split('.')[^1]}/{around.Name}/{type.Name}" : type.Name;

    private static bool IsClosed(string name) =>
        Closed.Contains(name)
        || name.EndsWith("_id", StringComparison.Ordinal)
        || name.EndsWith("_at", StringComparison.Ordinal)
        || name.EndsWith("_date", StringComparison.Ordinal)
        || name == "at";

    private static bool IsText(Type type) =>
        type == typeof(string)
        || type == typeof(JsonElement)
        || type == typeof(JsonElement?)
        || (type.IsArray && IsText(type.GetElementType()!))
        || (type.IsGenericType && type.GetGenericArguments().Any(IsText));
}
