namespace Integrity.Toolkit.Tests.Machines;

/// <summary>An entity that knows which of a machine's guards hold for it.</summary>
public sealed class GuardFacts(IEnumerable<string> holding)
{
    public IReadOnlySet<string> Holding { get; } = holding.ToHashSet();
}
