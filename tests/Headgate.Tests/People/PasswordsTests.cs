using Headgate.Doors.Web.People;

namespace Headgate.Tests.People;

/// <summary>What a password is compared with.</summary>
public sealed class PasswordsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobodys_hash_costs_what_a_real_one_costs()
    {
        using Passwords passwords = new();
        var real = Convert.FromBase64String(await passwords.Hash("correct horse battery", Cancel));
        var nobodys = Convert.FromBase64String(Passwords.OfNobody());
        // The version, the function, the rounds, the salt's length; then a salt and a key.
        Assert.Equal(real[..13], nobodys[..13]);
        Assert.Equal(real.Length, nobodys.Length);
    }

    [Fact]
    public async Task No_password_is_nobodys_and_each_server_has_its_own()
    {
        using Passwords passwords = new();
        Assert.False(await passwords.Verify(null, "correct horse battery", Cancel));
        Assert.NotEqual(Passwords.OfNobody(), Passwords.OfNobody());
    }

    [Fact]
    public async Task A_password_fits_its_hash_alone()
    {
        using Passwords passwords = new();
        var hash = await passwords.Hash("correct horse battery", Cancel);
        Assert.True(await passwords.Verify(hash, "correct horse battery", Cancel));
        Assert.False(await passwords.Verify(hash, "correct horse batterz", Cancel));
    }
}
