namespace Headgate.Features.Demo;

/// <summary>Somebody who works here.</summary>
internal sealed class Colleague
{
    public required string Id { get; init; }
    public required string Calendar { get; init; }
    public required string Name { get; init; }
    public required string Role { get; init; }
    public required string Sees { get; init; }
    public required string Title { get; init; }
    public required string Zone { get; init; }

    /// <summary>The team; nobody's is the administrator's.</summary>
    public int Team { get; init; }

    /// <summary>Calls on a working day, this week and the weeks before.</summary>
    public required (int Now, int Before) Calls { get; init; }

    public bool Sells => Calls.Before > 0;
    public string Email => Names.Plain(Name.Replace(' ', '-')).Replace('-', '.') + "@northwind.example";
    public TimeZoneInfo Clock => TimeZoneInfo.FindSystemTimeZoneById(Zone);
}
