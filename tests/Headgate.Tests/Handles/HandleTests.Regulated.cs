using Headgate.Gate;

namespace Headgate.Tests.Handles;

public abstract partial class HandleTests
{
    [Fact]
    [Proves(Frameworks.Llm, "LLM02")]
    [Proves(Frameworks.TrustLayer, "Data masking")]
    public async Task An_agent_writes_no_regulated_value_and_reads_none_whatever_its_grant()
    {
        const string Card = "4111 1111 1111 1111";
        foreach (var agent in (Principal[])[_blind, _village.Office.Agent])
        {
            var refused = await _village.Say(agent, "notes.create", new { record_id = _village.Deal, body = $"Card {Card}" });
            Assert.StartsWith("classification.regulated: body", refused);
            Assert.DoesNotContain(Card, refused);
        }
        await _village.Office.Ask(
            _village.Office.Rep,
            "notes.create",
            new { record_id = _village.Deal, body = $"Card {Card}, carl@x.example" }
        );
        Assert.Contains("Card [regulated: card], carl@x.example", await Say("notes.list", new { record_id = _village.Deal }));
        Assert.Contains("[regulated: card]", await _village.Say(_village.Office.Agent, "notes.list", new { record_id = _village.Deal }));
        Assert.Contains(Card, await _village.Say(_village.Office.Rep, "notes.list", new { record_id = _village.Deal }));
        await _village.Execute(
            "UPDATE contacts SET name = @name WHERE tenant = @tenant AND id = @id",
            ("name", "carla@web.example"),
            ("id", _village.Contact)
        );
        Assert.Contains("\"name\":\"[e-mail]\"", await Say("contacts.get", new { id = _village.Contact }));
    }
}
