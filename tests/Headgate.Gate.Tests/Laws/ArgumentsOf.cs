using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Headgate.Gate.Tests.Laws;

/// <summary>Arguments as a hostile or careless client might write them: near to what a schema takes, and far from it.</summary>
public static class ArgumentsOf
{
    private static readonly string[] Names =
    [
        "text",
        "id",
        "colour",
        "at",
        "day",
        "email",
        "limit",
        "count",
        "big",
        "amount",
        "share",
        "flag",
        "tags",
        "items",
        "custom",
        "name",
        "Text",
        "quantity",
        "steps",
        "\\ud800",
    ];

    private static readonly string[] Values =
    [
        "\"x\"",
        "\"\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"\\u0085\"",
        "\"red\"",
        "\"a\"",
        "\"a@b.c\"",
        "\"2026-11-30\"",
        "\"2026-11-30T09:00Z\"",
        "\"con_01kjwfv5r07mgs5qz68abhpsse\"",
        "0",
        "1",
        "-1",
        "50",
        "51",
        "1.0",
        "1e1",
        "1.25",
        "1.23456",
        "2147483647",
        "2147483648",
        "1000000000000",
        "9223372036854775808",
        "1e999",
        "-0",
        "0.1e-7",
        "true",
        "false",
        "null",
        "[]",
        "{}",
        "[1,2]",
        "[\"a\",\"b\"]",
        "[null]",
        "[[1]]",
        "[{\"quantity\":1,\"steps\":[1]}]",
        "[{\"quantity\":1.0}]",
        "{\"k\":1,\"l\":\"x\",\"m\":null}",
        "{\"k\":[1]}",
        "{\"\\ud800\":1}",
        "{\"k\":1,\"k\":2}",
    ];

    /// <summary>JSON objects.</summary>
    public static Arbitrary<string> Any() =>
        (
            from count in Gen.Choose(0, 5)
            from members in Gen.ArrayOf(
                from name in Gen.Elements(Names)
                from value in Gen.Elements(Values)
                select $"\"{name}\":{value}",
                count
            )
            from whole in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
            from needed in Gen.Elements("\"text\":\"x\",", "")
            from other in Gen.Elements(Values)
            select whole ? ("{" + needed + string.Join(',', members)).TrimEnd(',') + "}" : other
        ).ToArbitrary();

    /// <summary>Members that fit, in any number and order.</summary>
    public static Arbitrary<string> Fitting() =>
        (
            from name in Gen.Elements("Ada", "Bo", "Zo\\u00eb")
            from email in Gen.Elements("", ",\"email\":\"a@b.c\"", ",\"email\":\"c@d.e\"", ",\"email\":null")
            from key in Gen.Elements("", ",\"idempotency_key\":\"k1\"", ",\"idempotency_key\":\"k2\"")
            select $"{{\"name\":\"{name}\"{email}{key}}}"
        ).ToArbitrary();
}
