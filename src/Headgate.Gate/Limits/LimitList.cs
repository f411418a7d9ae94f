namespace Headgate.Gate.Limits;

/// <summary>Every limit there is. Whatever writes or sends has at least one; a person changes the numbers, nobody the list.</summary>
public static class LimitList
{
    /// <summary>New records: accounts, contacts, opportunities, tasks, notes, ….</summary>
    public static readonly IReadOnlyList<Limit> Creates =
    [
        new("creates_per_minute", Minute, 5),
        new("creates_per_hour", Hour, 20),
        new("creates_per_day", Day, 50),
        new("creates_per_run", Run, null, Per.Run),
    ];

    /// <summary>Records that change, new ones included.</summary>
    public static readonly IReadOnlyList<Limit> Writes =
    [
        new("writes_per_minute", Minute, 60),
        new("writes_per_day", Day, 1_000),
        new("writes_per_run", Run, null, Per.Run),
    ];

    /// <summary>Changes of one account, its contacts and opportunities.</summary>
    public static readonly Limit Account = new("updates_per_account_per_day", Day, 10, Per.Account);

    /// <summary>Domains that nobody here knew.</summary>
    public static readonly Limit Domains = new("new_domains_per_day", Day, 20);

    /// <summary>Amounts of opportunities that are set, in each currency, in major units.</summary>
    public static readonly Limit Value = new("value_per_day", Day, null);

    /// <summary>Records that reads show.</summary>
    public static readonly IReadOnlyList<Limit> Rows = [new("rows_per_day", Day, 20_000), new("rows_per_run", Run, null, Per.Run)];

    /// <summary>What is sent, whatever the channel.</summary>
    public static readonly Limit Messages = new("messages_per_run", Run, null, Per.Run);

    private static readonly IReadOnlyList<Limit> Emails = [new("emails_per_hour", Hour, 30), new("emails_per_day", Day, 200), Messages];
    private static readonly IReadOnlyList<Limit> Texts = [new("sms_per_hour", Hour, 30), new("sms_per_day", Day, 200), Messages];
    private static readonly IReadOnlyList<Limit> Calls = [new("calls_per_hour", Hour, 30), new("calls_per_day", Day, 200), Messages];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Limit> All =
    [
        .. Creates,
        .. Writes,
        Account,
        .. Emails,
        .. Texts.Take(2),
        .. Calls.Take(2),
        Domains,
        .. Rows,
        Value,
    ];

    private static TimeSpan Minute => TimeSpan.FromMinutes(1);
    private static TimeSpan Hour => TimeSpan.FromHours(1);
    private static TimeSpan Day => TimeSpan.FromDays(1);
    private static TimeSpan Run => TimeSpan.Zero;

    /// <summary>The limits of a channel; one that nobody named has those of phone calls.</summary>
    public static IReadOnlyList<Limit> OfChannel(string channel) =>
        channel switch
        {
            "email" => Emails,
            "sms" => Texts,
            _ => Calls,
        };
}
