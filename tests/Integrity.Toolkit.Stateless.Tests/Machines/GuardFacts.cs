namespace Integrity.Toolkit.Tests.Machines;

/// <summary>An entity with the guards of a machine that are met.</summary>
public sealed class GuardFacts(IEnumerable<string> holding)
{
    public IReadOnlySet<string> Holding { get; } = holding.ToHashSet();
}
