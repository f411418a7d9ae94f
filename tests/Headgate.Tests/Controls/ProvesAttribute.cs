namespace Headgate.Tests.Controls;

/// <summary>Says that a test proves what a framework asks for; docs/controls.md is written from it. Only a test that fails when the control does may say so.</summary>
/// <param name="framework">The framework, as controls.json names it.</param>
/// <param name="ids">The controls.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ProvesAttribute(string framework, params string[] ids) : Attribute
{
    /// <summary>The framework.</summary>
    public string Framework { get; } = framework;

    /// <summary>The controls.</summary>
    public IReadOnlyList<string> Ids { get; } = ids;
}
