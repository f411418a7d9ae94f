using Headgate.Features.Accounts;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Prompts;

/// <summary>What to know before meeting an account.</summary>
[Action(
    "prompts.meeting_prep_brief",
    Scope.Read,
    "Meeting prep brief",
    "Prepares you for a meeting with an account: people, open deals, what happened last, open tasks and threads.",
    Offered = Offered.Prompt
)]
public sealed class MeetingPrepBrief : Feature<MeetingPrepBrief.Input, PromptText>
{
    public sealed record Input
    {
        [Says("Name or id"), Bounds(1, 200)]
        public required string Account { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var account = await AccountRow.Need(reader, "account", await Which.Account(reader, "account", input.Account));
        var people = await reader.All<Met>(
            "SELECT c.id, c.name, c.title, c.lifecycle, c.status, c.last_activity_at FROM contacts c "
                + $"WHERE c.tenant = @tenant AND c.account_id = @account AND c.merged_into IS NULL{reader.Visible("c.owner_id")} "
                + "ORDER BY COALESCE(c.last_activity_at, 0) DESC, c.id LIMIT 15",
            ("account", account.Id)
        );
        var happened = await reader.All<Happened>(
            "SELECT x.at, x.kind, x.subject, x.outcome, x.provenance, u.name AS who, c.name AS contact FROM activities x "
                + "LEFT JOIN users u ON u.tenant = x.tenant AND u.id = x.user_id LEFT JOIN contacts c ON c.tenant = x.tenant AND c.id = x.contact_id "
                + "WHERE x.tenant = @tenant AND x.account_id = @account ORDER BY x.at DESC, x.id DESC LIMIT 15",
            ("account", account.Id)
        );
        var notes = await reader.All<Happened>(
            "SELECT n.updated_at AS at, n.body AS subject, n.provenance, u.name AS who FROM notes n LEFT JOIN users u ON u.tenant = n.tenant AND u.id = n.author_id "
                + "WHERE n.tenant = @tenant AND n.account_id = @account ORDER BY n.updated_at DESC, n.id DESC LIMIT 8",
            ("account", account.Id)
        );
        var events = await reader.All<Happened>(
            "SELECT e.starts_at AS at, e.title AS subject, e.place AS outcome, k.name AS who FROM events e "
                + "JOIN calendars k ON k.tenant = e.tenant AND k.id = e.calendar_id "
                + "WHERE e.tenant = @tenant AND e.account_id = @account AND e.ends_at >= @now AND e.status <> 'cancelled' ORDER BY e.starts_at, e.id LIMIT 5",
            ("account", account.Id),
            ("now", call.At)
        );
        var deals = await Deal.Of(reader, account.Id);
        var tasks = await ToDo.Of(reader, account.Id);
        var threads = await Threads.Of(reader, account.Id);
        var sheet = Sheet.Of(
            reader,
            $"Prepare the meeting with {Cells.Of(account.Name)}: who they are and what they want, where each deal stands, what was promised and not yet done, "
                + "three questions to ask, and the one outcome to aim for. One page."
        );
        sheet
            .Section("Account")
            .Fact("Name", $"{account.Name} ({account.Id})")
            .Fact("Industry", account.Industry)
            .Fact("Place", string.Join(", ", new[] { account.City, account.Region, account.Country }.Where(p => p is not null)))
            .Fact("Employees", account.Employees?.ToString("N0"))
            .Fact("Revenue", account.RevenueMinor is null ? null : Sheet.Cash(account.RevenueMinor, account.Currency))
            .Fact("Our owner", account.OwnerName)
            .Line(account.Description is null ? "" : $"- Description: {Sheet.Written(account.Description, account.Provenance, 600)}")
            .Section("Next meetings")
            .Table("None in the calendar.", ["when", "title", "place", "calendar"], events.Select(e => e.Row(sheet, "person", "outcome")))
            .Section("People")
            .Table("Nobody.", ["contact", "title", "lifecycle", "status", "last activity"], people.Select(p => p.Row(sheet)))
            .Section("Open deals")
            .Table(
                "None.",
                ["deal", "stage", "amount", "close date", "owner", "last activity", "next step"],
                deals.Select(d =>
                    new[]
                    {
                        $"{Cells.Of(d.Name, 60)} ({d.Id})",
                        Cells.Of(d.Stage),
                        Sheet.Cash(d.AmountMinor, d.Currency),
                        d.CloseDate,
                        Cells.Of(d.Owner),
                        d.Last(sheet),
                        Sheet.Written(d.NextStep, d.Provenance, 80),
                    }
                )
            )
            .Section("What happened last")
            .Table("Nothing is logged.", ["when", "what", "subject", "outcome", "who", "contact"], happened.Select(h => h.Full(sheet)))
            .Section("Open tasks")
            .Table("None.", ["task", "owner", "due", "priority", "about"], tasks.Select(t => t.Row(sheet)))
            .Section("Notes", confidential: true)
            .Table("None.", ["when", "note", "by"], notes.Select(n => n.Row(sheet, n.Provenance)))
            .Section("Latest threads", confidential: true)
            .Table(
                "None.",
                ["thread", "contact", "when", "last word", "text"],
                threads.Select(t =>
                    new[]
                    {
                        $"{Sheet.Written(t.Subject, t.Writer, 80)} ({t.Id})",
                        Cells.Of(t.Contact),
                        sheet.Time(t.LastAt),
                        t.LastDirection == "in" ? "theirs" : "ours",
                        Sheet.Written(t.Body, t.Writer, 400),
                    }
                )
            );
        return Answer(
            sheet.Done($"Before the meeting with {Cells.Of(account.Name)}"),
            deals.Select(d => d.Ref).Append(account.Ref).Concat(tasks.Select(t => t.Ref)).Concat(threads.Select(t => t.Ref))
        );
    }

    private sealed class Met
    {
        public string Id { get; init; } = "";
        public string Name { get; init; } = "";
        public string? Title { get; init; }
        public string Lifecycle { get; init; } = "";
        public string Status { get; init; } = "";
        public long? LastActivityAt { get; init; }

        public IReadOnlyList<string?> Row(Sheet sheet) =>
            [
                $"{Cells.Of(Name)} ({Id})",
                Cells.Of(Title),
                Cells.Of(Lifecycle),
                Cells.Of(Status),
                LastActivityAt is { } at ? sheet.Day(at) : "none",
            ];
    }

    private sealed class Happened
    {
        public long At { get; init; }
        public string? Kind { get; init; }
        public string? Subject { get; init; }
        public string? Outcome { get; init; }
        public string? Provenance { get; init; }
        public string? Who { get; init; }
        public string? Contact { get; init; }

        public IReadOnlyList<string?> Row(Sheet sheet, string? provenance, string? outcome = null) =>
            outcome is null
                ? [sheet.Day(At), Sheet.Written(Subject, provenance, 400), Cells.Of(Who)]
                : [sheet.Time(At), Sheet.Written(Subject, provenance), Cells.Of(Outcome), Cells.Of(Who)];

        public IReadOnlyList<string?> Full(Sheet sheet) =>
            [
                sheet.Time(At),
                Cells.Of(Kind),
                Sheet.Written(Subject, Provenance),
                Sheet.Written(Outcome, Provenance, 60),
                Cells.Of(Who),
                Cells.Of(Contact),
            ];
    }
}
