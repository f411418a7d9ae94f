using System.CommandLine;
using System.Net;
using System.Text.Json;
using Headgate.Store;
using Headgate.Torture;

namespace Headgate.Doors.Cli;

/// <summary><c>torture</c>: what agents do to CRMs, tried on any MCP server of one's own.</summary>
internal static class TortureCommands
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public static IEnumerable<Command> All(Shell shell)
    {
        var url = new Argument<string>("URL") { Description = "The MCP endpoint of the server under trial (Streamable HTTP)" };
        var token = new Option<string?>("--token") { Description = "An agent's token; HEADGATE_TORTURE_TOKEN otherwise" };
        var mine = new Option<string?>("--mine")
        {
            Description = "The host name once more, if it is another machine that you own; it is flooded",
        };
        var map = new Option<string?>("--map") { Description = "A JSON file of job to tool, for tools that are not recognised" };
        var save = new Option<string?>("--out") { Description = "Where to save the scorecard; scorecard.json in this folder otherwise" };
        var connections = new Option<int>("--connections") { Description = "How many at once, 1 to 64", DefaultValueFactory = _ => 16 };
        var torture = new Command(
            "torture",
            "Tries on a CRM's MCP server what agents do: duplicates, retries, injected orders, blasts, deletes; prints a scorecard"
        )
        {
            url,
            token,
            mine,
            map,
            save,
            connections,
            shell.Json,
        };
        torture.SetAction(
            (parsed, cancel) =>
                shell.Guarded(
                    parsed,
                    () =>
                        Run(
                            AddressOf(parsed.GetValue(url)!, parsed.GetValue(mine)),
                            parsed.GetValue(token) ?? Hosting.Settings.Of("HEADGATE_TORTURE_TOKEN"),
                            Math.Clamp(parsed.GetValue(connections), 1, 64),
                            MapIn(parsed.GetValue(map)),
                            parsed.GetValue(save) ?? "scorecard.json",
                            parsed.GetValue(shell.Json),
                            cancel
                        )
                )
        );
        yield return torture;
    }

    private static async Task<int> Run(
        Uri address,
        string? token,
        int connections,
        JsonElement? map,
        string save,
        bool json,
        CancellationToken cancel
    )
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limited.CancelAfter(Longest);
        Scorecard card;
        try
        {
            await using var target = await Target.Connect(address, token, connections, map, limited.Token);
            if (!json)
                Console.Out.WriteLine($"{target.Server} at {address}, {target.Connections} connections\n");
            card = await Scorecard.Of(target, address, TimeProvider.System, (t, f) => Tell(json, t, f), limited.Token);
        }
        catch (FormatException wrong)
        {
            throw new StoreException(wrong.Message);
        }
        catch (HttpRequestException refused) when (refused.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            throw new StoreException(
                $"{address} takes no such token ({(int)refused.StatusCode.Value}). Give an agent's token with --token."
            );
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or ModelContextProtocol.McpException)
        {
            throw new StoreException($"{address} could not be tried: {failure.Message.TrimEnd('.')}. Check the address and the token.");
        }
        await File.WriteAllTextAsync(save, card.Json() + "\n", cancel);
        Console.Out.WriteLine(
            json
                ? card.Json()
                : $"\n{Count(card, Verdict.Held)} held, {Count(card, Verdict.Broke)} broke, {Count(card, Verdict.NotTried)} not tried; {card.Calls} calls in {card.Seconds:f1} s. Saved to {save}."
        );
        return card.Held ? 0 : Shell.Failed;
    }

    private static void Tell(bool json, Trial trial, Finding finding)
    {
        if (json)
            return;
        var word = finding.Verdict switch
        {
            Verdict.Held => "held",
            Verdict.Broke => "BROKE",
            _ => "not tried",
        };
        Console.Out.WriteLine($"{word, -10} {trial.Name, -17} {trial.Does}\n{"", -28} {finding.Said}");
    }

    // It floods whoever it is pointed at: only oneself, or a machine that one says again is one's own.
    private static Uri AddressOf(string url, string? mine)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new StoreException($"{url} is no address of the form https://host/mcp.");
        var isLoopback =
            address.Host is "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip);
        if (!isLoopback && !string.Equals(mine, address.Host, StringComparison.OrdinalIgnoreCase))
            throw new StoreException(
                $"{address.Host} is another machine, which this would flood. If it is yours to break, say so with --mine {address.Host}."
            );
        return address;
    }

    private static JsonElement? MapIn(string? file)
    {
        if (file is null)
            return null;
        try
        {
            return JsonElement.Parse(File.ReadAllText(file));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StoreException($"The mapping {file} cannot be read: {failure.Message}");
        }
    }

    private static int Count(Scorecard card, Verdict verdict) => card.Findings.Count(f => f.Verdict == verdict);
}
