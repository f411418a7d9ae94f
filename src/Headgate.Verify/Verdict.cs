namespace Headgate.Verify;

/// <summary>What came of looking.</summary>
public sealed class Verdict
{
    private const int Most = 1000;

    /// <summary>What is wrong; nothing when it is whole.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>What was looked at, for whoever reads it.</summary>
    public List<string> Said { get; } = [];

    /// <summary>How many findings there are beyond those that are kept.</summary>
    public long More { get; private set; }

    /// <summary>Adds a finding.</summary>
    public void Add(string code, string what, string where) => Add(new(code, what, where));

    /// <summary>Adds a finding.</summary>
    public void Add(Finding finding)
    {
        if (Findings.Count < Most)
            Findings.Add(finding);
        else
            More++;
    }
}
