namespace Headgate.Tests.Controls;

/// <summary>The frameworks by the names that controls.json gives them.</summary>
internal static class Frameworks
{
    public const string Aisvs = "AISVS";
    public const string Mcp = "OWASP MCP Top 10 (2025)";
    public const string Llm = "OWASP LLM Top 10 (2026)";
    public const string Agentic = "OWASP Agentic Top 10 (2026)";
    public const string Nist = "NIST AI RMF 1.0, AI 600-1";
    public const string Saif = "Google SAIF";
    public const string TrustLayer = "Trust-layer categories";
}
