using System.Text;
using System.Text.Json;
using Headgate.Crash;
using Headgate.Gate;
using Headgate.Store;

namespace Headgate.Tests.Logs;

// The events, the questions, and what reading everything answers.
public abstract partial class AuditSearchTests
{
    private sealed record Sort(
        string Action,
        string Actor,
        string Person,
        string? Run,
        string Ended,
        string? Code,
        string Door,
        string? AgentName,
        string? PersonName,
        string? Client
    );

    private sealed record Made(string Id, long At, Sort Sort, IReadOnlyList<string> Records)
    {
        public long Seq { get; set; }
    }

    private Made Random()
    {
        var agent = _random.Next(3);
        var isRefused = _random.Next(4) == 0;
        string[] codes = ["dedupe.exists", "dedupe.pending", "limits.reached", "policy.denied"];
        string[] actions = ["contacts.create", "contacts.get", "deals.move_stage", "email.send"];
        var sort = new Sort(
            actions[_random.Next(actions.Length)],
            agent == 0 ? "usr_1" : $"agt_{agent}",
            $"usr_{1 + _random.Next(2)}",
            _random.Next(5) == 0 ? null : RunOf(_made.Count / 40 + _random.Next(2)),
            isRefused ? "refused" : "done",
            isRefused ? codes[_random.Next(codes.Length)] : null,
            _random.Next(2) == 0 ? "mcp" : "rest",
            agent == 0 ? null : $"Agent {"Ö¤x"[agent]}",
            "Ada Stone",
            _random.Next(3) == 0 ? "desk/2.1" : null
        );
        var records = Enumerable.Range(0, _random.Next(3)).Select(_ => $"con_{_random.Next(30) * _random.Next(2)}").Distinct().ToList();
        return new($"evt_{Guid.NewGuid():n}", 1_790_000_000_000 + _made.Count * 1000L + _random.Next(-5000, 5000), sort, records);
    }

    private async ValueTask Insert(Session session, Made one)
    {
        var s = one.Sort;
        var body = JsonSerializer.Serialize(
            new
            {
                tenant = Ours.Tenant,
                at = DateTimeOffset.FromUnixTimeMilliseconds(one.At).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
                action = s.Action,
                agent = s.Actor,
                on_behalf_of = s.Person,
                run = s.Run,
                ended = s.Ended,
                code = s.Code,
                door = s.Door,
                guards = new[] { "client: pass" },
                agent_name = s.AgentName,
                sealed_ = new { person_name = "nobody" },
                person_name = s.PersonName,
                client = s.Client,
            }
        );
        var number = await session.Scalar(
            """
            INSERT INTO audit_events (id, tenant, at, action, actor, person, run, ended, code, door, body)
            VALUES (@id, @tenant, @at, @action, @actor, @person, @run, @ended, @code, @door, @body) RETURNING seq
            """,
            ("id", one.Id),
            ("tenant", Ours.Tenant),
            ("at", one.At),
            ("action", s.Action),
            ("actor", s.Actor),
            ("person", s.Person),
            ("run", s.Run),
            ("ended", s.Ended),
            ("code", s.Code),
            ("door", s.Door),
            ("body", Encoding.UTF8.GetBytes(body))
        );
        foreach (var record in one.Records)
            await session.Execute(
                "INSERT INTO audit_refs (tenant, record_id, seq) VALUES (@tenant, @record, @seq)",
                ("tenant", Ours.Tenant),
                ("record", record),
                ("seq", number)
            );
    }

    private Dictionary<string, object?> Asked()
    {
        var asked = new Dictionary<string, object?>(StringComparer.Ordinal);
        void Perhaps(string name, params string[] values)
        {
            if (_random.Next(4) == 0)
                asked[name] = values[_random.Next(values.Length)];
        }
        Perhaps("record", "con_0", "con_0", "con_7", "con_99");
        Perhaps("run", RunOf(3), RunOf(40), RunOf(80), RunOf(500));
        Perhaps("action", "contacts_create", "email.send", "none.such");
        Perhaps("ended", "done", "refused", "held");
        Perhaps("code", "dedupe", "limits.reached", "x");
        Perhaps("door", "mcp", "rest", "web");
        Perhaps("text", "DESK", "agent ö", "dedupe.p", "move_stage", "stone", "no such words");
        if (_random.Next(4) == 0)
            asked["since"] = Time();
        if (_random.Next(4) == 0)
            asked["until"] = Time();
        return asked;
    }

    private static string RunOf(int number) => Company.IdOf("run", number);

    private string Time() => Moments.Iso(DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_000 + _random.Next(0, _made.Count) * 1000L));

    private List<string> Wanted(Dictionary<string, object?> asked)
    {
        string? Of(string name) => asked.GetValueOrDefault(name) as string;
        bool Is(Made one)
        {
            var s = one.Sort;
            var texts = string.Join('\n', s.Action, s.Action.Replace('.', '_'), s.Code, s.AgentName, s.PersonName, s.Client);
            return (Of("record") is not { } record || one.Records.Contains(record))
                && (Of("run") is not { } run || s.Run == run)
                && (Of("action") is not { } action || s.Action == action.Replace('_', '.'))
                && (Of("ended") is not { } ended || s.Ended == ended)
                && (Of("code") is not { } code || s.Code?.StartsWith(code, StringComparison.Ordinal) == true)
                && (Of("door") is not { } door || s.Door == door)
                && (Of("text") is not { } text || texts.Contains(text, StringComparison.OrdinalIgnoreCase))
                && (Of("since") is not { } since || one.At >= DateTimeOffset.Parse(since).ToUnixTimeMilliseconds())
                && (Of("until") is not { } until || one.At < DateTimeOffset.Parse(until).ToUnixTimeMilliseconds());
        }
        return [.. _made.Where(Is).OrderByDescending(m => m.Seq).Select(m => m.Id)];
    }
}
