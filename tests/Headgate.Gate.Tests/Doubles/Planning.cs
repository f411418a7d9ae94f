namespace Headgate.Gate.Tests.Doubles;

/// <summary>Passages that have decided already: what a guard that judges plans begins with.</summary>
public static class Planning
{
    /// <summary>A passage with that plan.</summary>
    public static Passage Planned(this Gateway gate, Plan plan, Principal? by = null, Approval? approval = null)
    {
        var plain = gate.Passage("test.run", by: by);
        return new(plain.Call with { Approval = approval }, plain.Action, plain.Started) { Decision = new(new Nothing(), plan) };
    }

    /// <summary>A message by any channel.</summary>
    public static Message Message(string channel = "email", string to = "a@b.c", string? subject = null, string body = "Hi") =>
        new()
        {
            Id = "out_1",
            Channel = channel,
            Contact = "con_1",
            To = to,
            Subject = subject,
            Body = body,
            Conversation = "cnv_1",
            SendBefore = Gateway.Noon.AddHours(1),
        };
}
