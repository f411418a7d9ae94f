using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Headgate.Tests.Commands;

/// <summary>The pages of a person who rejects, and makes a rule of it; the command line does the same.</summary>
public sealed class RejectionPageTests
{
    [Fact]
    public async Task A_person_rejects_sees_what_a_rule_would_have_done_and_saves_it_with_a_second_click()
    {
        await using CommandProgram office = new();
        await office.Init();
        var agent = await office.Json("agents", "create", "claude", "--scopes", "mcp:read,mcp:write", "--data", office.Folder, "--json");
        var (_, address) = await office.Serve();
        var id = await Hold(address, agent.GetProperty("token").GetString()!);
        using var browser = await SignIn(office, address);

        var page = await browser.GetStringAsync($"/approvals/{id}");
        Assert.Contains("Approve and do it", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/approvals/{id}/rule", page, StringComparison.Ordinal);
        // A form that says nothing decides nothing.
        Assert.Contains("neither approve, nor reject", await Post(browser, $"/approvals/{id}", ("reason", "?")), StringComparison.Ordinal);
        Assert.Contains("Approve and do it", await browser.GetStringAsync($"/approvals/{id}"), StringComparison.Ordinal);
        page = await Post(browser, $"/approvals/{id}", ("decision", "reject"), ("reason", "<b>Not</b> our market"));
        Assert.Contains($"/approvals/{id}/rule", page, StringComparison.Ordinal);

        page = await browser.GetStringAsync($"/approvals/{id}/rule");
        Assert.Contains("would have stopped 1 of 1 calls", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Not&lt;/b&gt; our market", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Not", page, StringComparison.Ordinal);
        Assert.Equal(
            4,
            (await office.Json("policy", "list", "--as", "admin@localhost.localdomain", "--data", office.Folder, "--json"))
                .GetProperty("policies")
                .GetArrayLength()
        );
        page = await Post(browser, $"/approvals/{id}/rule", ("template", "no_new_contacts_of_domain"));
        Assert.Contains("mode: expected one of log_only, on", page, StringComparison.Ordinal);
        Assert.DoesNotContain("is saved", page, StringComparison.Ordinal);
        page = await Post(browser, $"/approvals/{id}/rule", ("template", "no_new_contacts_of_domain"), ("mode", "log_only"));
        Assert.Contains("is saved and only watches", page, StringComparison.Ordinal);
        Assert.Equal(
            5,
            (await office.Json("policy", "list", "--as", "admin@localhost.localdomain", "--data", office.Folder, "--json"))
                .GetProperty("policies")
                .GetArrayLength()
        );

        var (status, told, _) = await office.Run("policy", "from-rejection", id, "--data", office.Folder);
        Assert.Equal(0, status);
        Assert.Contains("no_new_contacts_of_domain: No agent makes", told, StringComparison.Ordinal);
        Assert.Contains("1 denied", told, StringComparison.Ordinal);
        Assert.Equal(2, (await office.Run("policy", "from-rejection", id, "--save", "nothing", "--data", office.Folder)).Status);
        var saved = await office.Json("policy", "from-rejection", id, "--save", "people_only", "--data", office.Folder, "--json");
        Assert.Equal("on", saved.GetProperty("policy").GetProperty("mode").GetString());
    }

    private static async Task<string> Hold(Uri address, string token)
    {
        using HttpClient client = new() { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await client.PostAsJsonAsync("/api/v1/contacts/create", new { name = "Zoe", email = "zoe@rival.example" });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("approval").GetString()!;
    }

    private static async Task<HttpClient> SignIn(CommandProgram office, Uri address)
    {
        var link = await office.Json("users", "link", "me", "--data", office.Folder, "--json");
        HttpClient browser = new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        await Post(browser, $"/sign-in/{link.GetProperty("sign_in_link").GetString()}");
        return browser;
    }

    private static async Task<string> Post(HttpClient browser, string path, params (string Name, string Value)[] form)
    {
        using FormUrlEncodedContent content = new(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var answer = await browser.PostAsync(path, content);
        return await answer.Content.ReadAsStringAsync();
    }
}
