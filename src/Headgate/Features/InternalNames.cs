namespace Headgate.Features;

/// <summary>
/// Names of arguments and figures that are of no field and are internal wherever they stand: choices, counts, times, names of the organisation's own people.
/// A name that could hold what somebody outside wrote is none of them; such a value says its class where it is declared.
/// </summary>
internal static class InternalNames
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlySet<string> All = (
        "account account_name add after agent agent_name aliases answers applies_to approved asked author calls changed "
        + "chunk chunks columns count days default_period denied documents_missing door ended environment erased "
        + "estimated event examples expected_version expires factor failed field fill fitting follows for guard held "
        + "hours input_schema key latest_statement left lender masked masks may message minutes months months_in_business "
        + "months_of_statements most names next next_offset note noted offset opportunity opportunity_name org "
        + "organisation_times outcome_event output_schema owner pending percent person person_name person_token pipeline "
        + "plan_hash plan_hashes policy prefix record rejected remove representative resets revoked row run says scope "
        + "send_before session sign_in_link since sms stage submission submission_reason tag tags team template token "
        + "tool toolset top tries ttl untouched_days user usual verdict wait wants was were_done when why window would"
    )
        .Split(' ')
        .ToHashSet(StringComparer.Ordinal);
}
