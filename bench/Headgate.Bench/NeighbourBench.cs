using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;

namespace Headgate.Bench;

/// <summary>
/// Whether the time of an answer tells that an id is somebody's: ids of another organisation and ids of nobody's, in turns decided by a coin, one at a time through
/// the door. <c>neighbours [postgres://…]</c>.
/// </summary>
internal static class NeighbourBench
{
    private const int Each = 10_000;
    private const int Warm = 1_000;
    private const double MostApart = 0.05;

    public static async Task<int> Run(string? postgres)
    {
        var data = Directory.CreateTempSubdirectory("headgate-bench-").FullName;
        try
        {
            var (site, made) = await Starting.Open(
                new Settings
                {
                    Data = data,
                    Database = postgres,
                    Port = 0,
                }
            );
            await using var open = site;
            var token = made!.Value.GetProperty("person_token").GetString()!;
            var foreign = await Neighbours(site);
            await using var server = Server.Build(site, 0);
            await server.StartAsync();
            using HttpClient http = new()
            {
                BaseAddress = new(server.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal))),
            };
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            Random coin = new(7);
            var (theirs, nobodys) = (new List<double>(Each), new List<double>(Each));
            for (var i = 0; i < Warm; i++)
                await Ask(http, Ids.Fresh("con", DateTimeOffset.UtcNow));
            while (theirs.Count < Each || nobodys.Count < Each)
                if (nobodys.Count == Each || theirs.Count < Each && coin.Next(2) == 0)
                    theirs.Add(await Ask(http, foreign[theirs.Count]));
                else
                    nobodys.Add(await Ask(http, Ids.Fresh("con", DateTimeOffset.UtcNow)));
            await server.StopAsync();
            var (one, other) = (Median(theirs), Median(nobodys));
            var apart = Math.Abs(one - other) / other;
            Console.WriteLine($"{site.Shown}: contacts.get of {Each:n0} ids of another organisation and {Each:n0} of nobody's");
            Console.WriteLine($"another's  p50 {one, 8:f1} µs   p90 {At(theirs, 0.9), 8:f1} µs");
            Console.WriteLine($"nobody's   p50 {other, 8:f1} µs   p90 {At(nobodys, 0.9), 8:f1} µs");
            Console.WriteLine($"medians apart {apart:p2}, at most {MostApart:p0}");
            return apart <= MostApart ? 0 : 1;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    // Another organisation, whose contacts are those that a guesser would like to know of.
    private static async Task<List<string>> Neighbours(Site site)
    {
        var made = await site.CreateOrganisation(
            JsonSerializer.SerializeToElement(new { name = "Neighbour", email = "neighbour@neighbour.example" }),
            Door.Cli,
            CancellationToken.None
        );
        var tenant = JsonElement.Parse(made.Json.Span).GetProperty("org").GetString()!;
        List<string> ids = [.. Enumerable.Range(0, Each).Select(_ => Ids.Fresh("con", DateTimeOffset.UtcNow))];
        foreach (var portion in ids.Chunk(500))
            await site.WorldOf(Realm.Production)
                .Database.Write(
                    tenant,
                    async session =>
                    {
                        foreach (var id in portion)
                            await session.Execute(
                                """
                                INSERT INTO contacts (id, tenant, version, name, lifecycle, status, home, provenance, created_at, updated_at)
                                VALUES (@id, @tenant, 1, 'Neighbour', 'lead', 'new', 'headgate', 'person', 1, 1)
                                """,
                                ("id", id),
                                ("tenant", tenant)
                            );
                        return new(Applied.Done);
                    }
                );
        return ids;
    }

    private static async Task<double> Ask(HttpClient http, string id)
    {
        using var body = new StringContent($"{{\"id\":\"{id}\"}}", Encoding.UTF8, "application/json");
        var began = Stopwatch.GetTimestamp();
        using var answer = await http.PostAsync("/api/v1/contacts/get", body);
        await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        return answer.StatusCode == HttpStatusCode.NotFound ? took : throw new InvalidOperationException($"{answer.StatusCode}");
    }

    private static double Median(List<double> all) => At(all, 0.5);

    private static double At(List<double> all, double share) => all.Order().ElementAt((int)(all.Count * share));
}
