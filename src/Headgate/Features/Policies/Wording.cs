using System.Text.Json;
using System.Text.RegularExpressions;
using Headgate.Gate;
using Headgate.Policies;

namespace Headgate.Features.Policies;

/// <summary>A policy as somebody words it, from a template or by hand: type-checked, and shown by examples to say what was meant.</summary>
internal static partial class Wording
{
    /// <summary>The rule of what was given.</summary>
    /// <exception cref="RefusedException">It is no rule, or its examples are not as it says.</exception>
    public static PolicyRule Of(Save.Input input)
    {
        var rule = Written(input);
        var compiled = PolicyLanguage.Compile(rule.When);
        if (!compiled.Ok)
            throw new RefusedException(
                new("policies.not_a_rule", $"when: {compiled.Errors[0]}", "Correct the rule; docs/how/policies.md says what it may name.")
                {
                    Field = "when",
                    Candidates = compiled.Errors.Count > 1 ? [.. compiled.Errors.Skip(1).Take(5).Select(e => e.ToString())] : null,
                }
            );
        var examples = rule.Examples ?? [];
        if (!examples.Any(e => e.Applies) || examples.All(e => e.Applies))
            throw new RefusedException(
                new(
                    "policies.examples_needed",
                    "A policy needs at least one example that it applies to and one that it lets pass.",
                    "Give examples such as {\"applies\": true, \"plan\": {…}}."
                )
                {
                    Field = "examples",
                }
            );
        for (var i = 0; i < examples.Count; i++)
            if (examples[i].Fault(compiled.Rule) is { } fault)
                throw new RefusedException(
                    new(
                        "policies.example_fails",
                        $"examples[{i}]: expected that the policy {(examples[i].Applies ? "applies" : "lets it pass")}, but {fault}.",
                        "Correct the rule or the example; whichever is wrong."
                    )
                    {
                        Field = $"examples[{i}]",
                    }
                );
        return rule;
    }

    private static PolicyRule Written(Save.Input input)
    {
        if (!Name().IsMatch(input.Name))
            throw Wrong("name", "3 to 40 of a-z, 0-9 and _", input.Name);
        var from = input.Template is { } template ? Filled(template, input) : null;
        var effect = input.Effect is null ? from?.Effect : Enum.Parse<PolicyEffect>(input.Effect.Replace("_", ""), ignoreCase: true);
        var rule = new PolicyRule
        {
            Name = input.Name,
            When = from?.When ?? input.When ?? throw Wrong("when", "a rule, or a template", "nothing"),
            Effect = effect ?? throw Wrong("effect", "an effect, or a template", "nothing"),
            Message =
                input.Message?.Trim() ?? from?.Message ?? throw Wrong("message", "a sentence that says why, or a template", "nothing"),
            Everyone = input.AppliesTo == "everyone",
            Reads = input.Reads == true,
            Masks = input.Masks ?? from?.Masks,
            Examples = [.. from?.Examples ?? [], .. (input.Examples ?? []).Select(Example)],
        };
        if (input.When is not null && from is not null)
            throw Wrong("when", "a rule or a template, not both", "both");
        if (rule.Effect == PolicyEffect.Mask != rule.Masks is { Count: > 0 })
            throw Wrong(
                "masks",
                "fields or classes, for the effect mask alone",
                rule.Masks is null ? "nothing" : string.Join(", ", rule.Masks)
            );
        if (rule is { Effect: PolicyEffect.RequireApproval, Reads: true })
            throw Wrong("reads", "false, since nobody is asked about a read", "true");
        return rule;
    }

    private static PolicyRule Filled(string name, Save.Input input)
    {
        var template =
            PolicyTemplates.All.FirstOrDefault(t => t.Name == name)
            ?? throw new RefusedException(
                Refusal.Input("template", "one of " + string.Join(", ", PolicyTemplates.All.Select(t => t.Name)), Text.Shown(name))
            );
        var (rule, wrong) = template.Fill(input.Name, input.Fill ?? new(StringComparer.Ordinal));
        return rule ?? throw Wrong($"fill.{wrong}", string.Join(", ", template.Blanks.Select(b => $"{b.Name} ({b.Says})")), wrong!);
    }

    private static PolicyExample Example(JsonElement given, int i)
    {
        var (example, wrong) = PolicyExample.Read(given);
        return example ?? throw Wrong($"examples[{i}]", wrong!, given.ValueKind.ToString());
    }

    private static RefusedException Wrong(string field, string expected, string came) =>
        new(Refusal.Input(field, expected, Text.Shown(came)));

    [GeneratedRegex("^[a-z][a-z0-9_]{2,39}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
