using System.Buffers.Text;
using Headgate.Features.Users;
using Headgate.Hosting;
using Headgate.Store;
using Microsoft.AspNetCore.Identity;

namespace Headgate.Doors.Web.People;

/// <summary>People and their passkeys, as the framework's verification reads them. It writes nothing: what was verified becomes a call.</summary>
internal sealed class PasskeyStore(Site site) : IUserPasskeyStore<Claimant>
{
    /// <summary>Set on a passkey that its maker may copy.</summary>
    public const string Eligible = "eligible";

    /// <summary>Set on one that is copied.</summary>
    public const string BackedUp = "backed_up";

    public Task<string> GetUserIdAsync(Claimant user, CancellationToken cancel) => Task.FromResult(user.By.Person);

    public Task<string?> GetUserNameAsync(Claimant user, CancellationToken cancel) => Task.FromResult<string?>(user.Email);

    public async Task<Claimant?> FindByIdAsync(string userId, CancellationToken cancel) => await site.SignIns.ById(userId, cancel);

    public async Task<Claimant?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) =>
        await site.SignIns.ByEmail(normalizedUserName, cancel) is [var one, ..] ? one : null;

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Claimant user, CancellationToken cancel) =>
        Task.FromResult<IList<UserPasskeyInfo>>([.. user.Factors.Where(f => f.Kind == Factor.Passkey).Select(Info)]);

    public async Task<Claimant?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancel) =>
        await site.SignIns.ByKey(Base64Url.EncodeToString(credentialId), cancel);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Claimant user, byte[] credentialId, CancellationToken cancel) =>
        Task.FromResult(Kept(user, credentialId) is { } kept ? Info(kept) : null);

    /// <summary>A person's passkey of an id.</summary>
    public static KeptFactor? Kept(Claimant user, byte[] credentialId)
    {
        var id = Base64Url.EncodeToString(credentialId);
        return user.Factors.FirstOrDefault(f => f.Kind == Factor.Passkey && f.KeyId == id);
    }

    private static UserPasskeyInfo Info(KeptFactor kept) =>
        new(
            Base64Url.DecodeFromChars(kept.KeyId),
            Base64Url.DecodeFromChars(kept.Secret),
            DateTimeOffset.FromUnixTimeMilliseconds(kept.CreatedAt),
            (uint)kept.Counter,
            transports: null,
            isUserVerified: true,
            isBackupEligible: Has(kept, Eligible),
            isBackedUp: Has(kept, BackedUp),
            attestationObject: [],
            clientDataJson: []
        );

    private static bool Has(KeptFactor kept, string flag) => (kept.Flags ?? "").Split(' ').Contains(flag);

    public Task AddOrUpdatePasskeyAsync(Claimant user, UserPasskeyInfo passkey, CancellationToken cancel) => throw Reads();

    public Task RemovePasskeyAsync(Claimant user, byte[] credentialId, CancellationToken cancel) => throw Reads();

    public Task SetUserNameAsync(Claimant user, string? userName, CancellationToken cancel) => throw Reads();

    public Task<string?> GetNormalizedUserNameAsync(Claimant user, CancellationToken cancel) => Task.FromResult<string?>(user.Email);

    public Task SetNormalizedUserNameAsync(Claimant user, string? normalizedName, CancellationToken cancel) => throw Reads();

    public Task<IdentityResult> CreateAsync(Claimant user, CancellationToken cancel) => throw Reads();

    public Task<IdentityResult> UpdateAsync(Claimant user, CancellationToken cancel) => throw Reads();

    public Task<IdentityResult> DeleteAsync(Claimant user, CancellationToken cancel) => throw Reads();

    private static NotSupportedException Reads() => new("People are changed through the gate.");

    public void Dispose() { }
}
