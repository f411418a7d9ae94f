using System.CommandLine;
using System.Text.Json;
using Headgate.Gate;
using Headgate.Hosting;
using Headgate.Hosting.Anchoring;
using Headgate.Store;

namespace Headgate.Doors.Cli;

/// <summary>What every command shares: the options that name data and organisation, how it answers, and its exit status.</summary>
internal sealed class Shell
{
    /// <summary>Refused or failed.</summary>
    public const int Failed = 1;

    /// <summary>Used wrongly.</summary>
    public const int Usage = 2;

    public Option<string> Data { get; } =
        new("--data")
        {
            Description = "The data folder",
            DefaultValueFactory = _ => Settings.Of("HEADGATE_DATA") ?? Path.Combine(Environment.CurrentDirectory, "data"),
        };

    public Option<string?> Org { get; } = new("--org") { Description = "The organisation, where there are several" };

    public Option<bool> Json { get; } = new("--json") { Description = "Answer in JSON" };

    public Option<string?> As { get; } =
        new("--as") { Description = "The person who acts; HEADGATE_PERSON_TOKEN holds that person's token" };

    public Option<string?> Database { get; } =
        new("--database")
        {
            Description = "postgres://user:password@host:port/database instead of the embedded database",
            DefaultValueFactory = _ => Settings.Of("HEADGATE_DATABASE"),
        };

    /// <summary>The settings that the options say.</summary>
    public Settings SettingsOf(ParseResult parsed) =>
        new()
        {
            Data = Path.GetFullPath(parsed.GetValue(Data)!),
            Database = parsed.GetValue(Database),
            Url = Settings.Of("HEADGATE_URL"),
            Checkpoints = Settings.Of("HEADGATE_CHECKPOINTS"),
            Witnesses = TrustedWitness.Read(Settings.Of("HEADGATE_WITNESSES")),
            Bucket = TrustedBucket.Read(
                Settings.Of("HEADGATE_BUCKET"),
                Settings.Of("AWS_ACCESS_KEY_ID"),
                Settings.Of("AWS_SECRET_ACCESS_KEY"),
                Settings.Of("AWS_REGION"),
                Settings.Of("HEADGATE_BUCKET_LOCKED_DAYS")
            ),
            AnchorsOnLoopback = Settings.Of("HEADGATE_ANCHORS_ON_LOOPBACK") == "true",
            Otlp = Settings.Of("OTEL_EXPORTER_OTLP_ENDPOINT"),
        };

    /// <summary>A command that needs a data folder.</summary>
    public Command Command(string name, string description, params Symbol[] parts)
    {
        var command = new Command(name, description) { Data, Database, Json };
        foreach (var part in parts)
        {
            if (part is Option option)
                command.Add(option);
            else if (part is Argument argument)
                command.Add(argument);
            else
                command.Add((Command)part);
        }
        return command;
    }

    /// <summary>Runs a command over the way to the gate, and turns what goes wrong into a sentence and an exit status.</summary>
    public Func<ParseResult, CancellationToken, Task<int>> Over(
        Func<ParseResult, Way, CancellationToken, Task<int>> run,
        bool needsPerson = false
    ) =>
        async (parsed, cancel) =>
        {
            var token = Settings.Of("HEADGATE_PERSON_TOKEN");
            if (needsPerson && token is null)
                return Complain(
                    parsed,
                    new(
                        "cli.person_token",
                        "This is done by a named person.",
                        "Set HEADGATE_PERSON_TOKEN to that person's token; 'headgate up' and 'headgate init' print the first administrator's, 'headgate users link EMAIL --token' makes another."
                    )
                );
            return await Guarded(
                parsed,
                async () =>
                {
                    await using var way = await Way.Find(
                        SettingsOf(parsed),
                        needsPerson || parsed.GetValue(As) is not null ? token : null,
                        parsed.GetValue(Org)
                    );
                    if (parsed.GetValue(As) is { } person && await IsSomebodyElse(way, person, cancel))
                        return Complain(
                            parsed,
                            new("cli.as", $"The token is not {person}'s.", "Use that person's own token, or leave out --as.")
                        );
                    return await run(parsed, way, cancel);
                }
            );
        };

    /// <summary>Turns what goes wrong into a sentence and an exit status.</summary>
    public async Task<int> Guarded(ParseResult parsed, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (StoreException failure)
        {
            return Complain(parsed, new("store.unusable", failure.Message, ""), Usage);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Complain(parsed, new("cli.file", failure.Message, ""), Usage);
        }
        catch (OperationCanceledException)
        {
            return Failed;
        }
    }

    /// <summary>Prints an answer: JSON as it is, or in words.</summary>
    public int Tell(ParseResult parsed, Answered answer, Func<JsonElement, string> words)
    {
        var json = parsed.GetValue(Json);
        if (!answer.Ok && !json)
            return Print(answer.Json);
        Console.Out.WriteLine(json ? answer.Json.GetRawText() : words(answer.Json));
        return answer.Ok ? 0 : Failed;
    }

    /// <summary>Says why not.</summary>
    public int Complain(ParseResult parsed, Refusal refusal, int status = Failed)
    {
        if (parsed.GetValue(Json))
            Console.Out.WriteLine(System.Text.Encoding.UTF8.GetString(Rendering.Answer(refusal).Span));
        else
            Console.Error.WriteLine($"{refusal.Why} {refusal.Do}".Trim());
        return status;
    }

    private static int Print(JsonElement refusal)
    {
        string Part(string name) =>
            refusal.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.String ? part.GetString()! : "";
        Console.Error.WriteLine($"{Part("code")}: {Part("why")} {Part("do")}".Trim());
        return Failed;
    }

    private static async Task<bool> IsSomebodyElse(Way way, string person, CancellationToken cancel)
    {
        var me = await way.Call("users.whoami", new { }, cancel);
        return !me.Ok
            || !new[] { "id", "name", "email" }.Any(n =>
                me.Json.TryGetProperty(n, out var value) && string.Equals(value.GetString(), person, StringComparison.OrdinalIgnoreCase)
            );
    }
}
