namespace Headgate.Tests.Commands;

/// <summary>People and teams from the command line.</summary>
public sealed class MemberCommandTests
{
    [Fact]
    public async Task People_are_invited_changed_suspended_and_their_sessions_ended()
    {
        await using CommandProgram program = new();
        await program.Init();
        async Task<string> Run(params string[] arguments)
        {
            var (status, output, errors) = await program.Run([.. arguments, "--data", program.Folder]);
            Assert.True(status == 0, $"{string.Join(' ', arguments)}: {output}{errors}");
            return output;
        }
        Assert.Contains("/sign-in/hgl_", await Run("users", "invite", "ben@northwind.example", "--name", "Ben"));
        await Run("teams", "create", "North", "--manager", "ben@northwind.example");
        Assert.Contains("Nord", await Run("teams", "update", "North", "--name", "Nord"));
        Assert.Contains("Nord", await Run("teams", "list"));
        Assert.Contains(
            "Ben: revops, sees all",
            await Run("users", "update", "Ben", "--role", "revops", "--sees", "all", "--team", "Nord")
        );
        Assert.Contains("link", await Run("users", "sessions", "--person", "Ben"));
        Assert.Contains("(this one)", await Run("users", "sessions"));
        Assert.Contains("1 ended", await Run("users", "end-session", "--person", "Ben"));
        Assert.Contains("is suspended", await Run("users", "suspend", "Ben"));
        Assert.Contains("is active", await Run("users", "resume", "Ben"));
        Assert.Contains("0 removed", await Run("users", "reset-factors", "Ben"));
        var (last, _, why) = await program.Run("users", "suspend", "me", "--data", program.Folder);
        Assert.NotEqual(0, last);
        Assert.Contains("users.last_admin", why);
    }
}
