using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Headgate.Features.Imports;
using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Demo;

/// <summary>
/// The demo company, chunk by chunk. The job's row decides where it stands and fixes the instant that the first chunk was made at, so that all chunks are of
/// one company; a chunk that is planted already, and all of them at the end, changes nothing.
/// </summary>
[Action(
    "demo.seed",
    Scope.Admin,
    "Seed the demo company",
    "Seeds a chunk of the demo company into an empty organisation; without a chunk it says how far it is.",
    Effect = Effect.Write,
    Offered = Offered.People,
    Idempotent = true
)]
public sealed class Seed : Feature<Seed.Input, Seed.Output>
{
    private const string Kind = "demo";
    private const string Name = "northwind";

    // The company is made whole and planted in pieces: the last one made is kept until it is planted.
    private static readonly Lock Making = new();
    private static (string Tenant, long At, Company Company)? _made;

    public sealed record Input
    {
        [Says("From 0 on"), Bounds(0, 1000)]
        public int? Chunk { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        /// <summary>The chunk that comes next.</summary>
        public required long Next { get; init; }
        public required long Chunks { get; init; }
        public required bool Finished { get; init; }

        /// <summary>Rows planted so far.</summary>
        public required long Rows { get; init; }
    }

    private sealed class JobRow
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Status { get; init; } = "";
        public long Position { get; init; }
        public long Created { get; init; }
        public string? Report { get; init; }
        public long CreatedAt { get; init; }
        public long UpdatedAt { get; init; }

        public int Chunks => JsonDocument.Parse(Report ?? """{"chunks":0}""").RootElement.GetProperty("chunks").GetInt32();
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        var job = await reader.First<JobRow>(
            "SELECT j.* FROM jobs j WHERE j.tenant = @tenant AND j.kind = @kind AND j.fingerprint = @name",
            ("kind", Kind),
            ("name", Name)
        );
        var next = job?.Position ?? 0;
        if (input.Chunk is null || input.Chunk != next || job?.Status == "finished")
            return Answer(
                new Output
                {
                    Next = next,
                    Chunks = job?.Chunks ?? 0,
                    Finished = job?.Status == "finished",
                    Rows = job?.Created ?? 0,
                }
            );
        if (job is null)
            await Empty(reader);
        var company = await CompanyOf(reader, job?.CreatedAt ?? call.At.ToUnixTimeMilliseconds());
        var plan = company.Bed.PlanOf((int)next);
        var output = new Output
        {
            Next = next + 1,
            Chunks = company.Bed.Chunks,
            Finished = next + 1 >= company.Bed.Chunks,
            Rows = (job?.Created ?? 0) + plan.Changes.Count,
        };
        Record(plan, call, company, job, output);
        if (output.Finished)
            Forget();
        return Answer(output, plan);
    }

    private static void Record(Plan plan, Call call, Company company, JobRow? job, Output output)
    {
        var status = output.Finished ? "finished" : "running";
        if (job is not null)
            plan.Update(
                Job.Kind,
                job.Id,
                job.Version,
                ("status", job.Status, status),
                ("position", job.Position, output.Next),
                ("created", job.Created, output.Rows),
                Columns.Moved(job.UpdatedAt, call)
            );
        else
            plan.Insert(
                Job.Kind,
                JobId(call, company),
                [
                    ("kind", Kind),
                    ("fingerprint", Name),
                    ("status", status),
                    ("position", output.Next),
                    ("created", output.Rows),
                    ("updated", 0L),
                    ("unchanged", 0L),
                    ("refused", 0L),
                    ("report", $$"""{"chunks":{{output.Chunks}}}"""),
                    .. Columns.Born(call),
                ]
            );
    }

    // The same for one company on one day: later chunks name it, and their hashes say that the company is the same.
    private static string JobId(Call call, Company company) =>
        Ids.Mint(
            "job",
            DateTimeOffset.FromUnixTimeMilliseconds(company.Opened),
            SHA256.HashData(Encoding.UTF8.GetBytes(call.By.Tenant)),
            0
        );

    private static async ValueTask Empty(Reader reader)
    {
        if (
            await reader.Number("SELECT COUNT(*) FROM contacts WHERE tenant = @tenant")
                + await reader.Number("SELECT COUNT(*) FROM accounts WHERE tenant = @tenant")
            > 0
        )
            throw new RefusedException(
                new(
                    "demo.not_empty",
                    "This organisation has records of its own; the demo company is not mixed with them.",
                    "Seed the demo into a fresh data folder."
                )
            );
    }

    private static async ValueTask<Company> CompanyOf(Reader reader, long at)
    {
        var ground = await Ground.Of(reader);
        lock (Making)
        {
            if (_made is var (tenant, made, company) && tenant == ground.Tenant && made == at)
                return company;
            var fresh = Company.Of(ground, DateTimeOffset.FromUnixTimeMilliseconds(at));
            _made = (ground.Tenant, at, fresh);
            return fresh;
        }
    }

    private static void Forget()
    {
        lock (Making)
            _made = null;
    }
}
