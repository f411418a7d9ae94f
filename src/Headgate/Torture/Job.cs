namespace Headgate.Torture;

/// <summary>What the trials need of a CRM; each is found among its tools or named in a mapping.</summary>
/// <param name="Name">Its name in a mapping.</param>
/// <param name="Tools">How tools for it are called, each a regular expression, the likeliest first.</param>
/// <param name="Arguments">What is given, and by which names an input may take it.</param>
public sealed record Job(string Name, IReadOnlyList<string> Tools, IReadOnlyDictionary<string, string[]> Arguments)
{
    private static readonly string[] Id = ["id", "record_id", "recordId", "objectId"];
    private static readonly string[] Size = ["limit", "page_size", "pageSize", "first", "count"];

    /// <summary>Makes a contact.</summary>
    public static readonly Job CreateContact = new(
        "create_contact",
        ["contacts?[._-]create", "create[._-]?contact", "(add|create|upsert)[._-]?(person|people|record)", "people[._-]create"],
        new Dictionary<string, string[]>
        {
            ["name"] = ["name", "full_name", "fullName", "display_name"],
            ["first"] = ["first_name", "firstName", "firstname"],
            ["last"] = ["last_name", "lastName", "lastname"],
            ["email"] = ["email", "email_address", "emailAddress", "primary_email"],
            ["key"] = ["idempotency_key", "idempotencyKey", "request_id"],
        }
    );

    /// <summary>Finds contacts by a text.</summary>
    public static readonly Job FindContacts = new(
        "find_contacts",
        ["contacts?[._-]search", "(search|find)[._-]?contacts?", "(search|find)[._-]?(people|person|records?)"],
        new Dictionary<string, string[]> { ["text"] = ["query", "q", "search", "text", "email"], ["limit"] = Size }
    );

    /// <summary>Lists contacts.</summary>
    public static readonly Job ListContacts = new(
        "list_contacts",
        ["contacts?[._-]list", "(list|get)[._-]?contacts", "(list|get)[._-]?people"],
        new Dictionary<string, string[]> { ["limit"] = Size, ["cursor"] = ["cursor", "after", "page_token", "next_cursor"] }
    );

    /// <summary>Writes a note on a record.</summary>
    public static readonly Job WriteNote = new(
        "write_note",
        ["notes?[._-]create", "(create|add)[._-]?note"],
        new Dictionary<string, string[]>
        {
            ["id"] = [.. Id, "contact_id", "contactId", "parent_id"],
            ["text"] = ["body", "text", "content", "note"],
            ["title"] = ["title", "subject"],
        }
    );

    /// <summary>Reads the notes of a record.</summary>
    public static readonly Job ReadNotes = new(
        "read_notes",
        ["notes?[._-]list", "(list|get)[._-]?notes"],
        new Dictionary<string, string[]> { ["id"] = [.. Id, "contact_id", "contactId", "parent_id"] }
    );

    /// <summary>Sends an e-mail to a contact.</summary>
    public static readonly Job SendEmail = new(
        "send_email",
        ["e?mails?[._-]send", "send[._-]?e?mail", "send[._-]?message"],
        new Dictionary<string, string[]>
        {
            ["id"] = ["contact_id", "contactId", "person_id"],
            ["email"] = ["to", "recipient", "email", "to_email"],
            ["title"] = ["subject", "title"],
            ["text"] = ["body", "text", "content", "html", "message"],
            ["key"] = ["idempotency_key", "idempotencyKey"],
        }
    );

    /// <summary>Lists opportunities.</summary>
    public static readonly Job ListDeals = new(
        "list_deals",
        ["opportunit(y|ies)[._-]list", "deals?[._-]list", "(list|get)[._-]?(open[._-]?)?(deals|opportunities)"],
        new Dictionary<string, string[]> { ["limit"] = Size, ["status"] = ["status"] }
    );

    /// <summary>Changes the fields of an opportunity, which is no way to move it.</summary>
    public static readonly Job UpdateDeal = new(
        "update_deal",
        ["opportunit(y|ies)[._-]update", "deals?[._-]update", "update[._-]?(deal|opportunity|record)"],
        new Dictionary<string, string[]> { ["id"] = [.. Id, "deal_id", "opportunity_id"] }
    );

    /// <summary>Moves an opportunity.</summary>
    public static readonly Job MoveDeal = new(
        "move_deal",
        ["opportunit(y|ies)[._-]move[._-]?stage", "(move|update)[._-]?(deal|opportunity)?[._-]?stage"],
        new Dictionary<string, string[]> { ["id"] = [.. Id, "deal_id", "opportunity_id"], ["stage"] = ["stage", "stage_id", "dealstage"] }
    );

    /// <summary>Deletes a record.</summary>
    public static readonly Job DeleteRecord = new(
        "delete_record",
        ["records?[._-]delete", "contacts?[._-](delete|archive)", "(delete|archive)[._-]?(contact|person|record)s?"],
        new Dictionary<string, string[]> { ["id"] = [.. Id, "contact_id", "contactId"], ["ids"] = ["ids", "record_ids"] }
    );

    /// <summary>Decides a held call, which no agent should be able to.</summary>
    public static readonly Job Approve = new(
        "approve",
        ["approvals?[._-](approve|decide)", "approve.*"],
        new Dictionary<string, string[]> { ["id"] = ["id", "approval_id", "approval"] }
    );

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Job> All =
    [
        CreateContact,
        FindContacts,
        ListContacts,
        WriteNote,
        ReadNotes,
        SendEmail,
        ListDeals,
        UpdateDeal,
        MoveDeal,
        DeleteRecord,
        Approve,
    ];
}
