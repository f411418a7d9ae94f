namespace Headgate.Tests.Undoing;

/// <summary>The writes that no undo takes back, each with the reason that the undo itself gives, or why there is no call to undo.</summary>
internal static class Undoable
{
    private const string Access = "Who may come in is not undone";
    private const string People = "Who belongs to the organisation is not undone";
    private const string Sent = "what is sent cannot be taken back";
    private const string Waits = "What becomes of a message that waits is a person's to say";
    private const string Word = "A person's word stays said";
    private const string Measures = "Measures of the guards are set by a person";
    private const string Policies = "A policy has versions of its own";

    /// <summary>By action: a part of the reason that is given.</summary>
    public static readonly IReadOnlyDictionary<string, string> Not = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["agents.create"] = Access,
        ["agents.resume"] = Access,
        ["agents.revoke"] = Access,
        ["agents.suspend"] = Access,
        ["approvals.approve"] = Word,
        ["approvals.edit"] = Word,
        ["approvals.reject"] = Word,
        ["approvals.stand"] = Word,
        ["approvals.configure"] = Measures,
        ["calls.place"] = Sent,
        ["clients.configure"] = Measures,
        ["clients.consent"] = Access,
        ["clients.register"] = Access,
        ["clients.revoke"] = Access,
        ["conversations.reply"] = Sent,
        ["email.send"] = Sent,
        ["imports.begin"] = "The progress of an import is no record",
        ["imports.finish"] = "The progress of an import is no record",
        ["limits.set"] = Measures,
        ["outbound.configure"] = Measures,
        ["outbound.discard"] = Waits,
        ["outbound.record"] = Waits,
        ["outbound.release"] = Waits,
        ["providers.configure"] = Access,
        ["providers.remove"] = Access,
        ["retention.apply"] = "Nothing was kept that could undo it",
        ["retention.set"] = "How long things are kept takes two people again",
        ["rollout.end"] = Measures,
        ["rollout.step"] = Measures,
        ["runs.stop"] = "A person turns outbound on or off",
        ["outbound.off"] = "A person turns outbound on or off",
        ["outbound.on"] = "A person turns outbound on or off",
        ["policies.disable"] = Policies,
        ["policies.enable"] = Policies,
        ["policies.save"] = Policies,
        ["runs.start"] = "A run that has begun stays begun",
        ["sms.send"] = Sent,
        ["subjects.erase"] = "Nothing was kept that could undo it",
        ["subjects.hold"] = "A legal hold is lifted by name",
        ["subjects.lift"] = "A legal hold is lifted by name",
        ["teams.create"] = People,
        ["teams.update"] = People,
        ["users.add_passkey"] = Access,
        ["users.arrive"] = People,
        ["users.close_session"] = Access,
        ["users.count_try"] = Access,
        ["users.end_session"] = Access,
        ["users.invite"] = People,
        ["users.link"] = Access,
        ["users.remove_factor"] = Access,
        ["users.reset_factors"] = Access,
        ["users.resume"] = People,
        ["users.set_password"] = Access,
        ["users.sign_in"] = Access,
        ["users.suspend"] = People,
        ["users.update"] = People,
    };

    /// <summary>By action: tables that stay different, since only part of the call is undone.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> But = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["imports.chunk"] = ["jobs"],
    };

    /// <summary>The writes whose plan is an instant: since when a credential is worth nothing or a week has begun, until when a standing approval holds.</summary>
    public static readonly string[] SaysWhen =
    [
        "agents.revoke",
        "approvals.stand",
        "clients.revoke",
        "rollout.step",
        "subjects.lift",
        "users.close_session",
        "users.count_try",
        "users.end_session",
        "users.remove_factor",
        "users.reset_factors",
        "users.set_password",
        "users.sign_in",
        "users.suspend",
    ];

    /// <summary>Why there is no such call to undo in an organisation that exists.</summary>
    public static readonly IReadOnlyDictionary<string, string> NoCall = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["orgs.create"] = "whoever can call it has no organisation yet",
        ["users.open_session"] = "it takes a sign-in link, which is used by it",
        ["users.touch_session"] = "it moves a clock, which no undo looks at",
        ["clients.issue"] = "it takes a proof of a key; the tests of OAuth call it",
        ["clients.redeem"] = "it takes a code, which is used by it; the tests of OAuth call it",
        ["clients.refresh"] = "it takes a refresh token, which is used by it; the tests of OAuth call it",
        ["providers.admit"] = "only a provider calls it; the tests of sign-in call it",
        ["providers.arrive"] = "only a provider calls it; the tests of sign-in call it",
        ["providers.exchange"] = "only a provider calls it; the tests of sign-in call it",
        ["approvals.escalate"] = "only the clock calls it",
        ["demo.seed"] = "a chunk has more records than one plan may undo",
    };
}
