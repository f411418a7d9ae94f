using Headgate.Gate.Schemas;

namespace Headgate.Gate.Tests.Doubles;

/// <summary>Reads a contact.</summary>
[Action("contact.get", Scope.Read, "Get", "Gets a contact.", Aliases = ["get_person"])]
public sealed class ContactGet() : Deed(typeof(Input), typeof(Output))
{
    /// <summary>Takes.</summary>
    public sealed record Input
    {
        [Id("con")]
        public required string Id { get; init; }
    }

    /// <summary>Gives.</summary>
    public sealed record Output(string Id, string Name, [property: Class(DataClass.Regulated)] string? TaxId);

    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger)
    {
        var id = ((Input)passage.Input!).Id;
        if (!ledger.Rows.TryGetValue(id, out var row))
            throw new RefusedException(Refusal.NotFound("id", id));
        return new(new Output(id, (string)row.Fields["name"]!, (string?)row.Fields.GetValueOrDefault("tax_id")), Plan.Empty)
        {
            Records = [new(id, row.Version)],
        };
    }
}

/// <summary>Makes a contact.</summary>
[Action("contact.create", Scope.Write, "Create", "Creates a contact.", Effect = Effect.Write, Creates = true)]
public sealed class ContactCreate() : Deed(typeof(Input), typeof(Output))
{
    /// <summary>Takes.</summary>
    public sealed record Input
    {
        [Bounds(1, 80)]
        public required string Name { get; init; }

        [Email]
        public string? Email { get; init; }
    }

    /// <summary>Gives.</summary>
    public sealed record Output(string Id, string Name, [property: ShownOnce] string Secret);

    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger)
    {
        var (call, input) = (passage.Call, (Input)passage.Input!);
        var id = call.NewId("con");
        var plan = new Plan().Insert(
            Kinds.Contact,
            id,
            ("name", input.Name),
            ("email", input.Email),
            ("updated_at", call.At.ToUnixTimeMilliseconds())
        );
        if (input.Email is { } email)
            plan.Claim("contact.email", EmailForm.Normal(email), id);
        return new(new Output(id, input.Name, call.NewSecret("first")), plan) { Records = [new(id, 1)] };
    }
}

/// <summary>Renames a contact.</summary>
[Action("contact.update", Scope.Write, "Update", "Updates a contact.", Effect = Effect.Write, Idempotent = true)]
public sealed class ContactUpdate() : Deed(typeof(Input), typeof(Output))
{
    /// <summary>Takes.</summary>
    public sealed record Input
    {
        [Id("con")]
        public required string Id { get; init; }

        [Bounds(1, 80)]
        public required string Name { get; init; }
    }

    /// <summary>Gives.</summary>
    public sealed record Output(string Id, string Name);

    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger)
    {
        var input = (Input)passage.Input!;
        if (!ledger.Rows.TryGetValue(input.Id, out var row))
            throw new RefusedException(Refusal.NotFound("id", input.Id));
        var plan = new Plan().Update(Kinds.Contact, input.Id, row.Version, ("name", row.Fields["name"], input.Name));
        return new(new Output(input.Id, input.Name), plan) { Records = [new(input.Id, row.Version)] };
    }
}

/// <summary>Sends a message; needs the scope to send.</summary>
[Action("message.send", Scope.Comms, "Send", "Sends a message.", Effect = Effect.Send)]
public sealed class MessageSend() : Deed(typeof(Input), typeof(Output))
{
    /// <summary>Takes.</summary>
    public sealed record Input
    {
        public required string To { get; init; }

        public required string Body { get; init; }
    }

    /// <summary>Gives.</summary>
    public sealed record Output(string Id);

    /// <summary>A message of a call.</summary>
    public static Message Message(Call call, string to, string body) =>
        new()
        {
            Id = call.NewId("out"),
            Channel = "email",
            Contact = "con_00000000000000000000000001",
            To = to,
            Body = body,
            Conversation = call.NewId("cnv"),
            SendBefore = call.At.AddHours(1),
        };

    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger)
    {
        var input = (Input)passage.Input!;
        var message = Message(passage.Call, input.To, input.Body);
        return new(new Output(message.Id), new Plan().Send(message));
    }
}

/// <summary>Does what a test says; a write by its name.</summary>
[Action("test.run", Scope.Write, "Run", "Runs what a test says.", Effect = Effect.Write)]
public sealed class Scripted() : Deed(typeof(Nothing), typeof(Nothing))
{
    /// <summary>What it does.</summary>
    public Func<Passage, MemoryLedger, Decision> Does { get; set; } = (_, _) => new(new Nothing(), Plan.Empty);

    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger) => Does(passage, ledger);
}

/// <summary>Only for people.</summary>
[Action("user.invite", Scope.Admin, "Invite", "Invites a person.", Effect = Effect.Write, Offered = Offered.People)]
public sealed class UserInvite : Idle;

/// <summary>In a toolset that a grant must name.</summary>
[Action("report.run", Scope.Read, "Report", "Runs a report.", Toolset = "reports")]
public sealed class ReportRun : Idle;

/// <summary>Takes one argument of every sort that a schema knows.</summary>
[Action("schema.try", Scope.Read, "Try", "Tries every sort of argument.")]
public sealed class SchemaTry() : Deed(typeof(Input), typeof(Nothing))
{
    /// <summary>Takes.</summary>
    public sealed record Input
    {
        public required string Text { get; init; }

        [Id("con", "acc")]
        public string? Id { get; init; }

        [OneOf("red", "green")]
        public string? Colour { get; init; }

        [Moment]
        public string? At { get; init; }

        [Day]
        public string? Day { get; init; }

        [Email]
        public string? Email { get; init; }

        [Bounds(1, 50)]
        public int? Limit { get; init; }

        public int Count { get; init; }

        public long? Big { get; init; }

        public decimal? Amount { get; init; }

        public double? Share { get; init; }

        public bool? Flag { get; init; }

        [OneOf("a", "b")]
        [Bounds(1, 3)]
        public IReadOnlyList<string>? Tags { get; init; }

        public IReadOnlyList<Item>? Items { get; init; }

        public Dictionary<string, System.Text.Json.JsonElement>? Custom { get; init; }
    }

    /// <summary>A part of a list.</summary>
    public sealed record Item
    {
        [Says("How many.")]
        public required long Quantity { get; init; }

        public int[]? Steps { get; init; }
    }

    /// <inheritdoc/>
    public override Decision Decide(Passage passage, MemoryLedger ledger) => new(new Nothing(), Plan.Empty);
}
