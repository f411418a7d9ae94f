using System.Diagnostics;
using Headgate.Features;
using Headgate.Features.Contacts;
using Headgate.Gate;
using Headgate.Gate.Detectors;

namespace Headgate.Bench;

/// <summary>What handles and detectors take of the answer that is asked for most.</summary>
internal static class MaskBench
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

    public static void Run()
    {
        Once(Audience.Handles, 20_000);
        var person = Best(Audience.Person);
        Console.WriteLine($"an answer for a person: {person:f1} µs");
        foreach (var audience in (Audience[])[Audience.Details, Audience.Handles])
        {
            var one = Best(audience);
            Console.WriteLine($"an answer for {audience}: {one:f1} µs, {one / person:f2} of a person's");
        }
        RunLong();
    }

    // Texts made to be slow: what is looked for begins again at every place. Twice the length may take twice the time, not four times.
    private static void RunLong()
    {
        foreach (var part in (string[])["1", "1 ", "4111 1111-", "AB 12 ", "@", "born 12.", "www."])
        {
            var (half, whole) = (Found(part, 100_000), Found(part, 200_000));
            Console.WriteLine($"200,000 characters of \"{part}\": {whole:f0} ms, {whole / half:f1} of 100,000");
        }
    }

    private static double Found(string part, int length)
    {
        var text = string.Concat(Enumerable.Repeat(part, length / part.Length));
        return Enumerable.Range(0, 3).Min(_ => Took(text));
    }

    private static double Took(string text)
    {
        var began = Stopwatch.GetTimestamp();
        Detector.Find(text);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    // The best of five: what else the machine does is not what is asked.
    private static double Best(Audience audience) => Enumerable.Range(0, 5).Min(_ => Once(audience, 20_000));

    private static double Once(Audience audience, int times)
    {
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
            Rendering.Answer(Contact, audience);
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds / times;
    }
}
