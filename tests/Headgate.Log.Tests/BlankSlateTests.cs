using Headgate.Verify;

namespace Headgate.Log.Tests;

/// <summary>Who verifies shares nothing with who writes.</summary>
public sealed class BlankSlateTests
{
    [Theory]
    [InlineData(typeof(Merkle))]
    [InlineData(typeof(Verification))]
    public void It_knows_nothing_but_the_platform(Type of) =>
        Assert.All(of.Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void The_verifier_in_Python_imports_nothing_but_its_library_and_is_short()
    {
        var lines = File.ReadAllLines(Tampering.PythonVerifier.Script);
        Assert.InRange(lines.Length, 1, 250);
        Assert.Equal(
            ["import argparse, base64, collections, contextlib, functools, hashlib, itertools, json, os, re, sys, zipfile, zlib"],
            lines.Where(l => l.Contains("import ", StringComparison.Ordinal))
        );
    }
}
