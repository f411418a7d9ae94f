using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Headgate.Gate;

namespace Headgate.Tests.Running;

/// <summary>REST: over the port, or as the command line does over the socket.</summary>
internal sealed class RestWay(House house, string name) : Way(house, name, name)
{
    public override bool LetsPeopleIn => true;

    public override bool LeadsTo(ActionSpec action) => action.Offered != Offered.Inside;

    public override bool TakesArguments(ActionSpec action) => true;

    public override Task<Told> Call(ActionSpec action, JsonObject arguments, string token) =>
        Send(action.Id, arguments.ToJsonString(), token);

    public Task<Told> Send(string action, string body, string token)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "/api/v1/" + action.Replace('.', '/'))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return Send(request);
    }

    public async Task<Told> Send(HttpRequestMessage request)
    {
        using (request)
        {
            // A body that is too large is refused before it is sent.
            request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > 500_000;
            using var answer = await (Name == "cli" ? House.Socket : House.Web).SendAsync(request);
            return Told.OfRest((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }
}
