using System.Text.RegularExpressions;

namespace Headgate.Bench;

/// <summary>What <see cref="CelBench"/> judges, as a programmer would write it without a language.</summary>
internal sealed class PlainFacts(string? owner)
{
    private readonly string _tool = "opportunities.update_stage";
    private readonly DateTime _at = new(2026, 11, 22, 4, 17, 33, DateTimeKind.Utc);
    private readonly string _door = "mcp";
    private readonly string[] _fields = ["stage", "probability", "amount"];
    private readonly string _effect = "write";
    private readonly double _amount = 60000.0;
    private readonly string _domain = "rival7.example";
    private readonly string[] _tags = ["vip", "eu", "renewal"];
    private readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly TimeZoneInfo _york = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
    private readonly string[] _rivals = [.. Enumerable.Range(0, 100).Select(n => $"rival{n}.example")];
    private readonly string[] _vips = [.. Enumerable.Range(0, 100).Select(n => $"vip{n}")];
    private readonly Regex[] _patterns =
    [
        .. Enumerable.Range(0, 10).Select(n => new Regex($@"^rival{n}[.]example\z", RegexOptions.NonBacktracking)),
    ];

    public bool Judge(int n) =>
        (n % 8) switch
        {
            0 => _tool == "opportunities.update_stage"
                && Array.Exists(_fields, f => f == "amount")
                && _amount > n * 1000.0
                && TimeZoneInfo.ConvertTimeFromUtc(_at, _berlin).DayOfWeek is DayOfWeek.Sunday or DayOfWeek.Saturday,
            1 => _tool.StartsWith("emails.", StringComparison.Ordinal) && (_domain == _rivals[n] || _domain == "other.example"),
            2 => _tool == "opportunities.update_stage" && Count() == 0,
            3 => _domain.EndsWith(_rivals[n], StringComparison.Ordinal) && _effect == "send",
            4 => Array.Exists(_tags, t => t == _vips[n]) || _amount >= n * 1000.0,
            5 => _door == "mcp" && owner is null && _amount > n * 1000.0,
            6 => TimeZoneInfo.ConvertTimeFromUtc(_at, _york).Hour < 8 && _effect == "send" && _fields.Length > n % 5,
            _ => _patterns[n % 10].IsMatch(_domain) && _tool != "opportunities.get",
        };

    private static int Count() => 2;
}
