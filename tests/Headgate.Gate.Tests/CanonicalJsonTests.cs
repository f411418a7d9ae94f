using System.Text.Json;
using Headgate.Gate.Tests.Doubles;

namespace Headgate.Gate.Tests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{ "b": 1, "a": [ true, null, {"d": "x", "c": 1.0} ] }""", """{"a":[true,null,{"c":1.0,"d":"x"}],"b":1}""")]
    [InlineData("""{"B":1,"a":2,"A":3}""", """{"A":3,"B":1,"a":2}""")]
    [InlineData("\"\\u0041\"", "\"A\"")]
    [InlineData("[]", "[]")]
    [InlineData("{}", "{}")]
    [InlineData("false", "false")]
    public void Members_are_sorted_and_white_space_is_gone(string given, string canonical) =>
        Assert.Equal(canonical, CanonicalJson.Text(Gateway.Json(given)));

    [Fact]
    public void Nothing_at_all_is_null() => Assert.Equal("null", CanonicalJson.Text(default));

    [Fact]
    public void A_hash_is_the_same_for_every_order_and_spacing()
    {
        var one = CanonicalJson.Hash(Gateway.Json("""{"a":1,"b":{"c":2,"d":3}}"""));
        Assert.Equal(one, CanonicalJson.Hash(Gateway.Json("""{ "b" : {"d":3, "c":2}, "a" : 1 }""")));
        Assert.NotEqual(one, CanonicalJson.Hash(Gateway.Json("""{"a":1,"b":{"c":2,"d":4}}""")));
        Assert.Equal(CanonicalJson.Hash("""{"a":1,"b":{"c":2,"d":3}}"""u8), one);
        Assert.Matches("^[0-9a-f]{64}$", one);
    }

    [Fact]
    public void A_hash_leaves_out_top_level_members_by_name_and_no_others()
    {
        Assert.Equal(
            CanonicalJson.Hash("""{"a":{"b":1}}"""u8),
            CanonicalJson.Hash(Gateway.Json("""{"b":2,"a":{"b":1},"c":3}"""), "b", "c")
        );
        Assert.Equal(CanonicalJson.Hash("""[{"b":1}]"""u8), CanonicalJson.Hash(Gateway.Json("""[{"b":1}]"""), "b"));
    }

    [Fact]
    public void A_hash_of_sorted_members_is_that_of_the_object_they_make()
    {
        SortedDictionary<string, JsonElement> members = new(StringComparer.Ordinal)
        {
            ["b"] = Gateway.Json("""{"d":2, "c":1}"""),
            ["a"] = Gateway.Json("[1, null]"),
        };
        Assert.Equal(CanonicalJson.Hash("""{"a":[1,null],"b":{"c":1,"d":2}}"""u8), CanonicalJson.Hash(members));
        Assert.Equal(CanonicalJson.Hash("{}"u8), CanonicalJson.Hash(new SortedDictionary<string, JsonElement>()));
        // What one left behind is in no other.
        Assert.Equal(CanonicalJson.Hash("1"u8), CanonicalJson.Hash(Gateway.Json("1")));
    }

    [Fact]
    public void A_hash_of_bytes_is_sha_256_in_lower_case_hex() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CanonicalJson.Hash("abc"u8));
}
