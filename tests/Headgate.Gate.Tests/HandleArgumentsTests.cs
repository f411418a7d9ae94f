using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class HandleArgumentsTests
{
    private static string With(string arguments, params (string Path, string Value)[] values) =>
        HandleArguments.With(Gateway.Json(arguments), values.ToDictionary(v => v.Path, v => v.Value)).GetRawText();

    [Fact]
    public void A_value_stands_where_its_handle_stood_however_deep() =>
        Assert.Equal(
            """{"to":"a@b.de","list":["x","c@d.de",{"phone":"5"}],"in":{"to":"e@f.de","n":[["g"]]},"n":1,"f":true,"z":null,"e":[],"o":{}}""",
            With(
                """{"to":"{{1}}","list":["x","{{2}}",{"phone":"{{3}}"}],"in":{"to":"{{4}}","n":[["{{5}}"]]},"n":1,"f":true,"z":null,"e":[],"o":{}}""",
                ("to", "a@b.de"),
                ("list[1]", "c@d.de"),
                ("list[2].phone", "5"),
                ("in.to", "e@f.de"),
                ("in.n[0][0]", "g")
            )
        );

    [Fact]
    public void Nothing_else_is_touched() =>
        Assert.Equal("""{"a":"x","n":5,"l":["y"]}""", With("""{"a":"x","n":5,"l":["y"]}""", ("n", "6"), ("l", "z"), ("b", "w")));
}
