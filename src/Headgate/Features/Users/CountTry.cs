using Headgate.Gate;
using Headgate.Gate.Schemas;
using Headgate.Store;

namespace Headgate.Features.Users;

/// <summary>
/// A try to sign in with a password, counted before anything is compared: by the person who is named, whether there is one or not, and by the address that it
/// comes from. The counters are in the store, so that they hold on every node and through a restart; who signs in well begins anew.
/// </summary>
[Action(
    "users.count_try",
    Scope.None,
    "Count a try",
    "Counts a try to sign in, and tells whether it may be made.",
    Effect = Effect.Write,
    Offered = Offered.Inside
)]
public sealed class CountTry : Feature<CountTry.Input, CountTry.Output>
{
    private const long OfPerson = 10;
    private const long OfAddress = 50;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    // What is older is nobody's any more; its row is taken for somebody else, so that guessing names fills no table.
    private static readonly TimeSpan Stale = TimeSpan.FromDays(1);

    [Class(DataClass.Internal)]
    public sealed record Input
    {
        [Says("Who is named, sealed"), Bounds(16, 500)]
        public required string Named { get; init; }

        [Says("Where it comes from, sealed"), Bounds(16, 500)]
        public string? Address { get; init; }
    }

    [Class(DataClass.Internal)]
    public sealed record Output
    {
        public required bool Allowed { get; init; }
    }

    protected override async ValueTask<Decision> Decide(Input input, Call call, Reader reader)
    {
        Plan plan = new();
        var may = await Count(plan, call, reader, input.Named, OfPerson, 0);
        if (input.Address is { } address)
            may &= await Count(plan, call, reader, address, OfAddress, 1);
        return may ? Answer(new Output { Allowed = true }, plan) : Answer(new Output { Allowed = false });
    }

    private static async ValueTask<bool> Count(Plan plan, Call call, Reader reader, string key, long most, int ordinal)
    {
        var now = call.At.ToUnixTimeMilliseconds();
        var row = await Row.Of(reader, key);
        if (row is not null)
        {
            var isOver = row.Since <= (call.At - Window).ToUnixTimeMilliseconds();
            if (!isOver && row.Tries >= most)
                return false;
            row.Put(plan, call, key, isOver ? 1 : row.Tries + 1, isOver ? now : row.Since);
        }
        else if (await Row.Forgotten(reader, (call.At - Stale).ToUnixTimeMilliseconds(), ordinal) is { } old)
            old.Put(plan, call, key, 1, now);
        else
            plan.Insert(SignInTry.Kind, call.NewId("try", ordinal), [("key", key), ("tries", 1L), ("since", now), .. Columns.Born(call)]);
        return true;
    }

    /// <summary>A counter as the store keeps it.</summary>
    internal sealed class Row
    {
        public string Id { get; init; } = "";
        public long Version { get; init; }
        public string Key { get; init; } = "";
        public long Tries { get; init; }
        public long Since { get; init; }
        public long UpdatedAt { get; init; }

        public static ValueTask<Row?> Of(Reader reader, string key) =>
            reader.First<Row>(
                "SELECT id, version, key, tries, since, updated_at FROM sign_in_tries WHERE tenant = @tenant AND key = @key",
                ("key", key)
            );

        public static async ValueTask<Row?> Forgotten(Reader reader, long before, int nth) =>
            (
                await reader.All<Row>(
                    "SELECT id, version, key, tries, since, updated_at FROM sign_in_tries WHERE tenant = @tenant AND updated_at < @before ORDER BY updated_at, id LIMIT 2",
                    ("before", before)
                )
            ).ElementAtOrDefault(nth);

        public Plan Put(Plan plan, Call call, string key, long tries, long since) =>
            plan.Update(
                SignInTry.Kind,
                Id,
                Version,
                ("key", Key, key),
                ("tries", Tries, tries),
                ("since", Since, since),
                Columns.Moved(UpdatedAt, call)
            );
    }
}
