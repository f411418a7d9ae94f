using System.CommandLine;
using System.Text.Json;

namespace Headgate.Doors.Cli;

/// <summary><c>subjects</c>: the rights of the people who are in the CRM, and the duties that stand against them.</summary>
internal static class SubjectCommands
{
    public static IEnumerable<Command> All(Shell shell)
    {
        yield return new Command("subjects", "Erases people, or keeps them by a legal hold") { Erase(shell), Hold(shell), Lift(shell) };
    }

    private static Command Erase(Shell shell)
    {
        var contact = new Argument<string>("CONTACT") { Description = "A contact's id" };
        var reason = new Option<string>("--reason") { Description = "Why, such as the request's number; no name", Required = true };
        var preview = new Option<bool>("--preview") { Description = "Show what would go, and do nothing" };
        var erase = shell.Command(
            "erase",
            "Destroys all that is kept of a person; nobody can undo it",
            contact,
            reason,
            preview,
            shell.Org,
            shell.As
        );
        erase.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                {
                    List<string> cleared = [];
                    while (true)
                    {
                        var answer = await way.Call(
                            "subjects.erase",
                            new
                            {
                                contact = parsed.GetValue(contact),
                                reason = parsed.GetValue(reason),
                                dry_run = parsed.GetValue(preview),
                            },
                            cancel
                        );
                        if (!answer.Ok || parsed.GetValue(preview) || !answer.Json.GetProperty("more").GetBoolean())
                            return shell.Tell(parsed, answer, a => parsed.GetValue(preview) ? Would(a) : Erased(a, cleared));
                        cleared.AddRange(answer.Json.GetProperty("cleared").EnumerateArray().Select(c => c.GetString()!));
                    }
                },
                needsPerson: true
            )
        );
        return erase;
    }

    private static Command Hold(Shell shell)
    {
        var contact = new Argument<string>("CONTACT") { Description = "A contact's id" };
        var reason = new Option<string>("--reason") { Description = "Why, such as the file's number", Required = true };
        var hold = shell.Command("hold", "Keeps a person from erasure until the hold is lifted", contact, reason, shell.Org, shell.As);
        hold.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call(
                            "subjects.hold",
                            new { contact = parsed.GetValue(contact), reason = parsed.GetValue(reason) },
                            cancel
                        ),
                        a => $"{a.GetProperty("contact").GetString()} is kept: {a.GetProperty("reason").GetString()}"
                    ),
                needsPerson: true
            )
        );
        return hold;
    }

    private static Command Lift(Shell shell)
    {
        var contact = new Argument<string>("CONTACT") { Description = "A contact's id" };
        var lift = shell.Command("lift", "Lifts a legal hold", contact, shell.Org, shell.As);
        lift.SetAction(
            shell.Over(
                async (parsed, way, cancel) =>
                    shell.Tell(
                        parsed,
                        await way.Call("subjects.lift", new { contact = parsed.GetValue(contact) }, cancel),
                        a => $"The hold on {a.GetProperty("contact").GetString()} is lifted."
                    ),
                needsPerson: true
            )
        );
        return lift;
    }

    private static string Erased(JsonElement answer, List<string> cleared)
    {
        cleared.AddRange(answer.GetProperty("cleared").EnumerateArray().Select(c => c.GetString()!));
        return $"Erased {string.Join(", ", answer.GetProperty("erased").EnumerateArray())}. The name was taken out of {cleared.Count} other {(cleared.Count == 1 ? "record" : "records")}.\n"
            + "Backups made before now still hold the person: destroy them when their time is up (docs/how/erasure.md).";
    }

    private static string Would(JsonElement answer)
    {
        var preview = answer.TryGetProperty("preview", out var inner) ? inner : answer;
        var erased = preview.GetProperty("erased").EnumerateArray().Select(e => e.GetString()).ToList();
        var cleared = preview.GetProperty("cleared").GetArrayLength();
        return $"This would erase {(erased.Count > 0 ? string.Join(", ", erased) : "the person")} and take the name out of {cleared}{(erased.Count > 0 ? "" : " or more")} other records.";
    }
}
