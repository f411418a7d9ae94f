using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Tests.Running;

namespace Headgate.Tests.Doors;

/// <summary>Calls as a broken or hostile client writes them: a good one, with one to three things done to it.</summary>
internal sealed class Malformed(Books books, Random random)
{
    private static readonly string[] Values =
    [
        "null",
        "true",
        "-1",
        "0",
        "1.5",
        "1e999",
        "-0",
        "9223372036854775808",
        "123456789012345678901234567890",
        "0.1e-400",
        "[]",
        "{}",
        "[null]",
        "[[[[1]]]]",
        "{\"a\":{\"b\":[{}]}}",
        "\"\"",
        "\" \"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u0000\"",
        "\"\\u0007bell\"",
        "\"\\u202eevil\\u202c\"",
        "\"\\u200b\\ufeff\"",
        "\"\\u0085\"",
        "\"\ud83d\ude42\\ud83d\"",
        "\"e\\u0301\\u0301\\u0301\"",
        "\"'; DROP TABLE contacts; --\"",
        "\"%_%\"",
        "\"{{contact:con_1.email}}\"",
        "\"../../etc/passwd\"",
        "\"2026-02-30\"",
        "\"9999-12-31T23:59:60Z\"",
        "\"0001-01-01\"",
        "\"-999999999-01-01\"",
        "\"a@b\"",
        "\"me\"",
        "\"NaN\"",
    ];

    private static readonly string[] NotJson =
    [
        "",
        " ",
        "{",
        "}",
        "{\"a\":}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":NaN}",
        "\ufeff{}",
        "{}{}",
        "[1,2",
        "\"\ud800\"",
        "{\"a\":\"\u0001\"}",
        "// nothing\n{}",
        "undefined",
    ];

    /// <summary>Every other id of an organisation is kept back: where one shows, it came from the store.</summary>
    public static IEnumerable<string> NeverSent(Pool pool) => pool.All.Where((_, i) => i % 2 == 1);

    /// <summary>An action that a client may name.</summary>
    public ActionSpec Action() => books.Catalogue.All[random.Next(books.Catalogue.All.Count)];

    /// <summary>The arguments, as text that need not be JSON.</summary>
    public string Arguments(ActionSpec action, int n)
    {
        if (random.Next(12) == 0)
            return NotJson[random.Next(NotJson.Length)];
        if (random.Next(20) == 0)
            return Values[random.Next(Values.Length)];
        var members = new Samples(books.Ours, random)
            .Of(action, n, more: random.Next(60))
            .Select(a => (Name: JsonSerializer.Serialize(a.Key), Value: a.Value?.ToJsonString() ?? "null"))
            .ToList();
        for (var i = random.Next(1, 4); i > 0; i--)
            Break(action, members);
        return "{" + string.Join(',', members.Select(m => $"{m.Name}:{m.Value}")) + "}";
    }

    /// <summary>Bytes that hold the text, sometimes not in UTF-8.</summary>
    public byte[] Bytes(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (random.Next(30))
        {
            case 0 when bytes.Length > 0:
                bytes[random.Next(bytes.Length)] = 0xFF;
                return bytes;
            case 1:
                return Encoding.Unicode.GetBytes(text);
            case 2 when bytes.Length > 2:
                return bytes[..random.Next(bytes.Length)];
            default:
                return bytes;
        }
    }

    /// <summary>A media type, mostly the right one.</summary>
    public string Type() =>
        random.Next(25) switch
        {
            0 => "text/plain",
            1 => "application/x-www-form-urlencoded",
            2 => "application/json; charset=utf-16",
            3 => "multipart/form-data; boundary=x",
            4 => "nonsense",
            _ => "application/json",
        };

    private void Break(ActionSpec action, List<(string Name, string Value)> members)
    {
        var property = action.Takes.Properties.Count > 0 ? action.Takes.Properties[random.Next(action.Takes.Properties.Count)] : null;
        var name = property is null ? "\"x\"" : JsonSerializer.Serialize(property.Name);
        switch (random.Next(11))
        {
            case 0 when members.Count > 0:
                members.RemoveAt(random.Next(members.Count));
                break;
            case 1 when members.Count > 0:
                members.Add(members[random.Next(members.Count)]);
                break;
            case 2:
                members.Add((Values.Where(v => v[0] == '"').ElementAt(random.Next(10)), "1"));
                break;
            case 3:
                members.Add(
                    (name, JsonSerializer.Serialize(new string("xé\u202e "[random.Next(4)], random.Next(3) == 0 ? 300_000 : 5_000)))
                );
                break;
            case 4:
                var depth = random.Next(5, 200);
                members.Add((name, new string('[', depth) + new string(']', depth)));
                break;
            case 5:
                Put(members, name, Id(Foreign()));
                break;
            case 6:
                Put(members, name, Id(Any(books.Ours)));
                break;
            case 7 when property?.Node is ListNode:
                Put(members, name, $"[{Id(Foreign())},{Id(Any(books.Ours))},{Values[random.Next(Values.Length)]}]");
                break;
            case 8:
                for (var i = random.Next(1, 300); i > 0; i--)
                    members.Add(($"\"f{i}\"", "1"));
                break;
            default:
                Put(members, name, Values[random.Next(Values.Length)]);
                break;
        }
    }

    private static void Put(List<(string Name, string Value)> members, string name, string value)
    {
        members.RemoveAll(m => m.Name == name);
        members.Add((name, value));
    }

    private string Foreign() => One([.. books.Theirs.All.Except(NeverSent(books.Theirs))]);

    private string Any(Pool pool) => One([.. pool.All]);

    private string One(IReadOnlyList<string> ids) => ids[random.Next(ids.Count)];

    private static string Id(string id) => JsonSerializer.Serialize(id);
}
