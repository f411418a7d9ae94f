using System.Text;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class ReplayTests
{
    [Theory]
    [InlineData("{}", """{"replayed":true,"first_at":"2026-03-04T12:00:00Z"}""")]
    [InlineData("""{"id":"ä"}""", """{"replayed":true,"first_at":"2026-03-04T12:00:00Z","id":"ä"}""")]
    public void A_replay_says_so_and_when_it_was_first(string first, string again) =>
        Assert.Equal(again, Gateway.Said(Replay.Mark(Encoding.UTF8.GetBytes(first), Gateway.Noon)));
}
