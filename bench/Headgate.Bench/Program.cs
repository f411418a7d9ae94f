using System.Globalization;
using Headgate.Bench;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// neighbours: whether time tells whose an id is. load: the server against the bare library, in one run. scale: lists and searches at 10,000 and 1,000,000 contacts. cel: a hundred policy rules. commits: what the audit costs them. audit: the log, its proofs and its verifiers. policy: the same with their facts, and a backtest. echo: the baseline itself.
return args switch
{
    ["echo", var port] => await EchoServer.Run(int.Parse(port)),
    [] or ["load", ..] => await LoadBench.Run(args is [_, var seconds] ? int.Parse(seconds) : 6),
    ["gate", .. var at] => await GateBench.Run(at is [var s] ? int.Parse(s) : 4),
    ["cel", .. var rest] => CelBench.Run(rest is [var s] ? int.Parse(s) : 4),
    ["policy", var data] => await PolicyBench.Run(data),
    ["audit", .. var rest] => await AuditBench.Run(rest),
    ["neighbours", .. var rest] => await NeighbourBench.Run(rest is [var where] ? where : null),
    ["commits", .. var rest] => await CommitBench.Run(rest is [var address] ? address : null),
    ["scale", .. var rest] => await ScaleBench.Run(rest),
    ["dedupe", "companies", var file] => DedupeCompanies.Run(file),
    ["dedupe", var file, "--truth", var truth, .. var rest] => DedupeBench.Run(file, truth, rest is ["--tune"]),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "bench load [SECONDS] | bench gate [SECONDS] | bench cel [SECONDS] | bench policy EMPTY_FOLDER | bench audit [EVENTS] [postgres://…] | bench commits [postgres://…] | bench neighbours [postgres://…] | bench scale [CONTACTS] [postgres://…] [--keep FOLDER] | bench dedupe FILE --truth FILE [--tune] | bench dedupe companies FILE | bench echo PORT"
    );
    return 2;
}
