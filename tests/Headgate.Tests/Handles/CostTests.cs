using System.Diagnostics;
using Headgate.Features;
using Headgate.Features.Contacts;
using Headgate.Gate;

namespace Headgate.Tests.Handles;

/// <summary>What handles and detectors take of the answer that is asked for most.</summary>
public sealed class CostTests
{
    private static readonly ContactFull Contact = new()
    {
        Id = "con_01k9x0m3v5r8t2w4y6z7a1b2c3",
        Name = "Carla Ruiz",
        FirstName = "Carla",
        LastName = "Ruiz",
        Email = "carla@riverstone.example",
        Phone = "+1 415 555 0101",
        Title = "Head of Purchasing",
        Account = new("acc_01k9x0m3v5r8t2w4y6z7a1b2c3", "Riverstone Foods"),
        Owner = new("usr_01k9x0m3v5r8t2w4y6z7a1b2c3", "Ada Lovelace"),
        Lifecycle = "contact",
        Status = "working",
        Source = "web form",
        City = "Oakland",
        Country = "US",
        Description = "Met at the fair in 2025; wants 12 ovens by March and asked for terms of 60 days.",
        Tags = ["vip", "west"],
        Consents = [new("email", "us", "given", "2026-01-02T10:00:00.000Z")],
        LastActivityAt = "2026-11-20T10:00:00.000Z",
        CreatedAt = "2026-01-02T10:00:00.000Z",
        UpdatedAt = "2026-11-20T10:00:00.000Z",
        Version = 7,
    };

    [Fact]
    public void An_answer_for_a_model_costs_a_few_microseconds_more_than_one_for_a_person()
    {
        foreach (
            var audience in (Audience[])
                [Audience.Person, Audience.Details, Audience.Handles, Audience.Person, Audience.Details, Audience.Handles]
        )
        {
            Time(audience, 20_000);
            TestContext.Current.TestOutputHelper?.WriteLine($"{audience}: {Time(audience, 50_000).TotalMicroseconds:0.00} µs");
        }
        // A loaded machine is no reason to fail: the worst of what is meant is a tenth of this.
        Assert.InRange((Time(Audience.Handles, 50_000) - Time(Audience.Person, 50_000)).TotalMicroseconds, -50, 50);
    }

    private static TimeSpan Time(Audience audience, int times)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            Rendering.Answer(Contact, audience);
        return Stopwatch.GetElapsedTime(began) / times;
    }
}
