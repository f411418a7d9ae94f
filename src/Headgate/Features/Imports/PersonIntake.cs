using System.Text;
using Headgate.Features.Users;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Features.Imports;

/// <summary>
/// Colleagues who own what follows, with their teams. They get no credential: nobody can sign in as them until an administrator makes a link. Without an
/// e-mail address they get one under <c>.invalid</c>, which leads nowhere and is reported.
/// </summary>
internal sealed class PersonIntake(Reader reader, Call call, string system, IReadOnlyList<Line> lines, IReadOnlySet<string> pending)
    : References(reader, call, system, lines, pending)
{
    private const string Nowhere = "@people.invalid";

    private readonly Dictionary<string, string> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _emails = new(StringComparer.Ordinal);
    private string _zone = "UTC";

    public override async ValueTask Load()
    {
        await LoadReferences(accounts: false);
        _zone = Zone.Id;
        await Known.All(User.Kind);
        await Known.All(Team.Kind);
        await Known.Claims(ExternalClaim("user"), Texts("external"));
        foreach (var row in Known.RowsOf(User.Kind))
        {
            _emails.Add(((string)row["email"]!).ToLowerInvariant());
            // Two of one name are told apart by their addresses only.
            if (!_byName.TryAdd((string)row["name"]!, (string)row["id"]!))
                _byName[(string)row["name"]!] = "";
        }
        foreach (var row in Known.RowsOf(Team.Kind).ToList())
            Known.Add(Team.Kind, ((string)row["name"]!).ToLowerInvariant(), (string)row["id"]!);
    }

    protected override Fate Take(Line line)
    {
        var name = line.Need("name", 200);
        var email = line.Text("email", 254) is { } given ? EmailForm.Normal(given) : null;
        if (email is not null && !EmailForm.IsPlausible(email))
            throw RowRefused.Of("import.email", "email", email, $"{Text.Shown(email)} is no e-mail address.");
        var manager = line.Text("manager", 200);
        var external = line.Text("external");
        var id = Known.Holder(ExternalClaim("user"), external) ?? Find(name, email);
        if (id is null && IsPending("user", name.ToLowerInvariant()))
            return Fate.Unchanged;
        var team = TeamOf(line, manager);
        var draft = Person(
            id,
            name,
            email,
            line,
            [("team_id", team?.Id), ("title", line.Text("title", 200)), ("phone", line.Text("phone", 60))],
            out var fate
        );
        if (team is not null && manager is not null)
            team.Set("manager_id", Person(Find(manager, null), manager, null, line, [("team_id", team.Id)], out _).Id);
        Link(draft, "user", external, null);
        return fate;
    }

    private string? Find(string name, string? email)
    {
        if (email is not null)
            foreach (var row in Known.RowsOf(User.Kind))
                if (string.Equals((string)row["email"]!, email, StringComparison.OrdinalIgnoreCase))
                    return (string)row["id"]!;
        return _byName.GetValueOrDefault(name) switch
        {
            "" => email is not null
                ? null
                : throw RowRefused.Of(
                    "import.ambiguous_owner",
                    "name",
                    name,
                    $"Several people are called {Text.Shown(name)}; give e-mail addresses."
                ),
            { } id when email is null || DraftOf(User.Kind, id)["email"] is string at && at.EndsWith(Nowhere, StringComparison.Ordinal) =>
                id,
            _ => null,
        };
    }

    private Draft Person(string? id, string name, string? email, Line line, (string, object?)[] values, out Fate fate)
    {
        var draft = DraftOf(User.Kind, id);
        if (draft.IsNew && draft["email"] is null)
        {
            if (email is null)
                Say(
                    "import.placeholder_email",
                    "email",
                    null,
                    "No e-mail address is known: the person got one under .invalid, which leads nowhere. An administrator corrects it before inviting them."
                );
            var address = email ?? Placeholder(name);
            draft.Set("email", address);
            draft.Claim(Invite.EmailClaim, address);
            _emails.Add(address);
            _byName[name] = draft.Id;
        }
        fate = Write(draft, id is null, [("name", name), .. values], line);
        draft.Begin("role", "rep");
        draft.Begin("sees", "team");
        draft.Begin("time_zone", _zone);
        draft.Begin("status", "active");
        return draft;
    }

    private Draft? TeamOf(Line line, string? manager)
    {
        if ((line.Text("team", 200) ?? manager) is not { } name)
            return null;
        var folded = name.ToLowerInvariant();
        var known = Known.First(Team.Kind, folded);
        var team = DraftOf(Team.Kind, known);
        Write(team, known is null, [("name", name), ("region", line.Text("region", 200))], line);
        if (known is null)
            Known.Add(Team.Kind, folded, team.Id);
        return team;
    }

    private string Placeholder(string name)
    {
        var local = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
            if (char.IsAsciiLetterOrDigit(c))
                local.Append(c);
            else if (char.IsWhiteSpace(c) && local.Length > 0 && local[^1] != '.')
                local.Append('.');
        var stem = local.ToString().Trim('.') is { Length: > 0 } said ? said[..Math.Min(said.Length, 50)].TrimEnd('.') : "person";
        var address = stem + Nowhere;
        for (var i = 2; _emails.Contains(address); i++)
            address = $"{stem}.{i}{Nowhere}";
        return address;
    }
}
